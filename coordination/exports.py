"""The list as a CSV file that opens in Turkish Excel and cannot carry a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.text import csv_cell
from coordination.queries import Filters, Row, RowSet, courses, state_labels

BOM = "\ufeff"  # tells Excel that the file is UTF-8
DAY = "%d.%m.%Y"


def export_csv(rows: RowSet, *, by: User) -> Iterator[str]:
    """The file in pieces: who asked for what and when, the names of the columns, then the rows as the list shows them.

    Semicolons, because Excel in Turkish takes the comma for a decimal sign; lines end with CR LF; dates 23.11.2026.
    All words are looked up now, in the language of the request: by the time a piece is fetched the thread may speak
    another.
    """
    states = {code: str(label) for code, label in state_labels().items()}
    titles = {code: str(course) for code, course in courses().items()}
    head = BOM + _lines([*_head(rows.filters, by), [], _columns()])
    return _pieces(head, rows, states, titles)


def _pieces(head: str, rows: RowSet, states: dict[str, str], titles: dict[str, str]) -> Iterator[str]:
    yield head
    for chunk in rows.stream():
        yield _lines(_cells(row, states, titles) for row in chunk)


def filter_words(filters: Filters) -> list[tuple[str, str]]:
    """(name of the parameter, what it says) for each filter in force, in the language of the reader."""
    words = [
        ("unit", str(filters.unit) if filters.unit else ""),
        ("direct", _("without the units below") if filters.direct else ""),
        ("course", str(filters.course) if filters.course else ""),
        ("state", str(state_labels()[filters.state]) if filters.state else ""),
        ("q", f"“{filters.q}”" if filters.q else ""),
    ]
    return [(name, text) for name, text in words if text]


def file_name(moment: datetime) -> str:
    return f"tani-{moment:%Y-%m-%d-%H%M}.csv"


def _head(filters: Filters, by: User) -> list[list[str]]:
    words = ", ".join(text for _name, text in filter_words(filters))
    return [
        [_("Tanı: training records")],
        [_("Made by"), by.formal_name],
        [_("As of"), f"{timezone.localtime():%d.%m.%Y %H:%M}"],
        [_("Filters"), words or _("none: all my units")],
    ]


def _columns() -> list[str]:
    return [
        _("Service number"),
        _("Rank"),
        _("Name"),
        _("Unit code"),
        _("Unit"),
        _("Course"),
        _("State"),
        _("Due"),
        _("Lessons done"),
        _("Lessons"),
        _("Completed on"),
    ]


def _cells(row: Row, states: dict[str, str], titles: dict[str, str]) -> list[str | int]:
    lessons: list[str | int] = [row.done, row.total] if row.total else ["", ""]
    return [
        row.service_number,
        row.rank,
        row.name,
        row.unit_code,
        row.unit_name,
        titles.get(row.course_code, row.course_code),
        states.get(row.state, ""),
        _day(row.due_on),
        *lessons,
        _day(row.completed_on),
    ]


@lru_cache(maxsize=4096)
def _day(day: date | None) -> str:
    return day.strftime(DAY) if day else ""


def _lines(rows: Iterable[list]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
