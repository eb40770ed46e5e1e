"""An answer is kept as it is given. Constraints and a Lamport clock make two devices or a resend harmless."""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Now
from django.utils import timezone

from assessments import kinds
from assessments.domain.errors import (
    AlreadySubmitted,
    AnswerFinal,
    KeyUsed,
    NotDrawn,
    QuizClosed,
    StepByStep,
    SubmittedByTime,
    TimeUp,
    refusal_of,
)
from assessments.models import Attempt, AttemptItem, Response
from assessments.queries.attempts import newest_response
from assessments.queries.terms import Terms, newest_rules, override_in_force, override_of, own_mode, terms
from common.compiled import Compiled

log = logging.getLogger(__name__)
CURRENT = ("pk", "clock", "device", "client_key", "answer")
ROUNDS = 5  # a lost race is read again; each round somebody won
HIGHEST_CLOCK = 10**6  # that a client may send; plain forms count on from there


@dataclass(frozen=True)
class Change:
    """One answer as a device sends it.

    `fields` are those of the question's form. A plain form has neither `clock` nor `device`: the server counts it as
    given after all that arrived before. `given_in_time`: the device says that the answer was given before the end, so
    it may arrive within the grace of the quiz.
    """

    position: int
    fields: kinds.Fields
    client_key: str = ""
    clock: int | None = None
    device: str = ""
    given_in_time: bool = False


Order = tuple[int, str, str]
"""(clock, device, client key): the highest of an item counts."""


@dataclass(frozen=True)
class Kept:
    """What became of a change. `known`: its row was there before; `response` is None for a blank form where nothing was
    answered; `counting`: the order of the answer that counts now.
    """

    response: Response | None
    known: bool
    counting: Order
    terms: Terms
    started_at: datetime
    now: datetime


HELD = (
    "pk",
    "option_order",
    "attempt__submitted_at",
    "attempt__ended_by",
    "attempt__started_at",
    "question_version__kind",
    "question_version__structure",
    "question_version__key",
    "resent",
    "current_pk",
    "current_clock",
    "current_device",
    "current_client_key",
    "current_answer",
    "rules",
    "override",
    "mode",
    "now",
)


class Held(NamedTuple):
    """An item with all an answer needs to know; `current_…` is the answer that counts, `resent` the row of this key."""

    pk: int
    option_order: list[str]
    submitted_at: datetime | None
    ended_by: str
    started_at: datetime
    kind: str
    structure: kinds.Structure
    key: kinds.Key
    resent: int | None
    current_pk: int | None
    current_clock: int | None
    current_device: str | None
    current_client_key: str | None
    current_answer: kinds.Answer | None
    rules: dict[str, Any]
    override: int | None
    mode: str
    now: datetime

    @property
    def question(self) -> kinds.Question:
        return kinds.Question(self.structure, self.key)


def save_response(*, attempt: Attempt, change: Change, language: str) -> Response | None:
    """Keep an answer. The highest (clock, device, client key) of an item counts, whatever the order of arrival.

    A plain form that repeats the answer that counts, or a `client_key` seen before, yields the row that is there; None
    for a blank form where nothing was answered. Raises NotDrawn, AlreadySubmitted, TimeUp, QuizClosed, KeyUsed or
    StepByStep; StepIncomplete or StepTaken for a step not taken.
    """
    return keep_change(attempt=attempt, change=change, language=language).response


def keep_change(*, attempt: Attempt, change: Change, language: str, locked: bool = False) -> Kept:
    """`save_response`, with what a device needs to know afterwards.

    `locked`: the caller holds the lock of the attempt in its own transaction. The lock is a statement before the one
    that reads: what reads while it waits would see the answers of before.
    """
    for _round in range(ROUNDS):
        try:
            with transaction.atomic():
                if not locked:
                    _lock(attempt)
                return _keep(attempt, change, language)
        except IntegrityError as error:
            lost = error
    raise lost


def _keep(attempt: Attempt, change: Change, language: str) -> Kept:
    item = _locked_item(attempt, change)
    in_force = terms(item.rules, override_of(item.override), mode=item.mode)
    if item.resent:
        return _kept(item, _resent(item, change), in_force, known=True)
    if item.submitted_at is not None:
        raise SubmittedByTime if item.ended_by == Attempt.End.TIME else AlreadySubmitted
    late = _check_time(item, change, in_force)
    _check_final(item, in_force)
    if change.clock is not None and kinds.get(item.kind).stepwise:
        raise StepByStep
    answer = _answer(item, change.fields)
    if change.clock is None and (item.current_answer or {}) == answer:
        row = Response.objects.get(pk=item.current_pk) if item.current_pk else None
        return _kept(item, row, in_force, known=True)
    made = Response.objects.create(
        item_id=item.pk,
        clock=(item.current_clock or 0) + 1 if change.clock is None else change.clock,
        device=change.device,
        client_key=change.client_key,
        answer=answer,
        language=language,
        late=late,
    )
    return _kept(item, made, in_force, known=False)


def _check_final(item: Held, in_force: Terms) -> None:
    """In practice what was right is shown after the answer, which therefore stands."""
    if in_force.mode != "practice" or not item.current_answer:
        return
    if kinds.get(item.kind).finished(item.question, item.current_answer):
        raise AnswerFinal


def _kept(item: Held, row: Response | None, in_force: Terms, *, known: bool) -> Kept:
    counting = (item.current_clock or 0, item.current_device or "", item.current_client_key or "")
    if row is not None:
        counting = max(counting, order_of(row))
    return Kept(row, known, counting, in_force, item.started_at, item.now)


def order_of(response: Response) -> Order:
    return response.clock, response.device, response.client_key


def _resent(item: Held, change: Change) -> Response:
    """The row a key stands for. A key that comes with another answer is refused: acknowledging it would lose one."""
    row = Response.objects.get(pk=item.resent or 0)
    kind = kinds.get(item.kind)
    if not kind.stepwise and _answer(item, change.fields) != row.answer:
        raise KeyUsed
    return row


def _check_time(item: Held, change: Change, in_force: Terms) -> bool:
    """Whether the answer is late but within the grace; raises when it is later. Only the database's clock is asked."""
    deadline = in_force.deadline(item.started_at)
    if deadline is None or item.now < deadline:
        return False
    last_call: datetime | None = in_force.last_call(item.started_at)
    if change.given_in_time and last_call is not None and item.now < last_call:
        return True
    raise (QuizClosed if in_force.over(item.now) else TimeUp)(deadline)


@Compiled
def _locked(attempt: Any, position: Any, client_key: Any, variant: date) -> QuerySet[Any, Any]:
    """`variant` is the day: postings, and with them overrides of units, are dated."""
    resent = Response.objects.filter(item=OuterRef("pk"), client_key=client_key).exclude(client_key="")
    return (
        AttemptItem.objects.filter(attempt_id=attempt, position=position)
        .annotate(
            resent=Subquery(resent.values("pk")[:1]),
            **{f"current_{name}": newest_response(name) for name in CURRENT},
            rules=newest_rules("attempt__quiz_key"),
            override=override_in_force("attempt__officer", "attempt__quiz_key"),
            mode=own_mode("attempt__quiz_version"),
            now=Now(),
        )
        .values_list(*HELD)
    )


def _lock(attempt: Attempt) -> None:
    """Keeps the attempt from being submitted, and other answers from being counted, until this one is kept."""
    rows = Attempt.objects.unscoped("the caller holds this attempt already").filter(pk=attempt.pk)
    list(rows.select_for_update().values_list("pk"))


def _locked_item(attempt: Attempt, change: Change) -> Held:
    """One query, under the lock of the attempt."""
    row = _locked.first(
        variant=timezone.localdate(), attempt=attempt.pk, position=change.position, client_key=change.client_key
    )
    if row is None:
        raise NotDrawn
    return Held(*row)


def _answer(item: Held, fields: kinds.Fields) -> kinds.Answer:
    try:
        return kinds.get(item.kind).read(item.question, item.option_order, fields, item.current_answer or {})
    except kinds.InvalidAnswer as error:
        raise refusal_of(error) from error
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        log.exception("%s could not read an answer", item.kind)  # one bad answer must not hold up those behind it
        raise NotDrawn from error
