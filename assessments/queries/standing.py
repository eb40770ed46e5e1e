"""A quiz and how an officer stands at it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from assessments.models import Attempt, AttemptResult, QuizOverride
from assessments.queries.terms import (
    PRACTICE,
    Terms,
    newest_rules,
    override_in_force,
    override_of,
    own_mode,
    terms,
)
from assessments.queries.wordings import newest_quiz_version, newest_quiz_wording
from common.compiled import Compiled


class Try(NamedTuple):
    """An attempt of the past or the open one. `percent` and `passed` are None before it is marked. `practice`: begun as
    practice, so it counts for nothing, whatever the quiz is today.
    """

    public_id: str
    number: int
    started_at: datetime
    submitted_at: datetime | None
    percent: Decimal | None
    passed: bool | None
    practice: bool = False


@dataclass(frozen=True)
class QuizStanding:
    """`used` counts the attempts begun; those of practice only while the quiz is practice. `percent` is that of the
    attempt that counts, or the mean of all marked ones, by the rule of the quiz; None until one is marked. Practice
    never passes, and its per cent stand here only while the quiz is practice today and nothing else was done.
    `again_from`: when the next attempt may begin, None for at once. `now` is the database's.
    """

    terms: Terms
    override: QuizOverride | None
    tries: tuple[Try, ...]
    open_attempt: Try | None
    percent: Decimal | None
    passed: bool
    now: datetime

    @property
    def allowed(self) -> int:
        """Attempts allowed; 0: no limit."""
        return self.terms.attempts

    @property
    def used(self) -> int:
        return len(self.tries) if self.terms.practice else sum(not each.practice for each in self.tries)

    @property
    def best_percent(self) -> Decimal | None:
        return max((each.percent for each in self.tries if each.percent is not None), default=None)

    @property
    def left(self) -> int | None:
        """Attempts that may still be begun; None: no limit."""
        return max(self.allowed - self.used, 0) if self.allowed else None

    @property
    def waits_for_mark(self) -> bool:
        """Whether a trainer still has to mark one of the attempts."""
        return any(each.submitted_at and each.percent is None for each in self.tries)

    @property
    def again_from(self) -> datetime | None:
        moment = self.terms.again_from(self.tries[-1].submitted_at if self.tries else None)
        return moment if moment is not None and self.now < moment else None

    @property
    def not_yet(self) -> bool:
        return self.terms.not_yet(self.now)

    @property
    def over(self) -> bool:
        return self.terms.over(self.now)


@dataclass(frozen=True)
class QuizInfo:
    """`pass_mark` in per cent; `attempts` 0 for no limit; `questions` drawn for each attempt; `minutes` None for no
    limit.
    """

    title: str
    intro: str
    pass_mark: int
    attempts: int
    questions: int
    minutes: int | None
    mode: str


def standing(*, officer: User, quiz_key: UUID, context_key: str) -> QuizStanding:
    """How the officer stands at a quiz in a context. One query when there are attempts, else two; one more for an
    override.
    """
    today = timezone.localdate()
    rows = _tries.rows(variant=today, officer=officer.pk, quiz_key=quiz_key, context_key=context_key)
    rules, pk, now = rows[0][-3:] if rows else _in_force(officer, quiz_key)
    override = override_of(pk)
    in_force = terms(rules or {}, override)
    tries = tuple(_try(row[:-3]) for row in rows)
    marked = [each for each in tries if each.percent is not None]
    real = [each for each in marked if not each.practice]
    shown = real or (marked if in_force.practice else [])
    return QuizStanding(
        terms=in_force,
        override=override,
        tries=tries,
        open_attempt=next((each for each in tries if each.submitted_at is None), None),
        percent=_counting([each.percent for each in shown if each.percent is not None], in_force.counting),
        passed=_passed(real, in_force),
        now=now,
    )


@Compiled
def _tries(officer: Any, quiz_key: Any, context_key: Any, variant: Any) -> QuerySet[Any, Any]:
    """`variant`: today; postings are dated, and with them the overrides of units."""
    result = AttemptResult.objects.filter(attempt=OuterRef("pk")).order_by("-number")
    return (
        Attempt.objects.unscoped("of one officer")
        .filter(officer_id=officer, quiz_key=quiz_key, context_key=context_key)
        .annotate(
            percent=Subquery(result.values("percent")[:1]),
            passed=Subquery(result.values("passed")[:1]),
            mode=own_mode("quiz_version"),
            rules=newest_rules("quiz_key"),
            override=override_in_force("officer", "quiz_key"),
            now=Now(),
        )
        .order_by("number")
        .values_list(
            *("public_id", "number", "started_at", "submitted_at", "percent", "passed", "mode"),
            *("rules", "override", "now"),
        )
    )


def _try(row: tuple[Any, ...]) -> Try:
    """Columns of `_tries`, up to the mode; practice never passes."""
    public_id, number, started_at, submitted_at, percent, passed, mode = row
    practice = mode == PRACTICE
    passed = passed if passed is None else passed and not practice
    return Try(public_id, number, started_at, submitted_at, percent, passed, practice)


def _in_force(officer: User, quiz_key: UUID) -> tuple[dict[str, Any], int | None, datetime]:
    row = (
        newest_quiz_version(quiz_key)
        .annotate(now=Now(), override=override_in_force(Value(officer.pk), "quiz_key"))
        .values_list("rules", "override", "now")
        .first()
    )
    return row or ({}, None, timezone.now())


def _counting(percents: list[Decimal], rule: str) -> Decimal | None:
    """What counts of the marked attempts, in their order; a mean is rounded down to two decimals."""
    if not percents:
        return None
    if rule == "last":
        return percents[-1]
    if rule == "mean":
        return (sum(percents, Decimal(0)) / len(percents)).quantize(Decimal("0.01"), ROUND_DOWN)
    return max(percents)


def _passed(attempts: list[Try], in_force: Terms) -> bool:
    """`attempts`: marked, no practice. Each passes by the rules it was made under, a mean by the pass mark of today."""
    if in_force.counting == "best":
        return any(attempt.passed for attempt in attempts)
    if in_force.counting == "last":
        return bool(attempts and attempts[-1].passed)
    percent = _counting([each.percent for each in attempts if each.percent is not None], in_force.counting)
    return percent is not None and percent >= in_force.pass_mark


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
        minutes=rules.get("time_limit"),
        mode=in_force.mode,
    )


def questions_in(section: dict[str, Any]) -> int:
    """How many questions a section of a quiz asks, when its bank has enough."""
    if section["type"] == "fixed":
        return len(section["questions"])
    if section["type"] == "blueprint":
        return sum(row["count"] for row in section["rows"])
    return int(section["count"])
