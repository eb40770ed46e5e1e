"""An attempt after marking: the only place where keys, feedback and rationales are read for a learner."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Now
from django.utils import timezone

from assessments import kinds
from assessments.models import Attempt, AttemptItem, AttemptResult, Mark
from assessments.queries.attempts import newest_response
from assessments.queries.terms import (
    PRACTICE,
    feedback_from,
    newest_rules,
    override_in_force,
    override_of,
    own_mode,
    terms,
)
from assessments.queries.wordings import (
    Explanation,
    Frozen,
    Words,
    explanations_of,
    frozen,
    newest_quiz_wording,
    newest_wording,
    rules_of,
    words_of,
)
from common.compiled import Compiled


@dataclass(frozen=True)
class ResultItem:
    """`review` is the context of the kind's review; `comment` is what a person who marked it says to the officer.

    `points` is None while a trainer still has to mark the answer.
    """

    position: int
    stem: str
    kind: str
    review: dict[str, Any]
    answered: bool
    points: Decimal | None
    max_points: Decimal
    rationale: str
    comment: str
    language: str
    fell_back: bool

    @property
    def right(self) -> bool:
        return self.points is not None and self.points >= self.max_points

    @property
    def partly(self) -> bool:
        return self.points is not None and 0 < self.points < self.max_points


@dataclass(frozen=True)
class ResultView:
    """`percent` and `pass_mark` in per cent; the newest marks count. `percent`, `points` and `passed` are None while a
    trainer still has to mark an answer; practice is never passed. `items` is empty before the feedback is due
    (`feedback_at`: from when it is).
    """

    title: str
    number: int
    submitted_at: datetime
    ended_by: str
    passed: bool | None
    points: Decimal | None
    max_points: Decimal | None
    percent: Decimal | None
    pass_mark: int
    practice: bool
    feedback_at: datetime | None
    items: tuple[ResultItem, ...]

    @property
    def gauge(self) -> bool:
        """Nothing to pass: it only shows what is known."""
        return not self.practice and not self.pass_mark


SUBMITTED = (
    *("title", "number", "submitted_at", "ended_by", "quiz_version_id", "rules_today", "override", "now"),
    *("passed", "points", "max_points", "percent"),
)


@Compiled
def _result_row(attempt: Any, variant: tuple[str, date]) -> QuerySet[Any, Any]:
    """`variant`: the language and today; postings are dated, and with them the overrides of units."""
    result = AttemptResult.objects.filter(attempt=OuterRef("pk")).order_by("-number")
    return (
        Attempt.objects.unscoped("the caller holds this attempt already")
        .filter(pk=attempt)
        .exclude(submitted_at=None)
        .annotate(
            title=newest_quiz_wording("quiz_version", variant[0], "title"),
            rules_today=newest_rules("quiz_key"),
            override=override_in_force("officer", "quiz_key"),
            now=Now(),
            **{name: Subquery(result.values(name)[:1]) for name in ("passed", "points", "max_points", "percent")},
        )
        .values_list(*SUBMITTED)
    )


def result_view(attempt: Attempt, language: str) -> ResultView | None:
    """The submitted attempt; None before. Two queries, and three for what is not in the cache."""
    found = _result_row.first(variant=(language, timezone.localdate()), attempt=attempt.pk)
    row = dict(zip(SUBMITTED, found, strict=True)) if found else None
    if row is None:
        return None
    own_rules = rules_of(row["quiz_version_id"])
    in_force = terms(row["rules_today"], override_of(row["override"]))
    feedback_at = feedback_from(own_rules, in_force, row["now"])
    return ResultView(
        title=row["title"] or "",
        pass_mark=own_rules["pass_mark"],
        practice=own_rules.get("mode") == PRACTICE,
        feedback_at=feedback_at,
        items=() if feedback_at else _items(attempt, language),
        **{
            name: row[name]
            for name in ("number", "submitted_at", "ended_by", "passed", "points", "max_points", "percent")
        },
    )


def item_feedback(attempt: Attempt, position: int, language: str) -> ResultItem | None:
    """One answered question of a practice attempt, judged now; None while it is not answered to its end.

    None unless the attempt was begun as practice: in any other this would tell the key before it is submitted.
    """
    row: Any = (
        AttemptItem.objects.filter(attempt=attempt, position=position)
        .annotate(
            answer=newest_response("answer"),
            wording=newest_wording("question_version", language),
            mode=own_mode("attempt__quiz_version"),
        )
        .first()
    )
    if row is None or row.mode != PRACTICE or not row.answer:
        return None
    version = frozen([row.question_version_id])[row.question_version_id]
    kind = kinds.get(version.kind)
    if not kind.finished(version.question, row.answer):
        return None
    points = kind.mark(version.question, row.answer)
    judged = Judged(position, row.question_version_id, row.option_order, points, "", {}, row.answer, row.wording)
    words, explanations = words_of([row.wording]), explanations_of([row.wording])
    return _item(judged, version, words[row.wording], explanations[row.wording], language)


class Judged(NamedTuple):
    """An item as its result shows it; `wording`: primary key of the words to show."""

    position: int
    question_version_id: int
    option_order: list[str]
    points: Decimal | None
    comment: str | None
    details: dict[str, Any] | None
    answer: kinds.Answer | None
    wording: int


@Compiled
def _item_rows(attempt: Any, variant: str) -> QuerySet[Any, Any]:
    """`variant`: the language."""
    mark = Mark.objects.filter(item=OuterRef("pk")).order_by("-number")
    return (
        AttemptItem.objects.filter(attempt_id=attempt)
        .annotate(
            points=Subquery(mark.values("points")[:1]),
            comment=Subquery(mark.values("comment")[:1]),
            details=Subquery(mark.values("details")[:1]),
            answer=newest_response("answer"),
            wording=newest_wording("question_version", variant),
        )
        .order_by("position")
        .values_list(*Judged._fields)
    )


def _items(attempt: Attempt, language: str) -> tuple[ResultItem, ...]:
    rows = [Judged(*row) for row in _item_rows.rows(variant=language, attempt=attempt.pk)]
    ids = [row.wording for row in rows]
    words, explanations = words_of(ids), explanations_of(ids)
    versions = frozen(row.question_version_id for row in rows)
    return tuple(
        _item(row, versions[row.question_version_id], words[row.wording], explanations[row.wording], language)
        for row in rows
    )


def _item(row: Judged, version: Frozen, words: Words, explanation: Explanation, language: str) -> ResultItem:
    kind, question = kinds.get(version.kind), version.question
    with words.spoken():
        review = kind.review(question, row.option_order, words.texts, explanation.feedback, row.answer or {})
    review = kind.judged(review, row.details or {})
    return ResultItem(
        position=row.position,
        stem=words.stem,
        kind=kind.name,
        review=review,
        answered=bool(row.answer),
        points=row.points,
        max_points=Decimal(question.points),
        rationale=explanation.rationale,
        comment=row.comment or "",
        language=words.language,
        fell_back=words.language != language,
    )
