"""What may happen to an enrolment: begin, come forward, end. Every step is a row; every verb may run twice without
harm.
"""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, Unit, User
from assessments.models import Attempt
from common import audit
from courses.queries import current_outline
from enrolments import signals
from enrolments.models import ActivityCompletion, Enrolment, EnrolmentEvent
from enrolments.queries import CONTEXT, activities_of, open_activities, quiz_standing


class EnrolmentRefused(Exception):
    """The officer cannot be enrolled or the step cannot be taken; the message is for the person who asked."""


def enrol(*, officer: User, course_key: UUID, by: User, due_on: date | None = None) -> Enrolment:
    """Put an officer on a course against its outline of today; someone already on it stays on it.

    Raises EnrolmentRefused when the course has no published lessons.
    """
    outline = current_outline(course_key)
    if outline is None:
        raise EnrolmentRefused(_("This course has no lessons yet, so nobody can be enrolled."))
    try:
        with transaction.atomic():
            enrolment = Enrolment.objects.create(
                officer=officer,
                course_key=course_key,
                course_code=outline.outline["code"],
                outline=outline,
                source=Enrolment.Source.SELF if officer == by else Enrolment.Source.COORDINATOR,
                due_on=due_on,
            )
            _note(enrolment, EnrolmentEvent.Kind.ENROLLED, by=by, due_on=due_on.isoformat() if due_on else None)
            audit.record(
                actor=by,
                action="enrolment.begin",
                target=f"enrolment:{enrolment.public_id}",
                course=enrolment.course_code,
            )
    except IntegrityError:  # already on the course, perhaps from another tab a moment ago
        return Enrolment.objects.of(officer).get(course_key=course_key, completed_at=None)
    return enrolment


@transaction.atomic
def set_due(*, enrolment: Enrolment, due_on: date | None, by: User) -> None:
    """Give a running enrolment a due date, or take it away."""
    enrolment.due_on = due_on
    enrolment.save(update_fields=["due_on"])
    _note(enrolment, EnrolmentEvent.Kind.DUE_SET, by=by, due_on=due_on.isoformat() if due_on else None)
    audit.record(actor=by, action="enrolment.due", target=f"enrolment:{enrolment.public_id}")


def start(*, enrolment: Enrolment) -> None:
    """Note that the officer opened the course for the first time."""
    if enrolment.started_at is not None:
        return
    with transaction.atomic():
        enrolment.started_at = timezone.now()
        enrolment.save(update_fields=["started_at"])
        _note_once(enrolment, EnrolmentEvent.Kind.STARTED, by=enrolment.officer)


def complete_activity(*, enrolment: Enrolment, lesson_key: UUID | str, activity_id: str) -> bool:
    """Note a finished activity; True when it was new. Activities that the frozen outline does not know are ignored."""
    if (str(lesson_key), activity_id) not in activities_of(enrolment.outline):
        return False
    start(enrolment=enrolment)
    _row, created = ActivityCompletion.objects.get_or_create(
        enrolment=enrolment, lesson_key=lesson_key, activity_id=activity_id
    )
    if created:
        evaluate(enrolment=enrolment)
    return created


def note_attempt(*, attempt: Attempt) -> None:
    """Take a marked attempt into account for the course it was made for, if it was made for one."""
    kind, _sep, public_id = attempt.context_key.partition(":")
    if kind != CONTEXT:
        return
    running = Enrolment.objects.unscoped("of the officer whose attempt it is").filter(
        officer=attempt.officer_id, public_id=public_id, completed_at=None
    )
    for enrolment in running.select_related("outline", "officer"):
        start(enrolment=enrolment)
        evaluate(enrolment=enrolment)


def evaluate(*, enrolment: Enrolment) -> None:
    """Compute completion against the frozen outline: all activities done and the final quiz passed; or failed:
    attempts used up.
    """
    quiz = quiz_standing(enrolment)
    if quiz is not None and not quiz.passed:
        used_up = quiz.allowed and quiz.used >= quiz.allowed and quiz.open_attempt is None
        if used_up and not quiz.waits_for_mark:
            _fail(enrolment)
        return
    if not open_activities(enrolment):
        _complete(enrolment)


def reopen_failed(*, quiz_key: UUID, by: User, officer: User | None = None, unit: Unit | None = None) -> int:
    """Enrolments that failed because attempts were used up run again, now that there are more; how many.

    Of one officer, or of everybody posted today in a unit or below it.
    """
    failed = Enrolment.objects.unscoped("of the people the caller gave new attempts").filter(
        failed_at__isnull=False, completed_at=None, outline__outline__quiz=str(quiz_key)
    )
    if officer is not None:
        failed = failed.filter(officer=officer)
    if unit is not None:
        posted = Membership.objects.unscoped("of that unit").active().filter(unit__path__startswith=unit.path)
        failed = failed.filter(officer__in=posted.values("user"))
    reopened = 0
    for enrolment in failed.select_related("outline", "officer"):
        quiz = quiz_standing(enrolment)
        if quiz is not None and quiz.left != 0:
            _reopen(enrolment, by)
            reopened += 1
    return reopened


@transaction.atomic
def _reopen(enrolment: Enrolment, by: User) -> None:
    enrolment.failed_at = None
    enrolment.save(update_fields=["failed_at"])
    _note(enrolment, EnrolmentEvent.Kind.REOPENED, by=by)
    audit.record(actor=by, action="enrolment.reopen", target=f"enrolment:{enrolment.public_id}")


def _complete(enrolment: Enrolment) -> None:
    with transaction.atomic():
        now = timezone.now()
        done = (
            Enrolment.objects.of(enrolment.officer)
            .filter(pk=enrolment.pk, completed_at=None)
            .update(completed_at=now, failed_at=None)
        )
        if not done:
            return
        enrolment.completed_at, enrolment.failed_at = now, None
        _note_once(enrolment, EnrolmentEvent.Kind.COMPLETED, by=enrolment.officer)
        transaction.on_commit(lambda: signals.course_completed.send(sender=Enrolment, enrolment=enrolment))


def _fail(enrolment: Enrolment) -> None:
    with transaction.atomic():
        now = timezone.now()
        if (
            Enrolment.objects.of(enrolment.officer)
            .filter(pk=enrolment.pk, failed_at=None, completed_at=None)
            .update(failed_at=now)
        ):
            enrolment.failed_at = now
            _note(enrolment, EnrolmentEvent.Kind.FAILED, by=enrolment.officer)


def _note(enrolment: Enrolment, kind: str, *, by: User, **data: str | None) -> None:
    EnrolmentEvent.objects.create(enrolment=enrolment, kind=kind, by=by, data={k: v for k, v in data.items() if v})


def _note_once(enrolment: Enrolment, kind: str, *, by: User) -> None:
    EnrolmentEvent.objects.get_or_create(enrolment=enrolment, kind=kind, defaults={"by": by})
