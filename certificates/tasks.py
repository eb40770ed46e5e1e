from celery import shared_task

from certificates import domain


@shared_task(name="certificates.reconcile")
def reconcile() -> None:
    """A signal sent after commit is lost when its process dies in between: the tables are asked every five minutes."""
    domain.reconcile()
