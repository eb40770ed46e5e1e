"""The people a coordinator oversees: whoever is posted today in the units of the scope."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import FilteredRelation, Q
from django.utils import timezone

from accounts.models import Role, User
from accounts.scope import PersonScope
from common.db import turkish
from common.scoping import ScopedQuerySet
from coordination.queries.reference import Course, Place
from enrolments.models import Enrolment
from enrolments.queries import state_expression

WHY = "narrowed at once to people posted today in the units of the scope"


def posted_within(
    rows: ScopedQuerySet, *, person: str, scope: PersonScope, unit: Place | None = None, direct: bool = False
) -> ScopedQuerySet:
    """Rows whose person is posted today in a unit of the scope; the posting is the relation `posting` of the result.

    Narrower than `.within(scope)`: neither an earlier posting nor another office makes someone a coordinator's officer,
    and the coordinator's own records stay on the coordinator's own pages. A unit narrows further and cannot widen.
    `person` is the lookup of the person with its underscores, or "".
    """
    memberships = f"{person}memberships"
    posting = FilteredRelation(memberships, condition=_posted_on(f"{memberships}__", timezone.localdate()))
    return rows.unscoped(WHY).annotate(posting=posting).filter(_places(scope, unit, direct=direct))


def _posted_on(prefix: str, day: date) -> Q:
    ended = Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gt": day})
    return Q(**{f"{prefix}role": Role.OFFICER, f"{prefix}starts_on__lte": day}) & ended


def _places(scope: PersonScope, unit: Place | None, *, direct: bool) -> Q:
    """Postings to the unit itself, or in it and below, or in the whole scope; never outside the scope."""
    paths = scope.unit_paths
    if unit is not None and unit.is_below(paths):
        if direct:
            return Q(posting__unit=unit.pk)
        paths = (unit.path,)
    elif unit is not None:
        paths = () if direct else tuple(path for path in paths if path.startswith(unit.path))
    if not paths:
        return Q(pk__in=[])
    return reduce(or_, (Q(posting__unit__path__startswith=path) for path in paths))


def people_within(scope: PersonScope, unit: Place | None = None, *, direct: bool = False) -> ScopedQuerySet:
    """The people overseen, each with the relation `posting`."""
    return posted_within(User.people.all(), person="", scope=scope, unit=unit, direct=direct)


def on_course(officers: Collection[int], course: Course) -> dict[int, str]:
    """Which of these officers (primary keys, already scoped) have an enrolment on the course, with its state."""
    rows = Enrolment.objects.unscoped("of officers who are scoped already")
    rows = rows.filter(officer__in=officers, course_key=course.key).annotate(
        state=state_expression(timezone.localdate())
    )
    return dict(rows.order_by("enrolled_at", "pk").values_list("officer_id", "state"))


@dataclass(frozen=True)
class EnrolCheck:
    """What enrolling these people would do, before anything is done."""

    new: list[User]
    already: list[tuple[User, str]]
    unknown: list[str]
    ambiguous: list[str]


def check_people(
    *, scope: PersonScope, course: Course, people: Collection[str] = (), numbers: Collection[str] = ()
) -> EnrolCheck:
    """Find people by public id and by service number (leading zeros count) inside the scope. Two queries."""
    rows = people_within(scope).filter(Q(public_id__in=people) | Q(service_number__in=numbers))
    ordered = rows.select_related("posting__unit").order_by(turkish("last_name"), turkish("first_name"), "pk")
    found = {person.pk: person for person in ordered}
    holders: dict[str, list[User]] = {}
    for person in found.values():
        holders.setdefault(person.service_number, []).append(person)
    ambiguous = [number for number in numbers if len(holders.get(number, ())) > 1]
    clear = {
        pk: person
        for pk, person in found.items()
        if person.public_id in people or person.service_number not in ambiguous
    }
    there = on_course(clear, course)
    return EnrolCheck(
        new=[person for pk, person in clear.items() if pk not in there],
        already=[(clear[pk], there[pk]) for pk in clear if pk in there],
        unknown=[number for number in numbers if number not in holders],
        ambiguous=ambiguous,
    )
