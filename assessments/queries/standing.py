"""A quiz and how an officer stands at it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from accounts.models import User
from assessments.models import Attempt, AttemptResult
from assessments.queries.wordings import newest_quiz_version, newest_quiz_wording


@dataclass(frozen=True)
class Window:
    """When a quiz may be taken; None: no bound. The newest rules decide, so an extension helps those who have begun."""

    opens_at: datetime | None
    closes_at: datetime | None

    def not_yet(self, now: datetime) -> bool:
        return self.opens_at is not None and now < self.opens_at

    def over(self, now: datetime) -> bool:
        return self.closes_at is not None and now >= self.closes_at


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


def window(rules: dict[str, Any]) -> Window:
    return Window(_time(rules.get("opens_at")), _time(rules.get("closes_at")))


def _time(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None


def newest_rules(quiz_key: str) -> Subquery:
    """The rules in force today of the quiz whose key is at this lookup."""
    return Subquery(newest_quiz_version(OuterRef(quiz_key)).values("rules")[:1])


def standing(*, officer: User, quiz_key: UUID, context_key: str) -> QuizStanding:
    """How the officer stands at a quiz in a context. Two queries."""
    result = AttemptResult.objects.filter(attempt=OuterRef("pk")).order_by("-number")
    attempts = list(
        Attempt.objects.of(officer)
        .filter(quiz_key=quiz_key, context_key=context_key)
        .annotate(percent=Subquery(result.values("percent")[:1]), passed=Subquery(result.values("passed")[:1]))
        .order_by("number")
    )
    rules = newest_quiz_version(quiz_key).values_list("rules", flat=True).first() or {}
    when = window(rules)
    return QuizStanding(
        allowed=rules.get("attempts", 0),
        used=len(attempts),
        open_attempt=next((attempt for attempt in attempts if attempt.submitted_at is None), None),
        best_percent=max((attempt.percent for attempt in attempts if attempt.percent is not None), default=None),
        passed=any(attempt.passed for attempt in attempts),
        closes_at=when.closes_at,
        opens_at=when.opens_at,
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
    when = window(rules)
    return QuizInfo(
        title=version["title"] or "",
        intro=version["intro"] or "",
        pass_mark=rules["pass_mark"],
        attempts=rules["attempts"],
        questions=sum(section["draw"] for section in rules["sections"]),
        opens_at=when.opens_at,
        closes_at=when.closes_at,
    )
