"""What an attempt says about each thing its quiz tests: points by the labels frozen with its items."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Subquery

from accounts.models import User
from assessments.models import Attempt, AttemptItem, Mark


@dataclass(frozen=True)
class LabelScore:
    """How an attempt went on what one label stands for. `right`: questions with all their points; one that a trainer
    has still to mark is not right yet. `points` of `possible`.
    """

    label: str
    questions: int = 0
    right: int = 0
    points: Decimal = Decimal(0)
    possible: Decimal = Decimal(0)

    @property
    def all_right(self) -> bool:
        return self.right == self.questions

    def plus(self, points: Decimal | None, possible: Decimal | None) -> "LabelScore":
        right = points is not None and points >= (possible or 0)
        return LabelScore(
            self.label,
            self.questions + 1,
            self.right + right,
            self.points + (points or 0),
            self.possible + (possible or 0),
        )


@dataclass(frozen=True)
class Labelled:
    """A submitted attempt by its public id, with its scores by label."""

    attempt: str
    scores: dict[str, LabelScore]


def label_scores(*, officer: User, quiz_key: UUID, context_key: str) -> Labelled | None:
    """The officer's first submitted attempt at a quiz in a context, by label; None before there is one. Questions
    without a label are left out. The newest marks count. One query.
    """
    first = Attempt.objects.of(officer).filter(quiz_key=quiz_key, context_key=context_key).exclude(submitted_at=None)
    newest = Mark.objects.filter(item=OuterRef("pk")).order_by("-number")
    rows = list(
        AttemptItem.objects.filter(attempt__in=first.order_by("number")[:1].values("pk"))
        .order_by("position")
        .values_list(
            "attempt__public_id",
            "label",
            Subquery(newest.values("points")[:1]),
            Subquery(newest.values("max_points")[:1]),
        )
    )
    if not rows:
        return None
    scores: dict[str, LabelScore] = {}
    for _attempt, label, points, possible in rows:
        if label:
            scores[label] = scores.get(label, LabelScore(label)).plus(points, possible)
    return Labelled(rows[0][0], scores)
