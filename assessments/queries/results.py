"""An attempt after marking: the only place where keys, feedback and rationales are read for a learner."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Subquery

from assessments import kinds
from assessments.models import Attempt, AttemptItem, AttemptResult, Mark
from assessments.queries.attempts import chosen_of
from assessments.queries.wordings import (
    Explanation,
    Words,
    explanations_of,
    newest_quiz_wording,
    newest_wording,
    words_of,
)


@dataclass(frozen=True)
class ResultOption:
    place: int
    text: str
    chosen: bool
    correct: bool
    feedback: str  # only for what was chosen


@dataclass(frozen=True)
class ResultItem:
    position: int
    stem: str
    options: tuple[ResultOption, ...]
    answered: bool
    points: Decimal
    max_points: Decimal
    rationale: str
    language: str
    fell_back: bool

    @property
    def right(self) -> bool:
        return self.points >= self.max_points


@dataclass(frozen=True)
class ResultView:
    """`percent` and `pass_mark` in per cent; the newest marks count."""

    title: str
    number: int
    submitted_at: datetime
    passed: bool
    points: Decimal
    max_points: Decimal
    percent: Decimal
    pass_mark: int
    items: tuple[ResultItem, ...]


def result_view(attempt: Attempt, language: str) -> ResultView | None:
    """The marked attempt; None before it is submitted. Two queries, and two for words not in the cache."""
    result = (
        AttemptResult.objects.filter(attempt=attempt)
        .annotate(
            title=newest_quiz_wording("attempt__quiz_version", language, "title"),
            rules=F("attempt__quiz_version__rules"),
            attempt_number=F("attempt__number"),
            submitted_at=F("attempt__submitted_at"),
        )
        .order_by("-number")
        .first()
    )
    if result is None:
        return None
    return ResultView(
        title=result.title or "",
        number=result.attempt_number,
        submitted_at=result.submitted_at,
        passed=result.passed,
        points=result.points,
        max_points=result.max_points,
        percent=result.percent,
        pass_mark=result.rules["pass_mark"],
        items=_items(attempt, language),
    )


def _items(attempt: Attempt, language: str) -> tuple[ResultItem, ...]:
    mark = Mark.objects.filter(item=OuterRef("pk")).order_by("-number")
    rows = list(
        AttemptItem.objects.filter(attempt=attempt)
        .annotate(
            points=Subquery(mark.values("points")[:1]),
            max_points=Subquery(mark.values("max_points")[:1]),
            answer=Subquery(mark.values("response__answer")[:1]),
            wording=newest_wording("question_version", language),
        )
        .select_related("question_version")
        .order_by("position")
    )
    ids = [row.wording for row in rows]
    words, explanations = words_of(ids), explanations_of(ids)
    return tuple(_item(row, words[row.wording], explanations[row.wording], language) for row in rows)


def _item(row: Any, words: Words, explanation: Explanation, language: str) -> ResultItem:
    chosen = chosen_of(row.answer)
    return ResultItem(
        position=row.position,
        stem=words.stem,
        options=_options(row, words, explanation, chosen),
        answered=bool(chosen),
        points=row.points,
        max_points=row.max_points,
        rationale=explanation.rationale,
        language=words.language,
        fell_back=words.language != language,
    )


def _options(row: Any, words: Words, explanation: Explanation, chosen: list[str]) -> tuple[ResultOption, ...]:
    key = row.question_version.structure["key"]
    shown = words.shown(kinds.get(row.question_version.kind), row.option_order)
    return tuple(
        ResultOption(
            place=option.place,
            text=option.text,
            chosen=option_id in chosen,
            correct=option_id in key,
            feedback=explanation.feedback.get(option_id, "") if option_id in chosen else "",
        )
        for option, option_id in zip(shown, row.option_order, strict=True)
    )
