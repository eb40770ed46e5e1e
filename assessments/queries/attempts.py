"""An attempt while it is being taken. No row read here holds a key, feedback or rationale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from accounts.models import User
from assessments import kinds
from assessments.models import Attempt, AttemptItem, Response
from assessments.queries.standing import newest_rules, window
from assessments.queries.wordings import Option, newest_quiz_wording, newest_wording, words_of


@dataclass(frozen=True)
class OverviewItem:
    position: int
    answered: bool
    stem: str
    language: str


@dataclass(frozen=True)
class AttemptOverview:
    title: str
    items: tuple[OverviewItem, ...]
    closes_at: datetime | None

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def answered(self) -> int:
        return sum(item.answered for item in self.items)

    @property
    def unanswered(self) -> int:
        return self.total - self.answered


@dataclass(frozen=True)
class ItemView:
    """One question as shown. `language` is that of the words; `fell_back` says they are not yet in the one asked for.

    `sequence` numbers the answer that counts now (0: none), so that a page can tell whether another device answered
    since.
    """

    position: int
    total: int
    title: str
    stem: str
    input_type: str
    options: tuple[Option, ...]
    chosen: tuple[int, ...]
    sequence: int
    language: str
    fell_back: bool
    closes_at: datetime | None


def own_attempt(officer: User, public_id: str) -> Any | None:
    """The officer's own Attempt with its `total` of questions; someone else's is as unknown as one that never was."""
    return Attempt.objects.of(officer).filter(public_id=public_id).annotate(total=_count("pk")).first()


def _count(attempt: str) -> Subquery:
    items = AttemptItem.objects.filter(attempt=OuterRef(attempt)).order_by().values("attempt")
    return Subquery(items.annotate(n=Count("pk")).values("n"))


def newest_response(field: str) -> Subquery:
    """A field of the answer that counts of each item."""
    return Subquery(Response.objects.filter(item=OuterRef("pk")).order_by("-sequence").values(field)[:1])


def _items(attempt: Attempt, language: str) -> QuerySet[Any, Any]:
    return (
        AttemptItem.objects.filter(attempt=attempt)
        .annotate(
            answer=newest_response("answer"),
            wording=newest_wording("question_version", language),
            title=newest_quiz_wording("attempt__quiz_version", language, "title"),
            rules=newest_rules("attempt__quiz_key"),
        )
        .order_by("position")
    )


def attempt_overview(attempt: Attempt, language: str) -> AttemptOverview:
    """Every question with whether it is answered. One query, and one for words not in the cache."""
    rows = _items(attempt, language).values("position", "answer", "wording", "title", "rules")
    items = list(rows)
    words = words_of(row["wording"] for row in items)
    return AttemptOverview(
        title=items[0]["title"] or "",
        closes_at=window(items[0]["rules"]).closes_at,
        items=tuple(
            OverviewItem(
                position=row["position"],
                answered=bool(chosen_of(row["answer"])),
                stem=words[row["wording"]].stem,
                language=words[row["wording"]].language,
            )
            for row in items
        ),
    )


def item_view(attempt: Attempt, position: int, language: str) -> ItemView | None:
    """One question with the officer's own choice; None when no question was drawn at this position.

    One query, as above.
    """
    row = _one(attempt, position, language)
    if row is None:
        return None
    words = words_of([row["wording"]])[row["wording"]]
    kind = kinds.get(row["question_version__kind"])
    return ItemView(
        position=position,
        total=row["total"],
        title=row["title"] or "",
        stem=words.stem,
        input_type=kind.input_type,
        options=words.shown(kind, row["option_order"]),
        chosen=places(row["option_order"], chosen_of(row["answer"])),
        sequence=row["sequence"] or 0,
        language=words.language,
        fell_back=words.language != language,
        closes_at=window(row["rules"]).closes_at,
    )


def _one(attempt: Attempt, position: int, language: str) -> dict[str, Any] | None:
    row: Any = (
        _items(attempt, language)
        .filter(position=position)
        .annotate(sequence=newest_response("sequence"), total=_count("attempt"))
        .values("option_order", "question_version__kind", "answer", "sequence", "wording", "title", "rules", "total")
        .first()
    )
    return row


def chosen_of(answer: dict[str, Any] | None) -> list[str]:
    return answer["chosen"] if answer else []


def places(order: Sequence[str], chosen: Sequence[str]) -> tuple[int, ...]:
    """Option ids as the 1-based places they are shown at."""
    return tuple(place for place, option in enumerate(order, start=1) if option in chosen)
