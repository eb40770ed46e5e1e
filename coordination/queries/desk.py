"""The desk: for each unit below the current one, how many people and how they stand.

The database groups by unit; what lies below a unit is then a prefix of paths. Three queries over people, whatever the
tree.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from accounts.scope import PersonScope
from coordination.queries.filters import EXTRA_STATES, NOT_ENROLLED, POSTED, Filters
from coordination.queries.reference import Course, Place, children_of, roots_of
from coordination.queries.rows import enrolment_rows

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
    """The desk at a unit of the scope; without a unit, at the only root or above the roots."""
    roots = roots_of(scope)
    unit = unit or (roots[0] if len(roots) == 1 else None)
    below = children_of(unit) if unit else roots
    numbers = _grouped(scope, unit, course, _group_below(unit) if unit else _group_by(roots))
    rows = [DeskRow(child, False, numbers.get(child.code, Numbers())) for child in below]
    if unit and (ITSELF in numbers or not rows):
        rows.insert(0, DeskRow(unit, True, numbers.get(ITSELF, Numbers())))
    today = timezone.localdate()
    shown = [row for row in rows if row.numbers or row.direct or row.unit.is_open(today)]
    return Desk(
        unit=unit, course=course, rows=shown, total=_sum(row.numbers for row in shown), moment=timezone.localtime()
    )


def _grouped(
    scope: PersonScope, unit: Place | None, course: Course | None, group: Callable[[str], str]
) -> dict[str, Numbers]:
    """Numbers by the code of the row of the desk that a unit's path belongs to."""
    found: dict[str, Numbers] = {}
    for path, state, number in _by_unit(scope, unit, course):
        found.setdefault(group(path), Numbers()).by_state[state] += number
    return found


def _by_unit(scope: PersonScope, unit: Place | None, course: Course | None) -> Iterator[tuple[str, str, int]]:
    """(path of a unit, state, how many of those posted to that very unit)."""
    for state in EXTRA_STATES:
        people = enrolment_rows(scope=scope, filters=Filters(unit=unit, course=course, state=state)).queryset
        for path, number in people.values_list("posting__unit__path").annotate(number=Count("pk")).order_by():
            yield path, state, number
    enrolments = enrolment_rows(scope=scope, filters=Filters(unit=unit, course=course)).queryset
    yield from enrolments.values_list("posting__unit__path", "state").annotate(number=Count("pk")).order_by()


def _group_below(unit: Place) -> Callable[[str], str]:
    """The first code of a path below the unit; nothing for the unit itself."""
    return lambda path: path[len(unit.path) :].partition("/")[0]


def _group_by(roots: list[Place]) -> Callable[[str], str]:
    """The code of the root that a path lies below."""
    return lambda path: next(root.code for root in roots if path.startswith(root.path))


def _sum(all_numbers: Iterable[Numbers]) -> Numbers:
    total = Numbers()
    for numbers in all_numbers:
        for state in COLUMNS:
            total.by_state[state] += numbers[state]
    return total
