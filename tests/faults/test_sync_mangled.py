"""`make prove`: two thousand mangled synchronisation messages leave what the rule makes of the good in them."""
# ruff: noqa: S311 -- chance of a proof, not of a secret

import json
import os
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from random import Random
from time import monotonic
from typing import Any

import pytest
from django.test import Client

from assessments.models import Response
from assessments.queries import attempt_state
from tests.factories import UserFactory
from tests.factories.assessments import QuizFactory, begin, publish
from tests.faults import reporting
from tests.faults.mangling import Mangler, Model, message
from tests.faults.preparing import questions

pytestmark = [pytest.mark.prove, pytest.mark.django_db]
FULL = 2_000
BATCHES = int(os.environ.get("TANI_PROVE_BATCHES") or FULL)
LANGUAGES = ("tr", "en", "ar")
WORDS = """
Messages to the door of synchronisation, each mangled: changes permuted, doubled, sent again, split over messages,
with wrong types, huge numbers and positions that do not exist; messages cut off, in bad UTF-8, nested deeply, too
large, with too many changes; and messages to the attempts of somebody else. A slow model applies the rule of
`docs/reference/autosave.md` to the changes that are well formed, one after another. The status of every receipt and
the final state of every question must be those of the model, no answer may be a 5xx, and nothing of another officer
may be touched.
"""


def told(attempt: Any) -> dict[str, Any]:
    items = attempt.items.select_related("question_version").order_by("position")
    return {
        "id": attempt.public_id,
        "questions": [
            {"kind": each.question_version.kind, "structure": each.question_version.structure,
             "order": each.option_order}
            for each in items
        ],
    }  # fmt: skip


class Proof:
    """Sends and compares; `broken` says what is not as the model has it."""

    def __init__(self, officers: int, random: Random) -> None:
        quiz = publish(QuizFactory(draw=len(questions()), attempts=0))
        self.attempts = [begin(UserFactory(), quiz) for _number in range(officers)]
        self.stranger = begin(UserFactory(), quiz)
        self.clients = [self.signed_in(attempt.officer) for attempt in self.attempts]
        self.told = [told(attempt) for attempt in self.attempts]
        self.mangler, self.model, self.random = Mangler(self.told, random), Model(), random
        self.done: Counter[str] = Counter()
        self.broken: list[str] = []

    def signed_in(self, officer: Any) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(officer)
        return client

    def batch(self) -> None:
        number = self.random.randrange(len(self.attempts))
        attempt, changes = self.told[number], self.mangler.changes(self.told[number])
        device, draw = self.mangler.device(attempt), self.random.random()
        sent = [change for change, _kept in changes]
        if draw < 0.3:
            how, body = self.mangler.unreadable(device, sent)
            self.expect(how, self.post(number, attempt["id"], body), 400)
        elif draw < 0.4:
            foreign = self.random.choice([self.stranger.public_id, self.told[number - 1]["id"], "nobody", "0" * 22])
            self.expect("to an attempt of somebody else", self.post(number, foreign, message(device, sent)), 404)
        else:
            cuts = sorted({0, len(changes), *self.random.sample(range(len(changes) + 1), self.random.randint(0, 1))})
            for start, end in pairwise(cuts):
                for _time in range(2 if self.random.random() < 0.15 else 1):
                    self.readable(number, attempt["id"], device, changes[start:end])

    def readable(self, number: int, attempt: str, device: str, changes: list[tuple[Any, Any]]) -> None:
        answer = self.post(number, attempt, message(device, [change for change, _kept in changes]))
        due = [
            "refused" if kept is None else self.model.take(attempt, device, change, kept) for change, kept in changes
        ]
        self.expect("mixed with spoiled changes" if None in [k for _c, k in changes] else "well formed", answer, 200)
        if answer.status_code == 200:
            said = [receipt["status"] for receipt in answer.json()["receipts"]]
            self.done.update(f"receipt “{status}”" for status in said)
            if said != self.last_counts(due, changes):
                self.broken.append(f"{changes}: {said}, not {due}")

    def last_counts(self, due: list[str], changes: list[tuple[Any, Any]]) -> list[str]:
        """A change that a later one of the same message overtook is told as superseded: receipts are written last."""
        positions: dict[int, int] = {}
        for place, ((change, _kept), status) in enumerate(zip(changes, due, strict=True)):
            if status == "saved":
                positions[change["position"]] = place
        return [
            "superseded" if status == "saved" and positions[changes[place][0]["position"]] != place else status
            for place, status in enumerate(due)
        ]

    def post(self, number: int, attempt: str, body: bytes) -> Any:
        language = self.random.choice(LANGUAGES)
        path = f"/{language}/assessments/{attempt}/sync/"
        return self.clients[number].post(path, body, content_type="application/json")

    def expect(self, what: str, answer: Any, status: int) -> None:
        self.done[what] += 1
        if answer.status_code != status:
            self.broken.append(f"{what}: {answer.status_code} {answer.content[:200]!r}")

    def compare(self) -> None:
        """Every row of the database is one of the model and the other way round, and the same one counts."""
        for attempt in self.attempts:
            state = attempt_state(attempt).answers
            for position in range(1, len(self.told[0]["questions"]) + 1):
                due = self.model.kept.get((attempt.public_id, position), {})
                if self.stored(attempt, position) != sorted(due.values()):
                    self.broken.append(f"question {position} of {attempt.public_id} is not what the model has")
                counting = max((row[:3] for row in due.values()), default=None)
                if state.get(position) != counting:
                    self.broken.append(f"question {position}: {state.get(position)} counts, not {counting}")
        if Response.objects.filter(item__attempt=self.stranger).exists():
            self.broken.append("an answer of somebody else was touched")

    def stored(self, attempt: Any, position: int) -> list[Any]:
        rows = Response.objects.filter(item__attempt=attempt, item__position=position)
        return sorted((row.clock, row.device, row.client_key, json.dumps(row.answer, sort_keys=True)) for row in rows)

    def lost_and_doubled(self) -> tuple[int, int]:
        kept = {(attempt, position, key) for (attempt, position), rows in self.model.kept.items() for key in rows}
        stored = Counter(
            Response.objects.values_list("item__attempt__public_id", "item__position", "client_key")
        )  # fmt: skip
        return len(kept - set(stored)), sum(number > 1 for number in stored.values())


def test_mangled_messages_leave_what_the_rule_makes_of_them(seed: int, say: Callable[[str], None]):
    begun = monotonic()
    proof = Proof(4, Random(seed))
    for _number in range(BATCHES):
        proof.batch()
    proof.compare()
    lost, doubled = proof.lost_and_doubled()
    figures = {
        "seed": seed,
        "operations": BATCHES,
        "acknowledged": sum(len(rows) for rows in proof.model.kept.values()),
        "faults": sum(number for what, number in proof.done.items() if "receipt" not in what and what != "well formed"),
        "lost": lost,
        "doubled": doubled,
        "broken invariants": len(proof.broken),
    }
    say(reporting.line(figures))
    assert proof.broken[:5] == []
    assert (lost, doubled) == (0, 0)
    if BATCHES >= FULL:
        details = {f"messages: {what}" if "receipt" not in what else what: number
                   for what, number in sorted(proof.done.items())}  # fmt: skip
        page = reporting.page("Mangled synchronisation", WORDS, figures, details, monotonic() - begun)
        reporting.write("synchronisation", page)
