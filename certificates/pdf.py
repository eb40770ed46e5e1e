"""How a certificate looks; `common.pdf` writes it. Imported only where a PDF is written."""

from django.template.loader import render_to_string

from common.pdf import FONT_SCHEME, inline
from common.pdf import write as write_page


def sheet() -> str:
    pictures = {name: inline(f"certificates/pdf/{name}.svg") for name in ("ground", "mark")}
    return render_to_string("certificates/pdf/page.css", {"scheme": FONT_SCHEME, **pictures})


def write(html: str) -> bytes:
    """One page of HTML as tagged PDF/UA-1. Raises `common.pdf.Refused`."""
    return write_page(html, sheet=sheet)
