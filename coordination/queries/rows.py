"""One query for list, count, desk and export: the enrolments, or the people without one, that filters mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.core.cache import caches
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import get_language

from accounts.scope import PersonScope
from common.db import turkish
from common.scoping import ScopedQuerySet
from common.text import fold, tr_upper
from coordination.queries.filters import NOT_ENROLLED, Filters
from coordination.queries.people import people_within, posted_within
from coordination.queries.reference import KEEP, PREFIX, Place, activity_counts
from enrolments.models import ActivityCompletion, Enrolment, LessonCredit
from enrolments.queries import state_expression

PAGE_SIZE = 25
LIVE = 1000  # rows counted anew for every page
CHUNK = 2000  # rows of an export held in memory at once


class Row(NamedTuple):
    """A line of the list; for people without an enrolment the fields from `course_key` on are empty."""

    public_id: str
    person_id: str
    service_number: str
    rank: str
    first_name: str
    last_name: str
    unit_code: str
    unit_name: str
    pk: int
    course_key: UUID | None = None
    course_code: str = ""
    state: str = ""
    due_on: date | None = None
    completed_at: datetime | None = None
    outline_pk: int | None = None
    done: int = 0
    total: int = 0

    @property
    def name(self) -> str:
        """Given name and family name in capitals; the rank has its own column."""
        return f"{self.first_name} {tr_upper(self.last_name)}"

    @property
    def completed_on(self) -> date | None:
        return timezone.localdate(self.completed_at) if self.completed_at else None


# Places in a raw row, whose columns stand in the order of the fields.
PK, STATE, OUTLINE = (Row._fields.index(name) for name in ("pk", "state", "outline_pk"))
UNTOUCHED = ("enrolled", "completed")  # nothing or everything is done


@dataclass(frozen=True)
class Page:
    """Rows in order, and the public ids to continue from; None where the list ends."""

    rows: list[Row]
    before: str | None
    after: str | None


class Counted(NamedTuple):
    number: int
    moment: datetime


class RowSet:
    """The rows that one set of filters means inside one scope. Lazy: every method asks the database anew."""

    def __init__(self, *, scope: PersonScope, filters: Filters) -> None:
        self.scope = scope
        self.filters = filters
        self.of_people = filters.of_people
        person = "" if self.of_people else "officer__"
        self.order = (turkish(f"{person}last_name"), turkish(f"{person}first_name"))
        self.columns = _columns(person)

    @property
    def queryset(self) -> ScopedQuerySet:
        """The rows without an order: what is counted."""
        return self._all(self.filters.unit, direct=self.filters.direct).filter(self._condition())

    def count(self) -> int:
        """How many rows there are now, exactly."""
        return self.queryset.count()

    def counted(self) -> Counted:
        """How many rows there are: exactly now up to LIVE rows, for longer lists as of at most a minute ago.

        A join of 100,000 people costs many times the page that shows 25 of them; nobody works through such a list, and
        the moment of the count is shown beside it.
        """
        cache, key = caches["process"], self._count_key()
        kept = cache.get(key)
        if kept is not None:
            return kept
        counted = Counted(self.queryset[: LIVE + 1].count(), timezone.localtime())
        if counted.number > LIVE:
            counted = Counted(self.count(), timezone.localtime())
            cache.set(key, counted, KEEP)
        return counted

    def _count_key(self) -> str:
        meant = repr((sorted(self.scope.unit_paths), sorted(self.filters.params().items()), timezone.localdate()))
        return f"{PREFIX}:count:{sha256(meant.encode()).hexdigest()}"

    def page(self, *, after: str = "", before: str = "", size: int = PAGE_SIZE) -> Page:
        """`size` rows after or before the row with this public id, else from the start.

        Continues from a row instead of skipping a number of rows, so the last page costs what the first one does and
        nobody is shown twice or left out when people come and go in between.
        """
        anchor = self._anchor(after or before)
        if anchor and before and not after:
            found = self._fetch(self._beyond(anchor, back=True), size + 1)
            if len(found) >= size:
                rows = found[:size][::-1]
                return Page(rows, rows[0].public_id if len(found) > size else None, rows[-1].public_id)
            anchor = None  # that is the first page: show it whole
        found = self._fetch(self._beyond(anchor) if anchor else self._ordered(), size + 1)
        rows = found[:size]
        if anchor and not rows:
            return self.page(size=size)
        return Page(
            rows,
            rows[0].public_id if rows and anchor else None,
            rows[-1].public_id if len(found) > size else None,
        )

    def stream(self) -> Iterator[list[Row]]:
        """All rows in order, `CHUNK` at a time, never more of them in memory."""
        values = self._ordered().values_list(*self.columns).iterator(chunk_size=CHUNK)
        while chunk := list(islice(values, CHUNK)):
            yield self._rows(chunk)

    # --- how it is asked ---

    def _all(self, unit: Place | None = None, *, direct: bool = False) -> ScopedQuerySet:
        if self.of_people:
            return people_within(self.scope, unit, direct=direct)
        rows = posted_within(Enrolment.objects.all(), person="officer__", scope=self.scope, unit=unit, direct=direct)
        return rows.annotate(state=state_expression(timezone.localdate()))

    def _condition(self) -> Q:
        filters = self.filters
        condition = _searched(filters.q, "" if self.of_people else "officer__") if filters.q else Q()
        if not self.of_people:
            condition &= Q(course_key=filters.course.key) if filters.course else Q()
            condition &= Q(state=filters.state) if filters.state else Q()
        elif filters.state == NOT_ENROLLED:
            condition &= not_enrolled("pk", filters)
        return condition

    def _ordered(self, *, back: bool = False) -> ScopedQuerySet:
        if back:
            return self.queryset.order_by(*(column.desc() for column in self.order), "-pk")
        return self.queryset.order_by(*self.order, "pk")

    def _anchor(self, public_id: str) -> tuple[str, str, int] | None:
        """Where a row stands in the order, whatever has become of its state since; None outside the scope."""
        if not public_id or not public_id.isprintable():
            return None
        return self._all().filter(public_id=public_id).values_list(*self._order_names(), "pk").first()

    def _beyond(self, anchor: tuple[str, str, int], *, back: bool = False) -> ScopedQuerySet:
        last, first, pk = anchor
        than = "lt" if back else "gt"
        rows = self._ordered(back=back).alias(sort_last=self.order[0], sort_first=self.order[1])
        same_name = Q(sort_last=last) & (
            Q(**{f"sort_first__{than}": first}) | Q(sort_first=first, **{f"pk__{than}": pk})
        )
        # The first condition says nothing new: it is what an index on the family name can start from.
        return rows.filter(**{f"sort_last__{than}e": last}).filter(Q(**{f"sort_last__{than}": last}) | same_name)

    def _order_names(self) -> tuple[str, str]:
        return ("last_name", "first_name") if self.of_people else ("officer__last_name", "officer__first_name")

    def _fetch(self, rows: ScopedQuerySet, limit: int) -> list[Row]:
        """The first rows; callers ask for one more than they show, to know whether the list goes on."""
        return self._rows(list(rows.values_list(*self.columns)[:limit]))

    def _rows(self, values: list[tuple]) -> list[Row]:
        if self.of_people:
            state = NOT_ENROLLED if self.filters.state == NOT_ENROLLED else ""
            return [Row(*each)._replace(state=state) for each in values]
        return [Row._make(each + progress) for each, progress in zip(values, _progress(values), strict=True)]


def enrolment_rows(*, scope: PersonScope, filters: Filters) -> RowSet:
    """The one query builder behind list, count, links of the desk and export."""
    return RowSet(scope=scope, filters=filters)


def not_enrolled(officer: str, filters: Filters) -> Q:
    """People who have no enrolment on the chosen course, or on none at all when no course is chosen."""
    enrolments = Enrolment.objects.unscoped("whether there is one, for people already scoped").filter(
        officer=OuterRef(officer)
    )
    if filters.course:
        enrolments = enrolments.filter(course_key=filters.course.key)
    return ~Q(Exists(enrolments))


def _progress(values: list[tuple]) -> Iterator[tuple[int, int]]:
    """(lessons done, lessons) of raw rows, each against its own outline; two queries at most for all of them."""
    outlines = activity_counts(row[OUTLINE] for row in values)
    done = _lessons_done({row[PK]: outlines[row[OUTLINE]] for row in values if row[STATE] not in UNTOUCHED})
    for row in values:
        total = len(outlines[row[OUTLINE]])
        yield total if row[STATE] == "completed" else done.get(row[PK], 0), total


def _lessons_done(outlines: dict[int, dict[UUID, int]]) -> dict[int, int]:
    """How many lessons are finished, by enrolment, given how many activities each of its lessons has; those that the
    pre-test showed to be known count too. One query.
    """
    rows = ActivityCompletion.objects.filter(enrolment__in=list(outlines)).values_list("enrolment_id", "lesson_key")
    credited = LessonCredit.objects.filter(enrolment__in=list(outlines)).values_list("enrolment_id", "lesson_key")
    counted = (
        rows.annotate(number=Count("pk"))
        .order_by()
        .union(credited.annotate(number=Value(None, output_field=IntegerField())), all=True)
    )
    found: dict[int, set[UUID]] = {}
    for enrolment, lesson, number in counted:
        wanted = outlines[enrolment].get(lesson)
        if wanted is not None and (number is None or number >= wanted):
            found.setdefault(enrolment, set()).add(lesson)
    return {enrolment: len(lessons) for enrolment, lessons in found.items()}


def _searched(text: str, person: str) -> Q:
    """Every word in the name, however it is typed, or the beginning of the service number."""
    named = Q()
    for word in fold(text).split():
        named &= Q(**{f"{person}folded_name__contains": word})
    return named | Q(**{f"{person}service_number__startswith": text})


def _columns(person: str) -> list[str]:
    unit_name = "name" if get_language() == "tr" else "name_en"
    columns = ["public_id", f"{person}public_id", f"{person}service_number", f"{person}rank", f"{person}first_name"]
    columns += [f"{person}last_name", "posting__unit__code", f"posting__unit__{unit_name}", "pk"]
    if person:
        columns += ["course_key", "course_code", "state", "due_on", "completed_at", "outline_id"]
    return columns
