from celery import shared_task

from assessments import domain


@shared_task(name="assessments.close_overdue")
def close_overdue() -> None:
    """Submit attempts whose time is over."""
    domain.close_overdue()
