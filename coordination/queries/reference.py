"""Units, courses and outlines as the coordinator's screens name them; kept in the process for a minute.

They change a few times a year and are read on every page. Codes, paths and outline versions never change, so an old
copy can neither show a wrong person nor widen a filter; a change made by this process is seen at once (receivers), by
another within a minute.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.core.cache import caches
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from accounts.models import Unit
from accounts.scope import PersonScope
from courses.models import OutlineVersion

KEEP = 60  # seconds
KEEP_FACT = 24 * 3600  # seconds; an outline version is immutable
PREFIX = "coordination"
Kept = TypeVar("Kept")


class Place(NamedTuple):
    """A unit as it is named and filtered by. A tuple: a hundred of them come out of the cache for every page."""

    pk: int
    code: str
    path: str
    name: str
    name_en: str
    opened_on: date
    closed_on: date | None

    def __str__(self) -> str:
        return self.name if get_language() == "tr" else self.name_en

    def is_open(self, day: date) -> bool:
        return self.opened_on <= day and (self.closed_on is None or self.closed_on > day)

    def is_below(self, paths: tuple[str, ...]) -> bool:
        """Whether this is one of the units with these paths or lies below one."""
        return self.path.startswith(paths)


@dataclass(frozen=True)
class Course:
    """A course as its newest outline names it."""

    key: UUID
    code: str
    titles: dict[str, str]

    def __str__(self) -> str:
        return self.titles.get(get_language() or "tr") or self.titles.get("tr") or self.code


def courses() -> dict[str, Course]:
    """Every course that was ever published, by code."""
    return _kept("courses", _load_courses)


def _load_courses() -> dict[str, Course]:
    newest = OutlineVersion.objects.filter(course_key=OuterRef("course_key")).order_by("-number").values("pk")[:1]
    rows = OutlineVersion.objects.filter(pk=Subquery(newest)).values_list(
        "course_key", "outline__code", "outline__titles"
    )
    found = [Course(key=key, code=str(code), titles=titles or {}) for key, code, titles in rows]
    return {course.code: course for course in sorted(found, key=lambda course: course.code)}


def unit_by_code(code: str) -> Place | None:
    """The unit with this code; None when there is none."""
    if not code or len(code) > 40 or not code.isprintable():
        return None
    found = _kept(_unit_key(code), lambda: _places(Unit.objects.filter(code=code)) or None)
    return found[0] if found else None


def children_of(unit: Place) -> list[Place]:
    """The units directly below, by code."""
    return _kept(f"children:{unit.pk}", lambda: _places(Unit.objects.filter(parent=unit.pk)))


def roots_of(scope: PersonScope) -> list[Place]:
    """The topmost units of a scope, by code; a unit below another one of the scope is not a root of its own."""
    tops = [
        path for path in scope.unit_paths if not any(path != top and path.startswith(top) for top in scope.unit_paths)
    ]
    return _named(path.rstrip("/").rpartition("/")[2] for path in tops)


def trail_of(unit: Place) -> list[Place]:
    """The unit's ancestors and the unit itself, from the root down."""
    return _named(unit.path.strip("/").split("/"))


def _named(codes: Iterable[str]) -> list[Place]:
    units = [unit_by_code(code) for code in codes]
    return [unit for unit in units if unit is not None]


def _places(units: QuerySet[Unit]) -> list[Place]:
    return [Place(*values) for values in units.order_by("code").values_list(*Place._fields)]


def activity_counts(outline_pks: Iterable[int]) -> dict[int, dict[UUID, int]]:
    """For each outline version the number of activities by lesson key. One query for those not met before."""
    cache = caches["process"]
    keys = {f"{PREFIX}:outline:{pk}": pk for pk in set(outline_pks)}
    found = {keys[key]: counts for key, counts in cache.get_many(keys).items()}
    missing = [pk for pk in keys.values() if pk not in found]
    if missing:
        for pk, lessons in OutlineVersion.objects.filter(pk__in=missing).values_list("pk", "outline__lessons"):
            found[pk] = {UUID(lesson["key"]): len(lesson["activities"]) for lesson in lessons}
            cache.set(f"{PREFIX}:outline:{pk}", found[pk], KEEP_FACT)
    return found


def forget_courses() -> None:
    caches["process"].delete(f"{PREFIX}:courses")


def forget_unit(unit: Unit) -> None:
    caches["process"].delete_many([f"{PREFIX}:{_unit_key(unit.code)}", f"{PREFIX}:children:{unit.parent_id}"])


def _unit_key(code: str) -> str:
    return f"unit:{code.encode().hex()}"


def _kept(name: str, load: Callable[[], Kept]) -> Kept:
    """The value from the process cache, or loaded now."""
    cache, key = caches["process"], f"{PREFIX}:{name}"
    value = cache.get(key)
    if value is None:
        value = load()
        if value is not None:  # "there is no such unit" is not kept: it may be there in the next second
            cache.set(key, value, KEEP)
    return value
