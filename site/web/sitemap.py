"""The public pages of every language, each with its twins in the others. Lessons are read after sign-in: left out."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Q
from wagtail.models import Page, Site

from courses.models import CataloguePage, CoursePage
from web.alternates import EVERYWHERE, Alternate, of_own_page, with_default
from web.models import AwarenessCoursePage, AwarenessIndexPage, AwarenessPage, HomePage

CONTENT = (HomePage, CataloguePage, CoursePage, AwarenessIndexPage, AwarenessPage, AwarenessCoursePage)


class PublicSitemap(Sitemap[Any]):
    """Entries in the form of Django's template; two queries however many pages there are, besides cached site paths."""

    def get_urls(self, page: Any = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        return [*_content(), *_own()]


def _content() -> Iterator[dict[str, Any]]:
    pages = [(page, url) for page in _pages() if (url := page.get_full_url())]
    known: dict[UUID, list[Alternate]] = {}
    for page, url in pages:
        known.setdefault(page.translation_key, []).append(Alternate(page.locale.language_code, url))
    for page, url in pages:
        yield _entry(url, with_default(known[page.translation_key]), page.last_published_at)


def _pages() -> Any:
    """Pages below the front page of any language: never what stands elsewhere in the tree."""
    root = Site.objects.get(is_default_site=True).root_page
    below = Q(pk__in=[])
    for path in root.get_translations(inclusive=True).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return Page.objects.live().public().filter(below).type(CONTENT).select_related("locale").order_by("path")


def _own() -> Iterator[dict[str, Any]]:
    for name in EVERYWHERE:
        languages = of_own_page(name)
        for each in languages[: len(settings.LANGUAGES)]:
            yield _entry(each.url, languages, None)


def _entry(url: str, languages: list[Alternate], changed: datetime | None) -> dict[str, Any]:
    alternates = [{"location": each.url, "lang_code": each.code} for each in languages]
    return {"location": url, "lastmod": changed, "alternates": alternates, "changefreq": None, "priority": ""}
