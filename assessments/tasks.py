from celery import shared_task

from assessments import domain
from assessments.admin import kept


@shared_task(name="assessments.close_overdue")
def close_overdue() -> None:
    """Submit attempts whose time is over."""
    domain.close_overdue()


@shared_task(name="assessments.forget_uploads")
def forget_uploads() -> None:
    """Delete question files that were uploaded and never confirmed."""
    kept.purge()
