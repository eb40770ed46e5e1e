"""The course home: where the officer stands, and the one thing to do next."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from assessments.queries import QuizInfo, QuizStanding, quiz_info
from common.dates import add_months
from enrolments.models import Enrolment
from enrolments.queries.pretest import Pretest, pretest_of
from enrolments.queries.progress import CourseProgress, LessonProgress, course_progress

RENEW = timedelta(days=90)  # before a certificate ends, its renewal is offered

QUIZ_OPEN, PRETEST_OPEN, LESSON, QUIZ = "quiz_open", "pretest_open", "lesson", "quiz"


@dataclass(frozen=True)
class CourseHome:
    """What the task list shows. `quiz` is None when the course has none, or none was ever published."""

    enrolment: Enrolment
    progress: CourseProgress
    quiz: QuizInfo | None
    pretest: Pretest | None
    today: date

    @property
    def standing(self) -> QuizStanding | None:
        return self.progress.quiz

    @property
    def next_lesson(self) -> LessonProgress | None:
        return self.progress.next_lesson

    @property
    def reading(self) -> bool:
        """Whether a lesson was opened before."""
        return getattr(self.enrolment, "resume_point", None) is not None

    @property
    def expires_on(self) -> date | None:
        """When what was learnt has to be renewed; None before completion and for no end."""
        completed_at = self.enrolment.completed_at
        months = self.enrolment.outline.outline.get("validity_months") or 0
        return add_months(timezone.localdate(completed_at), months) if completed_at else None

    @property
    def state(self) -> str:
        """One of expired, renew, completed, failed, pretest (offered, nothing begun), new, begun, read (only the quiz
        is left), marking (a trainer’s mark is awaited, nothing else).
        """
        enrolment = self.enrolment
        if enrolment.completed_at:
            return self._completed()
        if enrolment.failed_at:
            return "failed"
        if not enrolment.started_at:
            return "pretest" if self.pretest_offered else "new"
        if self.next_lesson:
            return "begun"
        return "marking" if self.standing and self.standing.waits_for_mark else "read"

    def _completed(self) -> str:
        expires_on = self.expires_on
        if expires_on is None or self.today < expires_on - RENEW:
            return "completed"
        return "renew" if self.today < expires_on else "expired"

    @property
    def pretest_offered(self) -> bool:
        """While it can still spare somebody a lesson."""
        running = not (self.enrolment.completed_at or self.enrolment.failed_at)
        return bool(running and self.pretest and self.pretest.offered and self.next_lesson)

    @property
    def skippable(self) -> frozenset[str]:
        """Keys of the lessons that may be skipped and are still to do."""
        if self.pretest is None or self.enrolment.completed_at:
            return frozenset()
        return self.pretest.known & {lesson.key for lesson in self.progress.lessons if not lesson.settled}

    @property
    def action(self) -> str:
        """The one primary action: a quiz whose clock may be running goes before everything, then the pre-test begun,
        then the next lesson, then the quiz. Empty: nothing to do, or the state says it.
        """
        enrolment, standing = self.enrolment, self.standing
        if enrolment.completed_at or enrolment.failed_at:
            return ""
        if standing and standing.open_attempt:
            return QUIZ_OPEN
        if self.pretest and self.pretest.begun and self.next_lesson:
            return PRETEST_OPEN
        if self.next_lesson:
            return LESSON
        return QUIZ if standing and not standing.passed else ""

    @property
    def days_left(self) -> int | None:
        """Until the due date; negative when it has passed."""
        due_on = self.enrolment.due_on
        return (due_on - self.today).days if due_on and not self.enrolment.completed_at else None


def course_home(enrolment: Enrolment, language: str) -> CourseHome:
    """Seven queries at most, however many lessons there are."""
    quiz_key = enrolment.outline.outline.get("quiz")
    return CourseHome(
        enrolment=enrolment,
        progress=course_progress(enrolment),
        quiz=quiz_info(UUID(quiz_key), language) if quiz_key else None,
        pretest=pretest_of(enrolment, language),
        today=timezone.localdate(),
    )
