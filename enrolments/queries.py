"""What is asked about enrolments: whose, how far, what next."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.queries import QuizStanding, standing
from common.compiled import Compiled
from courses.models import OutlineVersion
from courses.queries import outline_version
from enrolments.models import ActivityCompletion, Enrolment, ResumePoint

CONTEXT = "enrolment"  # prefix of the key under which assessments keep the attempts of one enrolment
READ = "read"

STATES = {
    "enrolled": _("not started"),
    "in_progress": _("in progress"),
    "overdue": _("overdue"),
    "failed": _("attempts used up"),
    "completed": _("completed"),
}


def context_key(enrolment: Enrolment) -> str:
    return f"{CONTEXT}:{enrolment.public_id}"


def state_expression(today: date) -> Case:
    """The state of an enrolment as SQL, so that lists, counts and exports cannot disagree. Overdue outranks not
    started and in progress.
    """
    return Case(
        When(completed_at__isnull=False, then=Value("completed")),
        When(failed_at__isnull=False, then=Value("failed")),
        When(due_on__lt=today, then=Value("overdue")),
        When(started_at__isnull=False, then=Value("in_progress")),
        default=Value("enrolled"),
        output_field=CharField(),
    )


def activities_of(outline: OutlineVersion) -> dict[tuple[str, str], dict[str, Any]]:
    """Every activity the outline demands, by (lesson key, activity id), in order."""
    return {
        (lesson["key"], activity["id"]): activity
        for lesson in outline.outline["lessons"]
        for activity in lesson["activities"]
    }


def done_activities(enrolment: Enrolment) -> set[tuple[str, str]]:
    rows = ActivityCompletion.objects.filter(enrolment=enrolment).values_list("lesson_key", "activity_id")
    return {(str(lesson), activity) for lesson, activity in rows}


def open_activities(enrolment: Enrolment) -> list[tuple[str, str]]:
    """What is still to do before the course can be complete, in order."""
    done = done_activities(enrolment)
    return [key for key in activities_of(enrolment.outline) if key not in done]


def quiz_standing(enrolment: Enrolment) -> QuizStanding | None:
    """How the officer stands at the final quiz; None when the outline has none."""
    quiz_key = enrolment.outline.outline.get("quiz")
    if not quiz_key:
        return None
    return standing(officer=enrolment.officer, quiz_key=UUID(quiz_key), context_key=context_key(enrolment))


FIELDS = [field.attname for field in Enrolment._meta.concrete_fields]
POINT = [field.attname for field in ResumePoint._meta.concrete_fields]


@Compiled
def _newest(officer: Any, course: Any, lesson: Any) -> QuerySet:
    read = ActivityCompletion.objects.filter(enrolment=OuterRef("pk"), lesson_key=lesson, activity_id=READ)
    return (
        Enrolment.objects.of(officer)
        .filter(course_code=course)
        .annotate(lesson_is_read=Exists(read))
        .order_by("-enrolled_at")
        .values_list(*FIELDS, "lesson_is_read", *(f"resume_point__{name}" for name in POINT))[:1]
    )


def newest_enrolment(officer: User, course_code: str, lesson_key: UUID | None = None) -> Any | None:
    """The officer's running enrolment on a course, else the latest finished one, with outline and resume point.

    Its `lesson_is_read` tells whether the lesson with this key was read to its end. One query.
    """
    row = _newest.first(officer=officer.pk, course=course_code, lesson=lesson_key)
    if row is None:
        return None
    enrolment: Any = Enrolment.from_db("default", FIELDS, row[: len(FIELDS)])
    enrolment.officer, enrolment.outline = officer, outline_version(enrolment.outline_id)
    enrolment.lesson_is_read = row[len(FIELDS)]
    point = row[len(FIELDS) + 1 :]
    known = ResumePoint.from_db("default", POINT, point) if point[0] else None
    Enrolment.resume_point.related.set_cached_value(enrolment, known)
    return enrolment


@dataclass(frozen=True)
class LessonProgress:
    key: str
    code: str
    minutes: int
    done: int
    total: int

    @property
    def state(self) -> str:
        if self.done >= self.total:
            return "done"
        return "begun" if self.done else "open"


@dataclass(frozen=True)
class CourseProgress:
    lessons: tuple[LessonProgress, ...]
    quiz: QuizStanding | None

    @property
    def done(self) -> int:
        return sum(lesson.state == "done" for lesson in self.lessons)

    @property
    def total(self) -> int:
        return len(self.lessons)

    @property
    def minutes_left(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons if lesson.state != "done")

    @property
    def next_lesson(self) -> LessonProgress | None:
        return next((lesson for lesson in self.lessons if lesson.state != "done"), None)


def lesson_progress(outline: OutlineVersion, done: set[tuple[str, str]]) -> tuple[LessonProgress, ...]:
    return tuple(
        LessonProgress(
            key=lesson["key"],
            code=lesson["code"],
            minutes=lesson["minutes"],
            done=sum((lesson["key"], activity["id"]) in done for activity in lesson["activities"]),
            total=len(lesson["activities"]),
        )
        for lesson in outline.outline["lessons"]
    )


def course_progress(enrolment: Enrolment) -> CourseProgress:
    """How far an officer has come, against the outline the enrolment began with."""
    return CourseProgress(
        lessons=lesson_progress(enrolment.outline, done_activities(enrolment)), quiz=quiz_standing(enrolment)
    )


def my_enrolments(officer: User) -> list[tuple[Enrolment, tuple[LessonProgress, ...]]]:
    """The officer's enrolments, running ones first, each with its lessons; two queries however many there are."""
    enrolments = list(
        Enrolment.objects.of(officer)
        .select_related("outline", "resume_point")
        .annotate(state=state_expression(timezone.localdate()))
        .order_by(Case(When(Q(completed_at=None), then=0), default=1), "due_on", "-enrolled_at")
    )
    done: dict[int, set[tuple[str, str]]] = {}
    rows = ActivityCompletion.objects.filter(enrolment__in=enrolments).values_list(
        "enrolment_id", "lesson_key", "activity_id"
    )
    for enrolment_id, lesson, activity in rows:
        done.setdefault(enrolment_id, set()).add((str(lesson), activity))
    return [(e, lesson_progress(e.outline, done.get(e.pk, set()))) for e in enrolments]
