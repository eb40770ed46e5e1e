"""The same public page in every language it has: for the head of the page, and for the site map.

`x-default` is what is shown to a language we do not speak: Turkish, or where a page has none, its first language.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from web.translations import Translation

EVERYWHERE = ("about", "accessibility", "privacy", "search")  # pages of our own, in every language
DEFAULT = "x-default"


@dataclass(frozen=True)
class Alternate:
    """`code` is a language or `x-default`, `url` a whole address."""

    code: str
    url: str


def with_default(found: Iterable[Alternate]) -> list[Alternate]:
    languages = list(found)
    default = next((each for each in languages if each.code == settings.LANGUAGE_CODE), None)
    chosen = default or (languages[0] if languages else None)
    return [*languages, Alternate(DEFAULT, chosen.url)] if chosen else []


def of_content(request: HttpRequest, translations: list[Translation]) -> list[Alternate]:
    """Of the content page being served; a page inside it (`2/`, `questions/`) is the same page inside the others."""
    own = next((each.url for each in translations if request.path.startswith(each.url)), "")
    rest = request.path[len(own) :] if own else ""
    return with_default(Alternate(each.code, f"{each.full_url}{rest}") for each in translations)


def of_own_page(name: str) -> list[Alternate]:
    """Of a page in `EVERYWHERE`."""
    return with_default(Alternate(code, address(name, code)) for code, _name in settings.LANGUAGES)


def address(name: str, language: str) -> str:
    with override(language):
        return f"{settings.BASE_URL}{reverse(f'web:{name}')}"
