"""Marks by rule and results worked out again from what is stored, and compared with the rows. Writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db.models import OuterRef, Subquery

from assessments import kinds
from assessments.models import Attempt, AttemptItem, AttemptResult, Mark
from assessments.queries.attempts import newest_response
from assessments.queries.terms import passes

HUNDREDTH = Decimal("0.01")


@dataclass
class Recomputed:
    """How much was looked at, and each difference as `{"attempt", "position"?, "what", "stored", "computed"}`."""

    attempts: int = 0
    marks: int = 0
    differences: list[dict[str, Any]] = field(default_factory=list)


def recompute(public_id: str | None = None) -> Recomputed:
    """All submitted attempts, or one. Three queries an attempt, one attempt in memory at a time."""
    found = Recomputed()
    for attempt in _submitted(public_id):
        found.attempts += 1
        first = _first_marks(attempt)
        found.marks += len(first)
        for item in first:
            found.differences += _compare_mark(attempt, item)
        found.differences += _compare_result(attempt)
    return found


def _submitted(public_id: str | None) -> Iterator[Any]:
    attempts = Attempt.objects.unscoped("recomputing shows counts and receipt numbers, no people")
    attempts = attempts.exclude(submitted_at=None).select_related("quiz_version").order_by("pk")
    return (attempts.filter(public_id=public_id) if public_id else attempts).iterator(chunk_size=200)


def _first_marks(attempt: Attempt) -> list[Any]:
    """Items with their mark by rule: the first one, when no person gave it. Those that wait for a person have none."""
    first = Mark.objects.filter(item=OuterRef("pk")).order_by("number")
    return list(
        AttemptItem.objects.filter(attempt=attempt)
        .annotate(
            answer=newest_response("answer"),
            current=newest_response("pk"),
            points=Subquery(first.values("points")[:1]),
            most=Subquery(first.values("max_points")[:1]),
            marked_response=Subquery(first.values("response")[:1]),
            by=Subquery(first.values("by")[:1]),
        )
        .select_related("question_version")
        .order_by("position")
    )


def _compare_mark(attempt: Attempt, item: Any) -> list[dict[str, Any]]:
    version, answer = item.question_version, item.answer or {}
    question = kinds.Question(version.structure, version.key)
    computed = kinds.get(version.kind).mark(question, answer) if answer else Decimal(0)
    if computed is None and (item.points is None or item.by is not None):
        return []  # a person judges: nothing to work out
    pairs = {
        "points": (_number(item.points), _number(computed)),
        "max_points": (_number(item.most), _number(Decimal(question.points))),
        "response": (item.marked_response, item.current if answer else None),
    }
    return [
        _difference(attempt, what, *pair, position=item.position) for what, pair in pairs.items() if pair[0] != pair[1]
    ]


def _compare_result(attempt: Attempt) -> list[dict[str, Any]]:
    """The newest result against the newest marks: a pure function of them and of the quiz version."""
    newest = Mark.objects.filter(item=OuterRef("pk")).order_by("-number")
    marks = list(
        AttemptItem.objects.filter(attempt=attempt).values_list(
            Subquery(newest.values("points")[:1]), Subquery(newest.values("max_points")[:1])
        )
    )
    stored = AttemptResult.objects.filter(attempt=attempt).order_by("-number").first()
    if any(points is None for points, _most in marks):
        return [_difference(attempt, "result", str(stored), None)] if stored else []
    points, most = sum((p for p, _m in marks), Decimal(0)), sum((m for _p, m in marks), Decimal(0))
    percent = (100 * points / most).quantize(HUNDREDTH, rounding=ROUND_DOWN)
    passed = passes(percent, attempt.quiz_version.rules)
    if stored is None:
        return [_difference(attempt, "result", None, f"{percent} %")]
    pairs = {
        "result points": (_number(stored.points), _number(points)),
        "result max_points": (_number(stored.max_points), _number(most)),
        "percent": (_number(stored.percent), _number(percent)),
        "passed": (stored.passed, passed),
    }
    return [_difference(attempt, what, *pair) for what, pair in pairs.items() if pair[0] != pair[1]]


def _number(value: Decimal | None) -> str | None:
    return None if value is None else str(value.quantize(HUNDREDTH))


def _difference(attempt: Attempt, what: str, stored: Any, computed: Any, **where: int) -> dict[str, Any]:
    return {"attempt": attempt.public_id, **where, "what": what, "stored": stored, "computed": computed}
