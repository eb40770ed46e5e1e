"""A quiz and how an officer stands at it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from accounts.models import User
from assessments.models import Attempt, AttemptResult
from assessments.queries.terms import override_for, terms
from assessments.queries.wordings import newest_quiz_version, newest_quiz_wording


@dataclass(frozen=True)
class QuizStanding:
    """`allowed` attempts (0: no limit), `used` counts every attempt begun; `best_percent` None until one is marked."""

    allowed: int
    used: int
    open_attempt: Attempt | None
    best_percent: Decimal | None
    passed: bool
    closes_at: datetime | None
    opens_at: datetime | None

    @property
    def left(self) -> int | None:
        """Attempts that may still be begun; None: no limit."""
        return max(self.allowed - self.used, 0) if self.allowed else None


@dataclass(frozen=True)
class QuizInfo:
    """`pass_mark` in per cent; `attempts` 0 for no limit; `questions` drawn for each attempt."""

    title: str
    intro: str
    pass_mark: int
    attempts: int
    questions: int
    opens_at: datetime | None
    closes_at: datetime | None


def standing(*, officer: User, quiz_key: UUID, context_key: str) -> QuizStanding:
    """How the officer stands at a quiz in a context. Three queries."""
    result = AttemptResult.objects.filter(attempt=OuterRef("pk")).order_by("-number")
    attempts = list(
        Attempt.objects.of(officer)
        .filter(quiz_key=quiz_key, context_key=context_key)
        .annotate(
            percent=Subquery(result.values("percent")[:1]),
            passed=Subquery(result.values("passed")[:1]),
        )
        .order_by("number")
    )
    rules = newest_quiz_version(quiz_key).values_list("rules", flat=True).first() or {}
    in_force = terms(rules, override_for(officer, quiz_key))
    return QuizStanding(
        allowed=in_force.attempts,
        used=len(attempts),
        open_attempt=next((attempt for attempt in attempts if attempt.submitted_at is None), None),
        best_percent=max((attempt.percent for attempt in attempts if attempt.percent is not None), default=None),
        passed=any(attempt.passed for attempt in attempts),
        closes_at=in_force.closes_at,
        opens_at=in_force.opens_at,
    )


def quiz_info(quiz_key: UUID, language: str) -> QuizInfo | None:
    """What an officer is told before starting; None when the quiz was never published. One query."""
    version = (
        newest_quiz_version(quiz_key)
        .annotate(
            title=newest_quiz_wording("pk", language, "title"), intro=newest_quiz_wording("pk", language, "intro")
        )
        .values("rules", "title", "intro")
        .first()
    )
    if version is None:
        return None
    rules = version["rules"]
    in_force = terms(rules)
    return QuizInfo(
        title=version["title"] or "",
        intro=version["intro"] or "",
        pass_mark=rules["pass_mark"],
        attempts=rules["attempts"],
        questions=sum(questions_in(section) for section in rules["sections"]),
        opens_at=in_force.opens_at,
        closes_at=in_force.closes_at,
    )


def questions_in(section: dict[str, Any]) -> int:
    """How many questions a section of a quiz asks, when its bank has enough."""
    if section["type"] == "fixed":
        return len(section["questions"])
    if section["type"] == "blueprint":
        return sum(row["count"] for row in section["rows"])
    return int(section["count"])
