"""Answers that a person has to mark: what waits, and what the one who marks needs. Nothing tells whose answer it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Now

from accounts.models import User
from assessments import kinds
from assessments.models import AttemptItem, Mark
from assessments.queries.attempts import newest_response
from assessments.queries.wordings import explanations_of, newest_quiz_wording, newest_wording, words_of


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric: `most` points, and the guidance for who marks."""

    id: str
    text: str
    most: int
    guidance: str


@dataclass(frozen=True)
class WrittenAnswer:
    """One answer with its rubric, in the language it was given in. `marks`: oldest first, the last one counts."""

    item: Any
    language: str
    stem: str
    quiz: str
    text: str
    model: str
    rationale: str
    criteria: tuple[Criterion, ...]
    marks: tuple[Mark, ...]
    submitted_at: datetime

    @property
    def seen(self) -> int:
        return self.marks[-1].number if self.marks else 0


def by_person() -> list[str]:
    return [name for name in kinds.names() if kinds.get(name).by_person]


def _submitted(trainer: User) -> QuerySet[Any, Any]:
    """Answers of others in submitted attempts to questions a person marks."""
    return (
        AttemptItem.objects.filter(question_version__kind__in=by_person(), attempt__submitted_at__isnull=False)
        .exclude(attempt__officer=trainer)
        .annotate(language=newest_response("language"), answer=newest_response("answer"))
        .exclude(language=None)
    )


def waiting_items(trainer: User) -> QuerySet[Any, Any]:
    """Items without a mark, oldest first. A blank answer is marked when it is submitted, so it is not here."""
    return (
        _submitted(trainer)
        .filter(~Exists(Mark.objects.filter(item=OuterRef("pk"))))
        .order_by("attempt__submitted_at", "pk")
    )


def marked_items(trainer: User) -> QuerySet[Any, Any]:
    """Items a person marked, the newest mark first."""
    given = Mark.objects.filter(item=OuterRef("pk"), by__isnull=False).order_by("-number")
    return (
        _submitted(trainer)
        .annotate(
            marked_at=Subquery(given.values("made_at")[:1]),
            points=Subquery(given.values("points")[:1]),
            max_points=Subquery(given.values("max_points")[:1]),
        )
        .exclude(marked_at=None)
        .order_by("-marked_at", "-pk")
    )


def listed(items: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The same items with what a list of them shows; stems are in the language of the product's source."""
    source = settings.LANGUAGE_CODE
    return items.select_related("attempt").annotate(
        stem=newest_wording("question_version", source, "stem"),
        quiz=newest_quiz_wording("attempt__quiz_version", source, "title"),
        now=Now(),
    )


def written_answer(trainer: User, public_id: str, position: int) -> WrittenAnswer | None:
    """One answer to mark; None when there is none, or it is the trainer's own. Four queries at most."""
    found = _submitted(trainer).filter(attempt__public_id=public_id, position=position)
    item = found.select_related("attempt__quiz_version", "question_version").first()
    if item is None or not item.answer:
        return None
    worded = AttemptItem.objects.filter(pk=item.pk).values_list(
        newest_wording("question_version", item.language),
        newest_quiz_wording("attempt__quiz_version", item.language, "title"),
    )
    wording, quiz = worded.get()
    words, explained = words_of([wording])[wording], explanations_of([wording])[wording]
    structure = item.question_version.structure
    rubric = structure.get("criteria") or {"": structure["points"]}
    return WrittenAnswer(
        item=item,
        language=item.language,
        stem=words.stem,
        quiz=quiz or "",
        text=item.answer.get("text", ""),
        model=explained.feedback.get("model", ""),
        rationale=explained.rationale,
        criteria=tuple(
            Criterion(each, words.texts.get(each, ""), most, explained.feedback.get(f"guidance:{each}", ""))
            for each, most in rubric.items()
        ),
        marks=tuple(Mark.objects.filter(item=item).select_related("by").order_by("number")),
        submitted_at=item.attempt.submitted_at,
    )
