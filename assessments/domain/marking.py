"""Submitting marks an attempt, once; a mark found wrong later is superseded by a new row, never changed."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import User
from assessments import kinds
from assessments.domain.errors import NotDrawn
from assessments.models import Attempt, AttemptItem, AttemptResult, Mark
from assessments.queries.attempts import newest_response
from assessments.signals import attempt_marked
from common import audit

Points = tuple[Decimal, Decimal]  # won, to win


@transaction.atomic
def submit(*, attempt: Attempt) -> AttemptResult:
    """Mark every item and close the attempt; a second call returns the same result. Allowed after the quiz closed.

    Sends `attempt_marked` after commit.
    """
    locked = _lock(attempt)
    if locked.submitted_at is not None:
        return AttemptResult.objects.filter(attempt=locked).order_by("-number")[:1].get()
    marks = [_mark(item) for item in _answered_items(locked)]
    Mark.objects.bulk_create(marks)
    result = _result(locked, [(mark.points, mark.max_points) for mark in marks], number=1)
    locked.submitted_at = attempt.submitted_at = timezone.now()
    locked.save(update_fields=["submitted_at"])
    _tell(locked)
    return result


@transaction.atomic
def correct_mark(*, attempt: Attempt, position: int, points: Decimal, reason: str, by: User) -> AttemptResult:
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
    )
    audit.record(actor=by, action="mark.correct", target=f"attempt:{locked.public_id}", position=position)
    result = _result(locked, _newest_points(locked), number=locked.results.count() + 1)
    _tell(locked)
    return result


def _lock(attempt: Attempt) -> Attempt:
    return (
        Attempt.objects.unscoped("the caller holds this attempt already")
        .select_for_update(of=("self",))
        .select_related("quiz_version")
        .get(pk=attempt.pk)
    )


def _answered_items(attempt: Attempt) -> Iterable[Any]:
    return (
        AttemptItem.objects.filter(attempt=attempt)
        .annotate(current=newest_response("pk"), answer=newest_response("answer"))
        .select_related("question_version")
        .order_by("position")
    )


def _mark(item: Any) -> Mark:
    """The mark of one item: nothing chosen, nothing won."""
    version = item.question_version
    answer: kinds.Answer = item.answer or kinds.Answer(chosen=[])
    return Mark(
        item_id=item.pk,
        response_id=item.current if answer["chosen"] else None,
        points=kinds.get(version.kind).mark(version.structure, answer),
        max_points=Decimal(version.structure["points"]),
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
        passed=percent >= attempt.quiz_version.rules["pass_mark"],
    )


def _tell(attempt: Attempt) -> None:
    """After commit, and never in the officer's way: a receiver that fails is logged, and its room reconciles."""
    transaction.on_commit(partial(attempt_marked.send, sender=Attempt, attempt=attempt), robust=True)
