"""Text files that Wagtail's own screens take: translations in PO, redirects in CSV."""

import csv
import re
from io import StringIO
from typing import IO

import polib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 5000
MOST_HEADERS = 5  # polib looks for the charset behind each of them to the end of the line: many take hours
KEY = "X-WagtailLocalize-TranslationID"
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)


def po(file: IO[bytes]) -> None:
    """Raises ValidationError for what wagtail-localize could not read: it takes any size and trips over the rest."""
    text = _text(file)
    if {name.lower() for name in _CHARSET.findall(text)} - {"utf-8", "utf8"}:
        raise ValidationError(_("The letters of this file cannot be read. Save it as text in UTF-8 and try again."))
    if text.count("Content-Type:") > MOST_HEADERS:
        raise ValidationError(_("This is not a PO file, or it is damaged."))
    try:
        found = polib.pofile(f"#\n{text}")  # a comment first: polib takes a text that is a path for one
    except (OSError, UnicodeError, ValueError, IndexError, AttributeError):
        raise ValidationError(_("This is not a PO file, or it is damaged.")) from None
    if KEY not in found.metadata or len(found) > MOST_ROWS:
        raise ValidationError(_("This PO file does not come from here. Download it from the page you translate."))


def table(file: IO[bytes]) -> None:
    """CSV with few columns; workbooks are refused here."""
    try:
        for number, row in enumerate(csv.reader(StringIO(_text(file), newline=""))):
            if number >= MOST_ROWS or len(row) > 10:
                raise ValidationError(_("The table is too large: at most %(rows)s rows.") % {"rows": MOST_ROWS})
    except csv.Error:
        raise ValidationError(_("This table cannot be read. Save it as CSV in UTF-8.")) from None


def _text(file: IO[bytes]) -> str:
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValidationError(_("The file is larger than %(most)s MB. Split it.") % {"most": MOST_BYTES // 1024**2})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ValidationError(_("The letters of this file cannot be read. Save it as text in UTF-8 and try again."))
    return text
