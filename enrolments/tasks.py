from celery import shared_task

from assessments.domain import forget_old_draws, prepare_draw, quizzes_to_prepare
from assessments.models import Attempt
from enrolments import domain
from enrolments.models import Enrolment
from enrolments.queries import context_key


@shared_task(name="enrolments.reconcile")
def reconcile() -> None:
    """Catch up on news lost between a commit and its receiver: running enrolments whose attempts are already marked."""
    running = Enrolment.objects.unscoped("system work, shown to nobody").filter(
        completed_at=None, started_at__isnull=False
    )
    for enrolment in running.select_related("outline", "officer").iterator(chunk_size=500):
        marked = Attempt.objects.of(enrolment.officer).filter(
            context_key=context_key(enrolment), submitted_at__isnull=False
        )
        if marked.exists():
            domain.evaluate(enrolment=enrolment)


@shared_task(name="enrolments.prepare_quizzes")
def prepare_quizzes() -> None:
    """Draw the questions of quizzes that open within a day for everybody who may take them."""
    for version in quizzes_to_prepare():
        forget_old_draws(quiz_key=version.quiz_key)
        running = Enrolment.objects.unscoped("system work, shown to nobody").filter(
            completed_at=None, failed_at=None, outline__outline__quiz=str(version.quiz_key)
        )
        for enrolment in running.select_related("officer").iterator(chunk_size=500):
            prepare_draw(officer=enrolment.officer, version=version, context_key=context_key(enrolment))
