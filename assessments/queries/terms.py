"""The terms of a quiz for one officer: its rules of today, and the override in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, Expression, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Length
from django.utils import timezone

from accounts.models import Membership, User
from assessments.models import QuizOverride
from assessments.queries.wordings import newest_quiz_version

PRACTICE, STANDARD, EXAM = "practice", "standard", "exam"  # Quiz.Mode, as the rules hold it


@dataclass(frozen=True)
class Terms:
    """What holds for one officer. Moments: None for no bound; `minutes` to answer, extra time included, None for no
    limit; `attempts` 0 for no limit; `grace` minutes for answers that were given in time and arrive late.

    The newest rules decide, so an extension helps those who have begun. Only `mode` is that of the attempt's own
    version: what was not begun as practice never tells what is right before it is submitted.
    """

    opens_at: datetime | None
    closes_at: datetime | None
    minutes: float | None
    attempts: int
    wait_minutes: int
    grace: int
    mode: str
    counting: str
    pass_mark: int
    needs_code: bool = False

    @property
    def practice(self) -> bool:
        return self.mode == PRACTICE

    def not_yet(self, now: datetime) -> bool:
        return self.opens_at is not None and now < self.opens_at

    def over(self, now: datetime) -> bool:
        return self.closes_at is not None and now >= self.closes_at

    def again_from(self, submitted_at: datetime | None) -> datetime | None:
        """When the next attempt may begin after one was submitted; None: at once."""
        if submitted_at is None or not self.wait_minutes:
            return None
        return submitted_at + timedelta(minutes=self.wait_minutes)

    def deadline(self, started_at: datetime) -> datetime | None:
        """When an attempt begun then ends: its own time or the closing of the quiz, whichever is first."""
        ends = [self.closes_at] if self.closes_at else []
        if self.minutes is not None:
            ends.append(started_at + timedelta(minutes=self.minutes))
        return min(ends, default=None)

    def last_call(self, started_at: datetime) -> datetime | None:
        """Until when answers given before the deadline may still arrive."""
        deadline = self.deadline(started_at)
        return deadline + timedelta(minutes=self.grace) if deadline else None


def terms(rules: Mapping[str, Any], override: QuizOverride | None = None, *, mode: str | None = None) -> Terms:
    """The terms that rules and an override make; `rules` may be empty for a quiz never published.

    `mode`: that of the version an attempt was made under (`own_mode`), None where no attempt is meant.
    """
    limit, attempts = rules.get("time_limit"), rules.get("attempts", 0)
    extra = override.extra_time if override else 0
    return Terms(
        opens_at=(override and override.opens_at) or _time(rules.get("opens_at")),
        closes_at=(override and override.closes_at) or _time(rules.get("closes_at")),
        minutes=limit * (100 + extra) / 100 if limit else None,
        attempts=attempts + override.extra_attempts if attempts and override else attempts,
        wait_minutes=rules.get("wait_minutes", 0),
        grace=rules.get("grace", 0),
        mode=mode or rules.get("mode", STANDARD),
        counting=rules.get("counting", "best"),
        pass_mark=rules.get("pass_mark", 0),
        needs_code=bool(rules.get("access_code")),
    )


def _time(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None


def own_mode(version: str) -> Coalesce:
    """The mode of the quiz version at this lookup."""
    return Coalesce(KeyTextTransform("mode", f"{version}__rules"), Value(STANDARD), output_field=TextField())


def passes(percent: Decimal, rules: Mapping[str, Any]) -> bool:
    """Whether a result under these rules is a pass. Practice never is."""
    return rules.get("mode") != PRACTICE and percent >= rules["pass_mark"]


def feedback_from(own: Mapping[str, Any], today: Terms, now: datetime) -> datetime | None:
    """From when an attempt made under `own` rules may be told what was right; None: now.

    An examination by its own rules or by those of today: others may still sit it. The closing of today counts, or where
    there is none any more, that of its own rules.
    """
    if EXAM not in (own.get("mode"), today.mode):
        return None
    closes_at = today.closes_at or _time(own.get("closes_at"))
    return closes_at if closes_at is not None and now < closes_at else None


def newest_rules(quiz_key: str) -> Subquery:
    """The rules in force today of the quiz whose key is at this lookup."""
    return Subquery(newest_quiz_version(OuterRef(quiz_key)).values("rules")[:1])


def override_in_force(officer: str | Expression, quiz_key: str) -> Subquery:
    """Primary key of the override that counts for the officer and quiz at these lookups, or null."""
    if not isinstance(officer, str):
        return Subquery(_overrides(officer, OuterRef(quiz_key), officer).values("pk")[:1])
    return Subquery(_overrides(OuterRef(officer), OuterRef(quiz_key), OuterRef(OuterRef(officer))).values("pk")[:1])


def override_of(pk: int | None) -> QuizOverride | None:
    """The override itself. No query without one."""
    if pk is None:
        return None
    override: QuizOverride = QuizOverride.objects.unscoped("found for this officer by override_in_force").get(pk=pk)
    return override


def override_for(officer: User, quiz_key: UUID) -> QuizOverride | None:
    """The override that counts for this officer. One query."""
    override: QuizOverride | None = _overrides(Value(officer.pk), quiz_key, Value(officer.pk)).first()
    return override


def _overrides(officer: Any, quiz_key: Any, member: Any) -> QuerySet[Any, Any]:
    """The officer's own before those of units, a lower unit before a higher one. `member` is the officer as seen
    from one level deeper."""
    today = timezone.localdate()
    posted = (
        Membership.objects.unscoped("is this officer posted below the unit of an override")
        .active_on(today)
        .filter(user=member, unit__path__startswith=OuterRef("unit__path"))
    )
    newer = QuizOverride.objects.unscoped("superseded by a newer one").filter(
        Q(officer=OuterRef("officer")) | Q(officer=None, unit=OuterRef("unit")),
        quiz_key=OuterRef("quiz_key"),
        pk__gt=OuterRef("pk"),
    )
    return (
        QuizOverride.objects.unscoped("of one officer, whom the caller holds")
        .filter(Q(officer=officer) | Exists(posted), quiz_key=quiz_key, withdrawn=False)
        .filter(~Exists(newer))
        .order_by(F("officer").asc(nulls_last=True), Length("unit__path").desc(), "-pk")
    )
