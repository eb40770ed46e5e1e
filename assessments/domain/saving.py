"""An answer is kept as it is given. Constraints and a Lamport clock make two devices or a resend harmless."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Now

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
from assessments.queries.terms import Terms, newest_rules, override_in_force, override_of, terms

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


def save_response(*, attempt: Attempt, change: Change, language: str) -> Response | None:
    """Keep an answer. The highest (clock, device, client key) of an item counts, whatever the order of arrival.

    A plain form that repeats the answer that counts, or a `client_key` seen before, yields the row that is there; None
    for a blank form where nothing was answered. Raises NotDrawn, AlreadySubmitted, TimeUp, QuizClosed, KeyUsed or
    StepByStep; StepIncomplete or StepTaken for a step not taken.
    """
    return keep_change(attempt=attempt, change=change, language=language).response


def keep_change(*, attempt: Attempt, change: Change, language: str) -> Kept:
    """`save_response`, with what a device needs to know afterwards."""
    for _round in range(ROUNDS):
        try:
            with transaction.atomic():
                return _keep(attempt, change, language)
        except IntegrityError as error:
            lost = error
    raise lost


def _keep(attempt: Attempt, change: Change, language: str) -> Kept:
    item = _locked_item(attempt, change)
    in_force = terms(item.rules, override_of(item.override))
    if item.resent:
        return _kept(item, _resent(item, change), in_force, known=True)
    if item.attempt.submitted_at is not None:
        raise SubmittedByTime if item.attempt.ended_by == Attempt.End.TIME else AlreadySubmitted
    late = _check_time(item, change, in_force)
    _check_final(item, in_force)
    if change.clock is not None and kinds.get(item.question_version.kind).stepwise:
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


def _check_final(item: Any, in_force: Terms) -> None:
    """In practice what was right is shown after the answer, which therefore stands."""
    if in_force.mode != "practice" or not item.current_answer:
        return
    version = item.question_version
    if kinds.get(version.kind).finished(kinds.Question(version.structure, version.key), item.current_answer):
        raise AnswerFinal


def _kept(item: Any, row: Response | None, in_force: Terms, *, known: bool) -> Kept:
    counting = (item.current_clock or 0, item.current_device or "", item.current_client_key or "")
    if row is not None:
        counting = max(counting, order_of(row))
    return Kept(row, known, counting, in_force, item.attempt.started_at, item.now)


def order_of(response: Response) -> Order:
    return response.clock, response.device, response.client_key


def _resent(item: Any, change: Change) -> Response:
    """The row a key stands for. A key that comes with another answer is refused: acknowledging it would lose one."""
    row = Response.objects.get(pk=item.resent)
    kind = kinds.get(item.question_version.kind)
    if not kind.stepwise and _answer(item, change.fields) != row.answer:
        raise KeyUsed
    return row


def _check_time(item: Any, change: Change, in_force: Terms) -> bool:
    """Whether the answer is late but within the grace; raises when it is later. Only the database's clock is asked."""
    deadline = in_force.deadline(item.attempt.started_at)
    if deadline is None or item.now < deadline:
        return False
    last_call: datetime | None = in_force.last_call(item.attempt.started_at)
    if change.given_in_time and last_call is not None and item.now < last_call:
        return True
    raise (QuizClosed if in_force.over(item.now) else TimeUp)(deadline)


def _locked_item(attempt: Attempt, change: Change) -> Any:
    """The item with all an answer needs to know, in one query; the lock keeps the attempt from being submitted now."""
    resent = Response.objects.filter(item=OuterRef("pk"), client_key=change.client_key).exclude(client_key="")
    item = (
        AttemptItem.objects.select_for_update(of=("attempt",))
        .select_related("attempt", "question_version")
        .filter(attempt=attempt, position=change.position)
        .annotate(
            resent=Subquery(resent.values("pk")[:1]),
            **{f"current_{name}": newest_response(name) for name in CURRENT},
            rules=newest_rules("attempt__quiz_key"),
            override=override_in_force("attempt__officer", "attempt__quiz_key"),
            now=Now(),
        )
        .first()
    )
    if item is None:
        raise NotDrawn
    return item


def _answer(item: Any, fields: kinds.Fields) -> kinds.Answer:
    version = item.question_version
    question = kinds.Question(version.structure, version.key)
    try:
        return kinds.get(version.kind).read(question, item.option_order, fields, item.current_answer or {})
    except kinds.InvalidAnswer as error:
        raise refusal_of(error) from error
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        log.exception("%s could not read an answer", version.kind)  # one bad answer must not hold up those behind it
        raise NotDrawn from error
