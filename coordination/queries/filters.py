"""The filters of the coordinator's list: read from GET parameters, never wider than the scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.scope import PersonScope
from coordination.queries.reference import Course, Place, courses, unit_by_code
from enrolments.queries import STATES

NOT_ENROLLED = "none"
POSTED = "posted"
# States of people rather than of enrolments.
EXTRA_STATES: dict[str, str | Promise] = {NOT_ENROLLED: _("not enrolled"), POSTED: _("all people posted")}
MAX_QUERY = 80


class UnknownFilter(LookupError):
    """A filter names a unit outside the scope, or a course or state that does not exist: there is no such list."""


@dataclass(frozen=True)
class Filters:
    """One list of the coordinator. `direct`: only people posted to the unit itself, not to the units below it."""

    unit: Place | None = None
    direct: bool = False
    course: Course | None = None
    state: str = ""
    q: str = ""

    @property
    def of_people(self) -> bool:
        """Whether the rows are people instead of enrolments."""
        return self.state in EXTRA_STATES

    def params(self) -> dict[str, str]:
        """The filters as GET parameters, empty ones left out."""
        values = {
            "unit": self.unit.code if self.unit else "",
            "direct": "1" if self.unit and self.direct else "",
            "course": self.course.code if self.course else "",
            "state": self.state,
            "q": self.q,
        }
        return {name: value for name, value in values.items() if value}

    def query(self, *without: str, **changes: str) -> str:
        """The GET query of this list with some parameters left out or changed, with its question mark."""
        kept = {name: value for name, value in self.params().items() if name not in without} | changes
        return "?" + urlencode(kept)


def state_labels() -> dict[str, str | Promise]:
    """Every state a list can be filtered by, in the order of the desk."""
    return {**EXTRA_STATES, **STATES}


def read_filters(data: Mapping[str, str], scope: PersonScope) -> Filters:
    """The filters in these GET parameters; unknown names are ignored, unknown values raise UnknownFilter."""
    state = data.get("state", "")
    if state and state not in state_labels():
        raise UnknownFilter(state)
    unit = _unit(data.get("unit", ""), scope)
    return Filters(
        unit=unit,
        direct=unit is not None and data.get("direct") == "1",
        course=_course(data.get("course", "")),
        state=state,
        q=clean_query(data.get("q", "")),
    )


def clean_query(text: str) -> str:
    """What was typed into the search field, on one line and of a length a name can have."""
    words = "".join(letter if letter.isprintable() else " " for letter in text).split()
    return " ".join(words)[:MAX_QUERY].strip()


def _unit(code: str, scope: PersonScope) -> Place | None:
    if not code:
        return None
    unit = unit_by_code(code)
    if unit is None or not unit.is_below(scope.unit_paths):
        raise UnknownFilter(code)
    return unit


def _course(code: str) -> Course | None:
    if not code:
        return None
    course = courses().get(code)
    if course is None:
        raise UnknownFilter(code)
    return course
