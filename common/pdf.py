"""WeasyPrint behind bars: it may use the fonts we cut at set-up and `data:` addresses, and it can reach nothing else.

Import it only where a PDF is written: loading takes half a second and needs Pango and HarfBuzz.
"""

import threading
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FACES = (
    "IBMPlexSans-Regular.ttf",
    "IBMPlexSans-SemiBold.ttf",
    "IBMPlexSansArabic-Regular.ttf",
    "IBMPlexSansArabic-SemiBold.ttf",
)
FONT_SCHEME = "font:"
_lock = threading.Lock()  # Pango's font map belongs to one thread at a time


class Refused(Exception):
    """The page asked for something it may not have, or a font is missing; nothing was written."""


class TooLong(Exception):
    """What is written takes more pages than it may."""


class PackagedOnly(URLFetcher):
    """Serves `font:<face>` from the four faces of FONT_DIR and `data:`; everything else stops the rendering.

    Given to the HTML and to each CSS: WeasyPrint falls back to its open default where it is left out (trust.md T9).
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        face = url.removeprefix(FONT_SCHEME)
        if face in FACES and face != url:
            return URLFetcherResponse(url, _face(face), {"Content-Type": "font/ttf"})
        return super().fetch(url, headers)


Sheet = Callable[[], str]
"""Gives the text of a style sheet; a function of a module: what it gives is kept for the life of the process."""


def inline(template: str) -> str:
    """A decorative drawing as a `data:` address: a background is no content, so screen readers pass over it."""
    return "data:image/svg+xml;base64," + b64encode(render_to_string(template).encode()).decode()


def write(html: str, *, sheet: Sheet, most_pages: int | None = None) -> bytes:
    """HTML as tagged PDF/UA-1. Raises Refused, and TooLong when there would be more than `most_pages`."""
    with _lock:
        try:
            style, fonts = _style(sheet)
            document = HTML(string=html, url_fetcher=PackagedOnly()).render(stylesheets=[style], font_config=fonts)
            if most_pages is not None and len(document.pages) > most_pages:
                raise TooLong
            return document.write_pdf(pdf_variant="pdf/ua-1")
        except FatalURLFetchingError as error:  # a BaseException: it would end the worker
            raise Refused(f"{error}: {error.__cause__}") from error


def forget() -> None:
    """Read fonts and style sheets anew."""
    _face.cache_clear()
    _style.cache_clear()


@cache
def _face(name: str) -> bytes:
    return Path(settings.FONT_DIR, name).read_bytes()


@cache
def _style(sheet: Sheet) -> tuple[CSS, FontConfiguration]:
    """The style sheet and its fonts, read once a process: each later page needs no font file."""
    fonts = FontConfiguration()
    return CSS(string=sheet(), font_config=fonts, url_fetcher=PackagedOnly()), fonts
