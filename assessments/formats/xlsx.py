"""The table of questions as a workbook: the sheet “Sorular” and one that explains it."""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from assessments.formats.guide import guide
from assessments.formats.neutral import Item, Reading, Unreadable, Writing
from assessments.formats.table import headings, read_rows, write_rows
from assessments.formats.texts import LONGEST
from assessments.formats.zips import Archive, pack

SHEET = "Sorular"
MOST_ROWS = 2000
MOST_COLUMNS = 200
_ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 -- a workbook must not differ by the day it was written
_WIDE = {"Soru": 60, "Gerekçe": 60, "Metin": 40}


def write(items: Sequence[Item], *, language: str = "") -> Writing:
    rows, writing = write_rows(items)
    writing.data = _dump(rows)
    return writing


def template() -> bytes:
    return _dump([headings(6)])


def _dump(rows: Sequence[Sequence[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = _ANY_DAY
    book.properties.creator = "Tanı"
    sheet = book.active
    sheet.title = SHEET
    _fill(sheet, rows)
    sheet.freeze_panes = "B2"
    explained = book.create_sheet(_("Guide"))
    _fill(explained, guide())
    explained.column_dimensions["A"].width, explained.column_dimensions["B"].width = 26, 120
    out = BytesIO()
    book.save(out)
    return _steady(out.getvalue())


def _fill(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    for at, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(at, place)
                cell.value = text
                cell.data_type = "s"  # what begins with = stays text
                cell.number_format = "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place, heading in enumerate(rows[0], start=1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDE.get(heading, 18)


def _steady(data: bytes) -> bytes:
    """The same archive without the moment it was saved."""
    archive = Archive(data)
    files = {name: archive.read(name) for name in archive.entries}
    core = files["docProps/core.xml"]
    files["docProps/core.xml"] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", core)
    return pack(files, first="[Content_Types].xml")


def read(data: bytes, *, language: str = "") -> Reading:
    archive = Archive(data)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.entries):
        raise Unreadable(_("The workbook holds macros. Save it as .xlsx without macros and try again."))
    if not openpyxl.DEFUSEDXML:
        raise Unreadable(_("Workbooks cannot be read safely on this server. Tell the operator: defusedxml is missing."))
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
        rows = _rows(book)
    except Unreadable:
        raise
    except Exception:  # a damaged workbook makes openpyxl raise nearly anything
        raise Unreadable(_("The workbook is damaged, or it is none. Save it again as .xlsx.")) from None
    return read_rows(rows)


def _rows(book: Any) -> list[tuple[int, list[str]]]:
    sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    sheet.reset_dimensions()
    found: list[tuple[int, list[str]]] = []
    for at, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS), start=1):
        if at > MOST_ROWS:
            raise Unreadable(_("The table is too large: at most %(rows)s rows.") % {"rows": MOST_ROWS})
        found.append((at, [_text(at, cell) for cell in row]))
    while found and not any(found[-1][1]):
        found.pop()
    return found


def _text(at: int, cell: Any) -> str:
    if cell.data_type == "f":
        raise Unreadable(
            _("Row %(row)s, column %(column)s holds a formula. Copy the cells and paste them as values.")
            % {"row": at, "column": cell.column_letter}
        )
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return repr(value) if value != int(value) else str(int(value))
    text = str(value)
    if len(text) > LONGEST:
        raise Unreadable(_("Row %(row)s has a cell that is too long.") % {"row": at})
    return text
