"""Answers a device kept while it had no connection: any order, twice, from several devices, one final state."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from assessments.domain.errors import AnswerRefused
from assessments.domain.messages import Unreadable
from assessments.domain.receipts import receipt_of
from assessments.domain.saving import Change, Kept, Order, keep_change, order_of
from assessments.models import Attempt
from assessments.queries.attempts import attempt_state

SAVED, KNOWN, SUPERSEDED, REFUSED = "saved", "known", "superseded", "refused"


@dataclass(frozen=True)
class Receipt:
    """What became of one change. `at`: when the server kept it; `counts`: it is the answer that counts now."""

    key: str
    status: str
    clock: int | None = None
    at: datetime | None = None
    receipt: str | None = None
    counts: bool = False
    error: str = ""

    def as_data(self) -> dict[str, Any]:
        return {**vars(self), "at": self.at and self.at.isoformat()}


@dataclass(frozen=True)
class Synchronised:
    """Receipts in the order of the changes; `answers` maps positions to the order of the answer that counts: those
    the changes named, or all when nothing could be kept.
    """

    receipts: tuple[Receipt, ...]
    answers: dict[int, Order]
    now: datetime
    deadline: datetime | None
    last_call: datetime | None
    submitted: bool = False

    def as_data(self) -> dict[str, Any]:
        return {
            "receipts": [receipt.as_data() for receipt in self.receipts],
            "answers": {
                str(position): {"clock": clock, "device": device}
                for position, (clock, device, _key) in sorted(self.answers.items())
            },
            "now": self.now.isoformat(),
            "deadline": self.deadline and self.deadline.isoformat(),
            "last_call": self.last_call and self.last_call.isoformat(),
            "submitted": self.submitted,
        }


@dataclass
class _Batch:
    """What is known while changes are kept one after another."""

    answers: dict[int, Order] = field(default_factory=dict)
    last: Kept | None = None
    locked: bool = False  # the transaction holds the attempt: from the caller, or since the first change


@transaction.atomic
def synchronise(
    *, attempt: Attempt, changes: Iterable[Change | Unreadable], language: str, locked: bool = False
) -> Synchronised:
    """Keep every change that can be kept, each behind a savepoint of its own, and say what became of each.

    The caller holds the lock on the attempt, so that `counts` is true when it is said.
    """
    batch = _Batch(locked=locked)
    outcomes = [(change, _try(attempt, change, language, batch)) for change in changes]
    receipts = tuple(_receipt(attempt, change, outcome, batch.answers) for change, outcome in outcomes)
    if batch.last is None:
        state = attempt_state(attempt)
        return Synchronised(
            receipts, state.answers, state.now, state.deadline, state.last_call, state.submitted_at is not None
        )
    in_force, started_at = batch.last.terms, batch.last.started_at
    return Synchronised(
        receipts, batch.answers, batch.last.now, in_force.deadline(started_at), in_force.last_call(started_at)
    )


def _try(attempt: Attempt, change: Change | Unreadable, language: str, batch: _Batch) -> Kept | str:
    """What was kept, or why not, in words."""
    if isinstance(change, Unreadable):
        return change.error
    try:
        kept = keep_change(attempt=attempt, change=change, language=language, locked=batch.locked)
    except AnswerRefused as refusal:
        return str(refusal)
    batch.answers[change.position] = kept.counting
    batch.last, batch.locked = kept, True
    return kept


def _receipt(attempt: Attempt, change: Change | Unreadable, outcome: Kept | str, answers: dict[int, Order]) -> Receipt:
    if isinstance(change, Unreadable):
        return Receipt(key=change.key, status=REFUSED, error=change.error)
    row = None if isinstance(outcome, str) else outcome.response
    if row is None or isinstance(outcome, str):
        return Receipt(key=change.client_key, status=REFUSED, clock=change.clock, error=str(outcome))
    counts = order_of(row) == answers[change.position]
    return Receipt(
        key=change.client_key,
        status=KNOWN if outcome.known else SAVED if counts else SUPERSEDED,
        clock=row.clock,
        at=row.given_at,
        receipt=receipt_of(row, attempt=attempt, position=change.position),
        counts=counts,
    )
