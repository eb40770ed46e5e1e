"""Submitting marks an attempt, once; a mark found wrong later is superseded by a new row, never changed."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Now

from accounts.models import User
from assessments import kinds
from assessments.domain.errors import MarkedMeanwhile, NotDrawn, OwnAnswer, ReasonMissing
from assessments.models import Attempt, AttemptItem, AttemptResult, Mark, Response
from assessments.queries.attempts import newest_response
from assessments.queries.terms import passes
from assessments.queries.wordings import Frozen, frozen, rules_of
from assessments.signals import attempt_marked
from common import audit
from common.compiled import Compiled

Points = tuple[Decimal, Decimal]  # won, to win


@transaction.atomic(savepoint=False)  # all of the caller's transaction or nothing
def submit(*, attempt: Any, ended_by: str = Attempt.End.OFFICER, locked: bool = False) -> AttemptResult | None:
    """Mark every item and close the attempt; a second call returns the same result. Allowed after the quiz closed.

    `locked`: the caller holds the attempt in this transaction, from `own_attempt`. None while a trainer has to mark an
    answer (`mark_by_person`). Sends `attempt_marked` after commit, once there is a result.
    """
    held = attempt if locked else _lock(attempt)
    if held.submitted_at is not None:
        return AttemptResult.objects.filter(attempt=held).order_by("-number").first()
    items = _answered_items(held)
    marks = _marks(items)
    Mark.objects.bulk_create(marks)
    held.submitted_at = attempt.submitted_at = held.now
    held.ended_by = ended_by
    held.save(update_fields=["submitted_at", "ended_by"])
    if len(marks) < len(items):
        return None
    result = _result(held, [(mark.points, mark.max_points) for mark in marks], number=1)
    _tell(held)
    return result


@transaction.atomic
def mark_by_person(
    *,
    item: AttemptItem,
    points: Decimal,
    by: User,
    comment: str = "",
    criteria: Mapping[str, str] | None = None,
    reason: str = "",
    seen: int | None = None,
) -> AttemptResult | None:
    """A trainer's mark of an answer that no rule can mark; with a `reason` it supersedes one given before. `criteria`
    maps the ids of a rubric to points, as text; `seen` is the number of the mark the trainer had before the eyes (0:
    none), None when that does not matter.

    Returns the result of the attempt when this was the last mark it waited for. Raises NotDrawn for points out of range
    or an attempt not yet submitted, OwnAnswer, MarkedMeanwhile, ReasonMissing.
    """
    locked = _lock(item.attempt)
    version = item.question_version
    most = Decimal(kinds.Question(version.structure).points)
    if locked.submitted_at is None or not 0 <= points <= most:
        raise NotDrawn
    if locked.officer_id == by.pk:
        raise OwnAnswer
    newest = Mark.objects.filter(item=item).order_by("-number").first()
    if seen is not None and seen != (newest.number if newest else 0):
        raise MarkedMeanwhile
    if newest is not None and not reason:
        raise ReasonMissing
    Mark.objects.create(
        item=item,
        response=Response.objects.filter(item=item).order_by("-clock", "-device", "-client_key").first(),
        number=newest.number + 1 if newest else 1,
        points=points,
        max_points=most,
        details={"criteria": dict(criteria)} if criteria else {},
        comment=comment,
        reason=reason,
        by=by,
    )
    audit.record(actor=by, action="mark.give", target=f"attempt:{locked.public_id}", position=item.position)
    return _result_when_complete(locked)


@transaction.atomic
def correct_mark(*, attempt: Attempt, position: int, points: Decimal, reason: str, by: User) -> AttemptResult | None:
    """Supersede the mark of one item of a submitted attempt, with a reason, and work out the result again."""
    locked = _lock(attempt)
    newest = Mark.objects.filter(item__attempt=locked, item__position=position).order_by("-number").first()
    if newest is None or not 0 <= points <= newest.max_points:
        raise NotDrawn
    Mark.objects.create(
        item_id=newest.item_id,
        response_id=newest.response_id,
        number=newest.number + 1,
        points=points,
        max_points=newest.max_points,
        reason=reason,
        by=by,
    )
    audit.record(actor=by, action="mark.correct", target=f"attempt:{locked.public_id}", position=position)
    return _result_when_complete(locked)


def _result_when_complete(attempt: Attempt) -> AttemptResult | None:
    points = _newest_points(attempt)
    if any(won is None for won, _most in points):
        return None
    result = _result(attempt, points, number=attempt.results.count() + 1)
    _tell(attempt)
    return result


def _lock(attempt: Attempt) -> Any:
    return (
        Attempt.objects.unscoped("the caller holds this attempt already")
        .select_for_update(of=("self",))
        .annotate(now=Now())
        .get(pk=attempt.pk)
    )


class Answered(NamedTuple):
    """An item and the answer that counts of it: the primary keys of item, question version and response."""

    item: int
    version: int
    response: int | None
    answer: kinds.Answer | None


@Compiled
def _answered(attempt: Any) -> QuerySet[Any, Any]:
    return (
        AttemptItem.objects.filter(attempt_id=attempt)
        .annotate(current=newest_response("pk"), answer=newest_response("answer"))
        .order_by("position")
        .values_list("pk", "question_version_id", "current", "answer")
    )


def _answered_items(attempt: Attempt) -> list[Answered]:
    return [Answered(*row) for row in _answered.rows(attempt=attempt.pk)]


def _marks(items: list[Answered]) -> list[Mark]:
    """The marks that rules can give; none of an item that a person has to judge."""
    versions = frozen(item.version for item in items)
    return [mark for item in items if (mark := _mark(item, versions[item.version])) is not None]


def _mark(item: Answered, version: Frozen) -> Mark | None:
    """The mark of one item by rule: nothing answered, nothing won. None when a person has to judge."""
    points = kinds.get(version.kind).mark(version.question, item.answer) if item.answer else Decimal(0)
    if points is None:
        return None
    return Mark(
        item_id=item.item,
        response_id=item.response if item.answer else None,
        points=points,
        max_points=Decimal(version.question.points),
    )


def _newest_points(attempt: Attempt) -> list[Points]:
    newest = Mark.objects.filter(item=OuterRef("pk")).order_by("-number")
    points, most = Subquery(newest.values("points")[:1]), Subquery(newest.values("max_points")[:1])
    return list(AttemptItem.objects.filter(attempt=attempt).values_list(points, most))


def _result(attempt: Attempt, points: list[Points], *, number: int) -> AttemptResult:
    """A pure function of marks and quiz version; the percentage is rounded down, so 79.99 is never 80."""
    won, most = sum((p for p, _m in points), Decimal(0)), sum((m for _p, m in points), Decimal(0))
    percent = (100 * won / most).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
    return AttemptResult.objects.create(
        attempt=attempt,
        number=number,
        points=won,
        max_points=most,
        percent=percent,
        passed=passes(percent, rules_of(attempt.quiz_version_id)),
    )


def _tell(attempt: Attempt) -> None:
    """After commit, and never in the officer's way: a receiver that fails is logged, and its room reconciles.

    No `partial`: Django names the function in its log, and a partial has no name.
    """
    transaction.on_commit(lambda: attempt_marked.send(sender=Attempt, attempt=attempt), robust=True)
