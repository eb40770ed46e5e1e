"""Work that must happen once although workers die and brokers lose messages.

`put` in the transaction of the fact; a worker runs the handler of the topic; what nobody finished is sent again by
the scheduler.
Handlers must be idempotent: a worker may die after the work and before the note.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from common.models import OutboxMessage

logger = logging.getLogger(__name__)
MAX_ATTEMPTS = 5
LEASE = timedelta(minutes=6)  # longer than a task may run (CELERY_TASK_TIME_LIMIT)
_handlers: dict[str, Callable[..., None]] = {}


def handler(topic: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register the function that does the work of a topic; it is called with the payload as keyword arguments."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        _handlers[topic] = function
        return function

    return register


def put(*, topic: str, key: str, **payload: str | int) -> OutboxMessage:
    """Promise work once for (topic, key); asking again changes nothing."""
    message, created = OutboxMessage.objects.get_or_create(topic=topic, key=key, defaults={"payload": payload})
    if created:
        transaction.on_commit(lambda: _send(message.pk))
    return message


def _send(pk: int) -> None:
    from common.tasks import deliver

    try:
        deliver.delay(pk)
    except Exception:  # the broker is down: the relay will find the row
        logger.exception("outbox message %s waits for the relay", pk)


def claim(pk: int) -> OutboxMessage | None:
    """Take a message for one lease; None when it is done, parked or in other hands."""
    now = timezone.now()
    taken = OutboxMessage.objects.filter(pk=pk, done_at=None, parked_at=None, due_at__lte=now).update(
        due_at=now + LEASE, attempts=F("attempts") + 1
    )
    return OutboxMessage.objects.get(pk=pk) if taken else None


def run(pk: int) -> bool:
    """Do the work of one message; True when it was done now."""
    message = claim(pk)
    if message is None:
        return False
    try:
        _handlers[message.topic](**message.payload)
    except Exception as error:
        logger.exception("outbox %s failed", message)
        _note_failure(message, error)
        return False
    OutboxMessage.objects.filter(pk=pk).update(done_at=timezone.now(), last_error="")
    return True


def _note_failure(message: OutboxMessage, error: Exception) -> None:
    now = timezone.now()
    parked = now if message.attempts >= MAX_ATTEMPTS else None
    OutboxMessage.objects.filter(pk=message.pk).update(
        due_at=now + timedelta(seconds=30 * 2**message.attempts), parked_at=parked, last_error=type(error).__name__
    )


def overdue() -> list[int]:
    """Primary keys of messages that should have been done by now, oldest first."""
    return list(
        OutboxMessage.objects.filter(done_at=None, parked_at=None, due_at__lte=timezone.now())
        .order_by("due_at")
        .values_list("pk", flat=True)[:500]
    )
