"""How far an officer has come, against the outline the enrolment began with.

A lesson has **parts**: each of its sections (from one level-2 heading to the next) and each check and scenario in it. A
section is done when the officer came to its end, all of them when the officer says the lesson is read; a lesson without
sections is one part to read. What completes a lesson are its activities, never the parts: reading on and answering
everything completes it, with scripts or without. A lesson the pre-test showed to be known counts as done too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import User
from assessments.queries import QuizStanding, standing
from common.compiled import Compiled
from courses.models import OutlineVersion
from enrolments.models import ActivityCompletion, Enrolment, LessonCredit, LessonReading
from enrolments.queries.enrolments import READ, context_key, state_expression

Key = tuple[str, str]  # (lesson key, activity id)


def activities_of(outline: OutlineVersion) -> dict[Key, dict[str, Any]]:
    """Every activity the outline demands, by (lesson key, activity id), in order."""
    return {
        (lesson["key"], activity["id"]): activity
        for lesson in outline.outline["lessons"]
        for activity in lesson["activities"]
    }


@dataclass
class Facts:
    """What one enrolment has: activities finished, lessons credited, sections read, by (lesson key, block id)."""

    done: set[Key] = field(default_factory=set)
    credited: set[str] = field(default_factory=set)
    sections: set[Key] = field(default_factory=set)


def facts_of(enrolments: Iterable[Enrolment], lesson_key: UUID | None = None) -> dict[int, Facts]:
    """The facts of enrolments by primary key, of all lessons or of one. One query."""
    found = {enrolment.pk: Facts() for enrolment in enrolments}
    rows: Iterable[tuple[Any, ...]]
    one = UUID(str(lesson_key)) if lesson_key else None
    if len(found) == 1:
        rows = _facts_of_one.rows(variant=one is None, enrolment=next(iter(found)), lesson_key=one)
    else:
        rows = _facts(Q(enrolment__in=list(found)) & (Q(lesson_key=one) if one else Q()))
    for enrolment, lesson, kind, said in rows:
        facts, key = found[enrolment], str(lesson)
        if kind == "credited":
            facts.credited.add(key)
        elif kind == "sections":
            facts.sections.update((key, section) for section in said.split())
        else:
            facts.done.add((key, said))
    return found


@Compiled
def _facts_of_one(enrolment: Any, lesson_key: Any, variant: Any) -> QuerySet[Any, Any]:
    """`variant`: of all lessons."""
    return _facts(Q(enrolment=enrolment) if variant else Q(enrolment=enrolment, lesson_key=lesson_key))


def _facts(where: Q) -> QuerySet[Any, Any]:
    done = _rows(ActivityCompletion.objects.filter(where), "done", "activity_id")
    credited = _rows(LessonCredit.objects.filter(where), "credited", "attempt")
    read = _rows(LessonReading.objects.filter(where), "sections", "sections")
    return done.union(credited, read, all=True)


def _rows(rows: QuerySet[Any, Any], kind: str, column: str) -> QuerySet[Any, Any]:
    """Rows of different tables in one shape."""
    return rows.values_list(
        "enrolment_id", "lesson_key", Value(kind, output_field=CharField()), Cast(column, TextField())
    )


def open_activities(enrolment: Enrolment) -> list[Key]:
    """What is still to do before the course can be complete, in order; nothing of lessons that are credited."""
    facts = facts_of([enrolment])[enrolment.pk]
    return [key for key in activities_of(enrolment.outline) if key not in facts.done and key[0] not in facts.credited]


def quiz_standing(enrolment: Enrolment) -> QuizStanding | None:
    """How the officer stands at the final quiz; None when the outline has none."""
    quiz_key = enrolment.outline.outline.get("quiz")
    if not quiz_key:
        return None
    return standing(officer=enrolment.officer, quiz_key=UUID(quiz_key), context_key=context_key(enrolment))


@dataclass(frozen=True)
class LessonProgress:
    """A lesson: `done` of `total` parts. `read`: the officer said so; `finished`: every activity is done; `known`: it
    is skipped, because the pre-test showed it to be known.
    """

    key: str
    code: str
    minutes: int
    done: int
    total: int
    read: bool = False
    finished: bool = False
    known: bool = False

    @property
    def state(self) -> str:
        if self.finished:
            return "done"
        if self.known:
            return "known"
        return "begun" if self.done else "open"

    @property
    def settled(self) -> bool:
        """Nothing of it is left to do."""
        return self.finished or self.known

    @property
    def minutes_left(self) -> int:
        """By the parts that are left, rounded up."""
        return 0 if self.settled else -(-self.minutes * (self.total - self.done) // self.total)


def lesson_progress(outline: OutlineVersion, facts: Facts) -> tuple[LessonProgress, ...]:
    return tuple(_lesson(lesson, facts) for lesson in outline.outline["lessons"])


def _lesson(lesson: dict[str, Any], facts: Facts) -> LessonProgress:
    key, sections = lesson["key"], lesson.get("sections") or [READ]
    activities = {activity["id"] for activity in lesson["activities"]}
    done = {activity for activity in activities if (key, activity) in facts.done}
    read = READ in done
    seen = sections if read else [section for section in sections if (key, section) in facts.sections]
    return LessonProgress(
        key=key,
        code=lesson["code"],
        minutes=lesson["minutes"],
        done=len(seen) + len(done - {READ}),
        total=len(sections) + len(activities - {READ}),
        read=read,
        finished=done == activities,
        known=key in facts.credited,
    )


def one_lesson(enrolment: Enrolment, lesson_key: UUID) -> LessonProgress | None:
    """One lesson of an enrolment; None when its outline does not know it. One query."""
    lesson = next((each for each in enrolment.outline.outline["lessons"] if each["key"] == str(lesson_key)), None)
    if lesson is None:
        return None
    return _lesson(lesson, facts_of([enrolment], lesson_key)[enrolment.pk])


@dataclass(frozen=True)
class CourseProgress:
    lessons: tuple[LessonProgress, ...]
    quiz: QuizStanding | None

    @property
    def done(self) -> int:
        return sum(lesson.settled for lesson in self.lessons)

    @property
    def total(self) -> int:
        return len(self.lessons)

    @property
    def minutes_left(self) -> int:
        return sum(lesson.minutes_left for lesson in self.lessons)

    @property
    def next_lesson(self) -> LessonProgress | None:
        return next((lesson for lesson in self.lessons if not lesson.settled), None)


def course_progress(enrolment: Enrolment) -> CourseProgress:
    """How far an officer has come."""
    facts = facts_of([enrolment])[enrolment.pk]
    return CourseProgress(lessons=lesson_progress(enrolment.outline, facts), quiz=quiz_standing(enrolment))


def my_enrolments(officer: User) -> list[tuple[Enrolment, CourseProgress]]:
    """The officer's enrolments, running ones first, each with its lessons (the quiz is not asked for); two queries
    however many there are.
    """
    enrolments = list(
        Enrolment.objects.of(officer)
        .select_related("outline", "resume_point")
        .annotate(state=state_expression(timezone.localdate()))
        .order_by(Case(When(Q(completed_at=None), then=0), default=1), "due_on", "-enrolled_at")
    )
    facts = facts_of(enrolments)
    return [(each, CourseProgress(lesson_progress(each.outline, facts[each.pk]), None)) for each in enrolments]
