"""Spreadsheets that Excel in Turkey opens by a double click and that cannot carry a formula."""

from collections.abc import Iterator
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from common.text import csv_cell

BOM = "\ufeff"


class SafeSpreadsheetMixin(SpreadsheetExportMixin):
    """CSV with semicolons and a byte order mark; a cell that a spreadsheet would compute gets an apostrophe in
    front."""

    def stream_csv(self, queryset: Any) -> Iterator[str]:
        yield BOM
        yield _line([self.get_heading(queryset, field) for field in self.list_export])
        for item in queryset:
            yield _line([self.preprocess_field_value(f, v, self.FORMAT_CSV) for f, v in self.to_row_dict(item).items()])


def _line(cells: list[Any]) -> str:
    return ";".join(f'"{csv_cell(str(cell)).replace(chr(34), chr(34) * 2)}"' for cell in cells) + "\r\n"
