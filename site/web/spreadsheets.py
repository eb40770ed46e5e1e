"""Cells of the spreadsheets that Wagtail writes: words stay words."""

from collections.abc import Callable
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from common.text import csv_cell

Preprocess = Callable[[Any, str, Any, str], Any]


def inert_cells(preprocess: Preprocess) -> Preprocess:
    """Around `SpreadsheetExportMixin.preprocess_field_value`: what begins like a formula gets an apostrophe in CSV; a
    workbook says of each cell that it is text, but takes no control characters.
    """

    def safely(view: Any, field: str, value: Any, export_format: str) -> Any:
        made = preprocess(view, field, value, export_format)
        if not isinstance(made, str):
            return made
        return csv_cell(made) if export_format == view.FORMAT_CSV else ILLEGAL_CHARACTERS_RE.sub("", made)

    return safely
