"""The certificate as a page: what stands on it, in its own language, and the PDF made of that."""

from datetime import date
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from certificates.models import Certificate
from common.ids import group_code
from common.text import tr_upper


class RenderingFailed(Exception):
    """No PDF could be made: a font is missing, or the page asked for something outside itself."""


def render(certificate: Certificate) -> bytes:
    """The certificate as PDF/UA-1, one landscape A4 page; the same bytes each time for the same certificate.

    Raises RenderingFailed.
    """
    from certificates import pdf  # loads WeasyPrint: half a second, and libraries that only workers must have
    from common.pdf import Refused

    with translation.override(certificate.snapshot["language"]):
        html = render_to_string("certificates/pdf/page.html", page_context(certificate))
    try:
        return pdf.write(html)
    except Refused as error:
        raise RenderingFailed(str(error)) from error


def verify_address(code: str) -> str:
    return f"{settings.BASE_URL}/verify/{code}/"


def page_context(certificate: Certificate) -> dict[str, Any]:
    """What the template prints; texts already in the certificate's language, which must be active."""
    snapshot, code = certificate.snapshot, group_code(certificate.code)
    name = " ".join(filter(None, [snapshot["rank"], snapshot["first_name"], tr_upper(snapshot["last_name"])]))
    return {
        "certificate": certificate,
        "snapshot": snapshot,
        "language": snapshot["language"],
        "direction": "rtl" if get_language_bidi() else "ltr",
        "name": name,
        "name_size": _size(name, (34, 52, 80)),
        "title_size": _size(snapshot["course_title"], (60, 110, 170)),
        "completed_on": _written(snapshot["completed_on"]),
        "issued_on": _written(snapshot["issued_on"]),
        "expires_on": _written(snapshot["expires_on"]),
        "created": certificate.issued_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "address": verify_address(certificate.code),
        "address_shown": settings.BASE_URL.partition("://")[2] + "/verify/",
        "code": (code[:20], code[20:]),  # four groups and three: two lines that can be read aloud
        "qr": _qr(certificate.code),
    }


def _size(text: str, steps: tuple[int, ...]) -> int:
    """0 for a short text, one more for each step its length passes: long names get smaller letters, never less room."""
    return sum(len(text) > step for step in steps)


def _written(day: str | None) -> str:
    """`23 Kasım 2026`, `23 November 2026`: day, month in words, year, which all our languages read in this order."""
    return date_format(date.fromisoformat(day), "j F Y") if day else ""


def _qr(code: str) -> SafeString:
    """The verify address as inline SVG with its meaning as `<title>`; level M survives a fold or a coffee stain."""
    title = _("QR code that opens the page where this certificate can be verified")
    svg = segno.make(verify_address(code), error="m", micro=False).svg_inline(
        border=0, omitsize=True, dark="#10302f", title=title, svgclass="qr", lineclass=None
    )
    return mark_safe(svg)  # noqa: S308 segno escapes the title; the rest is digits
