"""Promised work happens once, whatever dies in between."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from common import outbox
from common.models import OutboxMessage

pytestmark = pytest.mark.django_db
done: list[str] = []


@outbox.handler("test.work")
def work(thing: str) -> None:
    done.append(thing)


@outbox.handler("test.broken")
def broken() -> None:
    raise RuntimeError("no")


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    done.clear()


def test_work_is_done_after_commit_and_only_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        outbox.put(topic="test.work", key="a", thing="a")
        outbox.put(topic="test.work", key="a", thing="a")
        assert done == []
    assert done == ["a"]


def test_a_message_the_broker_lost_is_found_by_the_relay():
    outbox.put(topic="test.work", key="b", thing="b")  # never sent: no commit in this test
    assert [outbox.run(pk) for pk in outbox.overdue()] == [True]
    assert outbox.overdue() == []
    assert done == ["b"]


def test_two_workers_cannot_hold_the_same_message():
    message = outbox.put(topic="test.work", key="c", thing="c")
    assert outbox.claim(message.pk) is not None
    assert outbox.claim(message.pk) is None


def test_a_killed_workers_message_comes_back_after_its_lease():
    message = outbox.put(topic="test.work", key="d", thing="d")
    outbox.claim(message.pk)
    with time_machine.travel(timezone.now() + outbox.LEASE + timedelta(seconds=1)):
        assert outbox.overdue() == [message.pk]


def test_a_poisoned_message_is_parked_after_five_attempts():
    message = outbox.put(topic="test.broken", key="e")
    for _attempt in range(outbox.MAX_ATTEMPTS):
        OutboxMessage.objects.filter(pk=message.pk).update(due_at=timezone.now())
        outbox.run(message.pk)
    message.refresh_from_db()
    assert message.parked_at is not None
    assert message.last_error == "RuntimeError"
    assert outbox.overdue() == []
