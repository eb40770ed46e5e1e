"""Other terms of quizzes: which quizzes an officer or a unit is asked, and what was changed for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language

from accounts.models import Unit, User
from accounts.scope import PersonScope
from assessments.models import Quiz, QuizOverride
from courses.models import OutlineVersion
from enrolments.models import Enrolment


@dataclass(frozen=True)
class OverrideLine:
    """An override with the title of its quiz; `in_force`: it is the newest of its kind and was not taken back."""

    override: QuizOverride
    quiz: str
    in_force: bool


def quizzes_of(person: User) -> dict[UUID, str]:
    """Titles of the final quizzes of the courses this officer is on, by quiz key, in the reader's language."""
    keys = Enrolment.objects.of(person).values_list("outline__outline__quiz", flat=True)
    return _titles({key for key in keys if key})


def all_quizzes() -> dict[UUID, str]:
    """Titles of the final quizzes of all courses."""
    keys = OutlineVersion.objects.values_list("outline__quiz", flat=True)
    return _titles({key for key in keys if key})


def overrides_of_person(person: User) -> list[OverrideLine]:
    """What was changed for one officer, newest first."""
    return _lines(QuizOverride.objects.of(person))


def overrides_of_unit(unit: Unit) -> list[OverrideLine]:
    """What was changed for a unit itself, newest first."""
    return _lines(QuizOverride.objects.unscoped("of a unit the caller oversees, of no person").filter(unit=unit))


def unit_within(scope: PersonScope, code: str) -> Unit | None:
    """A unit this coordinator oversees."""
    below = Q(pk__in=[])
    for path in scope.unit_paths:
        below |= Q(path__startswith=path)
    return Unit.objects.filter(below, code=code).first()


def _lines(rows: Any) -> list[OverrideLine]:
    newer = QuizOverride.objects.unscoped("is there a newer one of the same").filter(
        Q(officer=OuterRef("officer")) | Q(officer=None, unit=OuterRef("unit")),
        quiz_key=OuterRef("quiz_key"),
        pk__gt=OuterRef("pk"),
    )
    found = list(rows.select_related("by").annotate(superseded=Exists(newer)).order_by("-pk"))
    titles = _titles({str(row.quiz_key) for row in found})
    return [
        OverrideLine(row, titles.get(row.quiz_key, "–"), in_force=not row.superseded and not row.withdrawn)
        for row in found
    ]


def _titles(keys: Iterable[str]) -> dict[UUID, str]:
    wanted = [UUID(key) for key in keys]
    rows = Quiz.objects.filter(translation_key__in=wanted).values_list(
        "translation_key", "locale__language_code", "title", "code"
    )
    titles: dict[UUID, str] = {}
    for key, _language, title, code in sorted(rows, key=lambda row: row[1] == get_language()):
        titles[key] = f"{title} ({code})"
    return dict(sorted(titles.items(), key=lambda item: item[1]))
