"""The desk: for each unit below the current one, how many people and how they stand. Grouped by the database, whatever the tree."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, StrIndex, Substr
from django.utils import timezone

from accounts.scope import PersonScope
from coordination.queries.filters import EXTRA_STATES, NOT_ENROLLED, POSTED, Filters
from coordination.queries.reference import Course, Place, children_of, roots_of
from coordination.queries.rows import RowSet, enrolment_rows

ITSELF = ""  # the group of those posted to the current unit itself
COLUMNS = (POSTED, NOT_ENROLLED, "enrolled", "in_progress", "completed", "overdue", "failed")


@dataclass
class Numbers:
    """How many, by column of the desk: people posted, people not enrolled, and enrolments by state."""

    by_state: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))

    def __getitem__(self, state: str) -> int:
        return self.by_state[state]

    def __bool__(self) -> bool:
        return any(self.by_state.values())

    @property
    def enrolments(self) -> int:
        return sum(number for state, number in self.by_state.items() if state not in EXTRA_STATES)


@dataclass(frozen=True)
class DeskRow:
    """A unit of the desk with everything below it, or (`direct`) only those posted to the unit itself."""

    unit: Place
    direct: bool
    numbers: Numbers


@dataclass(frozen=True)
class Desk:
    """The table of one place in the tree; `unit` is None above the roots of a scope with several."""

    unit: Place | None
    course: Course | None
    rows: list[DeskRow]
    total: Numbers
    moment: datetime


def desk(*, scope: PersonScope, unit: Place | None = None, course: Course | None = None) -> Desk:
    """The desk at a unit of the scope; without a unit, at the only root or above the roots. Three queries over people."""
    roots = roots_of(scope)
    unit = unit or (roots[0] if len(roots) == 1 else None)
    below = children_of(unit) if unit else roots
    numbers = _grouped(scope, unit, course, _group(unit, roots))
    rows = [DeskRow(child, False, numbers.get(child.code, Numbers())) for child in below]
    if unit and (ITSELF in numbers or not rows):
        rows.insert(0, DeskRow(unit, True, numbers.get(ITSELF, Numbers())))
    today = timezone.localdate()
    shown = [row for row in rows if row.numbers or row.direct or row.unit.is_open(today)]
    return Desk(
        unit=unit, course=course, rows=shown, total=_sum(row.numbers for row in shown), moment=timezone.localtime()
    )


def _grouped(scope: PersonScope, unit: Place | None, course: Course | None, group: Combinable) -> dict[str, Numbers]:
    found: dict[str, Numbers] = {}
    for state in (POSTED, NOT_ENROLLED):
        people = _rows(scope, unit, course, state).queryset
        for code, number in people.values_list(group).annotate(number=Count("pk")).order_by():
            found.setdefault(code, Numbers()).by_state[state] = number
    enrolments = _rows(scope, unit, course, "").queryset
    for code, state, number in enrolments.values_list(group, "state").annotate(number=Count("pk")).order_by():
        found.setdefault(code, Numbers()).by_state[state] = number
    return found


def _rows(scope: PersonScope, unit: Place | None, course: Course | None, state: str) -> RowSet:
    return enrolment_rows(scope=scope, filters=Filters(unit=unit, course=course, state=state))


def _group(unit: Place | None, roots: list[Place]) -> Combinable:
    """SQL for the code of the row a posting belongs to: the first code of the path below the current unit."""
    path = F("posting__unit__path")
    if unit is None:
        whens = [When(Q(posting__unit__path__startswith=root.path), then=Value(root.code)) for root in roots]
        return Case(*whens, default=Value(ITSELF), output_field=CharField())
    rest = Concat(Substr(path, len(unit.path) + 1), Value("/"), output_field=CharField())
    return Substr(rest, 1, StrIndex(rest, Value("/")) - 1, output_field=CharField())


def _sum(all_numbers: Iterable[Numbers]) -> Numbers:
    total = Numbers()
    for numbers in all_numbers:
        for state in COLUMNS:
            total.by_state[state] += numbers[state]
    return total
