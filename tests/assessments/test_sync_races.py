"""Many devices at once: one row a change, and a receipt never says that an answer counts which another overtook."""

import json
from typing import Any

import pytest
from django.test import Client

from assessments.models import Response
from assessments.queries import attempt_state
from tests.assessments.test_races import TABS, at_once
from tests.factories import UserFactory
from tests.factories.assessments import begin, choice, published_quiz

pytestmark = pytest.mark.django_db(transaction=True)


def senders(attempt: Any) -> list[Client]:
    clients = [Client() for _number in range(TABS)]
    for client in clients:
        client.force_login(attempt.officer)
    return clients


def send(client: Client, attempt: Any, *, key: str, clock: int, device: str, place: int) -> Any:
    change = {"key": key, "position": 1, "clock": clock, "fields": choice(place)}
    body = json.dumps({"device": device, "changes": [change]})
    return client.post(f"/en/assessments/{attempt.public_id}/sync/", body, content_type="application/json").json()


def test_each_device_is_told_what_was_true_when_its_answer_was_kept():
    attempt = begin(UserFactory(), published_quiz(questions=1, draw=1))
    clients = senders(attempt)

    def act(number: int) -> Any:
        key = f"key{number:05d}"
        return send(clients[number], attempt, key=key, clock=number * 7 % 12 + 1, device=key, place=number % 3 + 1)

    said = {answer["receipts"][0]["key"]: answer["receipts"][0] for answer in at_once(act)}
    rows = list(Response.objects.order_by("pk"))
    assert len(rows) == TABS
    highest = 0
    for row in rows:
        assert said[row.client_key]["counts"] is (row.clock > highest), rows
        highest = max(highest, row.clock)
    assert attempt_state(attempt).answers[1][0] == highest


def test_one_message_sent_by_all_at_once_is_one_row():
    attempt = begin(UserFactory(), published_quiz(questions=1, draw=1))
    clients = senders(attempt)
    said = at_once(lambda number: send(clients[number], attempt, key="k" * 8, clock=1, device="d" * 8, place=1))
    assert sorted(answer["receipts"][0]["status"] for answer in said) == ["known"] * (TABS - 1) + ["saved"]
    assert len({answer["receipts"][0]["receipt"] for answer in said}) == Response.objects.count() == 1
