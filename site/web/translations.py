"""Content pages in other languages: for the links in the head of a page and for "not available in this language"."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site


@dataclass(frozen=True)
class Translation:
    code: str
    name: str  # of the language, in that language
    direction: str
    title: str
    url: str
    full_url: str


def translations_of(page: Page, request: HttpRequest | None = None) -> list[Translation]:
    """The live, public pages with the same translation key, this one included. One query, plus cached site paths."""
    pages = page.get_translations(inclusive=True).live().public().select_related("locale").order_by("locale__pk")
    return [_describe(each, request) for each in pages if each.get_url(request)]


def _describe(page: Page, request: HttpRequest | None) -> Translation:
    code = page.locale.language_code
    info = get_language_info(code)
    return Translation(
        code=code,
        name=info["name_local"].capitalize(),
        direction="rtl" if info["bidi"] else "ltr",
        title=page.title,
        url=page.get_url(request),
        full_url=page.get_full_url(request),
    )


def elsewhere(request: HttpRequest) -> tuple[str, list[Translation]]:
    """For an address without a page: the same page's address in this language, and the page in the other languages.

    Paths are compared below the front page, since the front pages of the languages have slugs of their own.
    """
    language = get_language()
    prefix = f"/{language}/"
    site = Site.find_for_request(request)
    if not request.path.startswith(prefix) or site is None:
        return "", []
    tail = request.path[len(prefix) :]
    homes = site.root_page.get_translations(inclusive=True).values_list("url_path", flat=True)
    found = Page.objects.live().public().filter(url_path__in=[home + tail for home in homes]).first()
    if found is None:
        return "", []
    translations = translations_of(found, request)
    here = next((each.url for each in translations if each.code == language), "")
    return here if here != request.path else "", [each for each in translations if each.code != language]
