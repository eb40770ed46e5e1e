"""A field card on paper: A6 for the pocket, front and back, and one side of A4 for the wall or to fold.

Imported only where a PDF is written: it loads WeasyPrint.
"""

from contextlib import suppress
from dataclasses import dataclass

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from common import pdf
from courses.cards.words import CardView

PAGES = {"a6": 2, "a4": 1}
LETTERS = ("large", "middling", "small")  # tried in this order; what is too long even then takes another page


@dataclass(frozen=True)
class Address:
    """Where anyone can ask whether a printed version is still in force: the whole address, and what is printed of
    it.
    """

    url: str

    @property
    def shown(self) -> str:
        return self.url.partition("://")[2]


def draw(card: CardView, *, size: str, check: Address) -> bytes:
    """The card as PDF/UA-1 on `a6` or `a4` paper, in the language that is active. Raises `common.pdf.Refused`."""
    context = {
        "card": card,
        "size": size,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "check": check,
        "qr": _square(check.url),
    }
    for letters in LETTERS:
        html = render_to_string("courses/cards/sheet.html", context | {"letters": letters})
        with suppress(pdf.TooLong):
            return pdf.write(html, sheet=SHEETS[size], most_pages=PAGES[size])
    return pdf.write(html, sheet=SHEETS[size])


def _square(url: str) -> SafeString:
    title = _("QR code that opens the page saying whether this version is still in force")
    svg = segno.make(url, error="m", micro=False).svg_inline(
        border=0, omitsize=True, dark="#000", title=title, svgclass="qr", lineclass=None
    )
    return mark_safe(svg)  # noqa: S308 segno escapes the title; the rest is digits


def _sheet(size: str) -> str:
    return render_to_string("courses/cards/sheet.css", {"scheme": pdf.FONT_SCHEME, "size": size})


def a6() -> str:
    return _sheet("a6")


def a4() -> str:
    return _sheet("a4")


SHEETS = {"a6": a6, "a4": a4}
