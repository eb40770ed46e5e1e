"""The table of questions as CSV, the way Excel in Turkey writes and opens it: semicolons, a byte order mark."""

import csv
from collections.abc import Sequence
from io import StringIO

from django.utils.translation import gettext as _

from assessments.formats.neutral import Item, Reading, Unreadable, Writing
from assessments.formats.table import headings, read_rows, write_rows
from assessments.formats.texts import LONGEST, decode

MOST_ROWS = 2000
MOST_CELLS = 200
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


def write(items: Sequence[Item], *, language: str = "") -> Writing:
    rows, writing = write_rows(items)
    writing.data = _dump(rows)
    return writing


def template() -> bytes:
    return _dump([headings(6)])


def _dump(rows: Sequence[Sequence[str]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([[_inert(cell) for cell in row] for row in rows])
    return ("\ufeff" + out.getvalue()).encode()


def _inert(cell: str) -> str:
    """No spreadsheet computes it; reading takes one apostrophe away again."""
    return f"'{cell}" if cell.startswith(_RISKY) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).isdecimal() and cell.isascii() and cell[0] in "+-"


def read(data: bytes, *, language: str = "") -> Reading:
    text = decode(data)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    csv.field_size_limit(LONGEST * 2)
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if len(rows) >= MOST_ROWS or len(cells) > MOST_CELLS:
                raise Unreadable(_("The table is too large: at most %(rows)s rows.") % {"rows": MOST_ROWS})
            if cells or rows:
                rows.append((len(rows) + 1, [cell.removeprefix("'") for cell in cells]))
    except csv.Error:
        raise Unreadable(
            _("Row %(row)s cannot be read: a quotation mark is open or a cell is too long.") % {"row": len(rows) + 1}
        ) from None
    return read_rows(rows)
