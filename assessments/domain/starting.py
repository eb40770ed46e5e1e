"""An attempt is begun. Constraints, not checks, make two tabs harmless."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import User
from assessments.domain.drawing import Drawn, draw
from assessments.domain.errors import (
    CodeNeeded,
    EmptyBank,
    NoAttemptsLeft,
    QuizClosed,
    QuizNotOpenYet,
    QuizNotPublished,
    TooSoon,
    WrongCode,
)
from assessments.domain.preparing import take_prepared
from assessments.models import Attempt, AttemptItem, Quiz, QuizVersion
from assessments.queries.attempts import ATTEMPT, attempt_of
from assessments.queries.terms import PRACTICE, override_in_force, override_of, own_mode, terms
from assessments.queries.wordings import newest_quiz_version
from common.compiled import Compiled
from common.text import fold

ROUNDS = 5  # a lost race is read again; each round somebody won


def start_attempt(*, officer: User, quiz_key: UUID, context_key: str, language: str, code: str = "") -> Attempt:
    """The officer's open attempt at this quiz in this context, or a new one with freshly drawn questions.

    `code` is the supervisor's, where the quiz asks for one. Raises a subclass of AttemptRefused. However many tabs ask
    at once, there is one open attempt: the constraint decides who made it and the others read it.
    """
    quiz_key = UUID(str(quiz_key))
    for _round in range(ROUNDS):
        rows = _attempts.rows(officer=officer.pk, quiz_key=quiz_key, context_key=context_key)
        attempts = [(attempt_of(row, officer), row[-1]) for row in rows]
        begun: Attempt | None = next((attempt for attempt, _mode in attempts if attempt.submitted_at is None), None)
        if begun is not None:
            return begun
        version = _open_version(officer, quiz_key, attempts, code)
        attempt = Attempt(
            officer=officer,
            quiz_version=version,
            quiz_key=version.quiz_key,
            context_key=context_key,
            number=len(attempts) + 1,
            language=language,
        )
        try:
            return _create(attempt, officer)
        except IntegrityError as error:
            lost = error
    raise lost


@Compiled
def _attempts(officer: Any, quiz_key: Any, context_key: Any) -> QuerySet[Any, Any]:
    return (
        Attempt.objects.unscoped("of one officer")
        .filter(officer_id=officer, quiz_key=quiz_key, context_key=context_key)
        .annotate(mode=own_mode("quiz_version"))
        .order_by("number")
        .values_list(*ATTEMPT, "mode")
    )


VERSION = tuple(field.attname for field in QuizVersion._meta.concrete_fields)


@Compiled
def _newest(officer: Any, quiz_key: Any, variant: Any) -> QuerySet[Any, Any]:
    """`variant`: the source language and today; postings are dated, and with them the overrides of units."""
    live = Quiz.objects.filter(translation_key=OuterRef("quiz_key"), live=True, locale__language_code=variant[0])
    return (
        newest_quiz_version(quiz_key)
        .annotate(live=Exists(live), now=Now(), override=override_in_force(officer, "quiz_key"))
        .values_list(*VERSION, "live", "now", "override")[:1]
    )


def _open_version(officer: User, quiz_key: UUID, attempts: list[tuple[Any, str]], code: str) -> QuizVersion:
    """The newest rules of a quiz that may be begun now. `attempts`: those before, each with its mode."""
    row = _newest.first(officer=officer.pk, quiz_key=quiz_key, variant=(settings.LANGUAGE_CODE, timezone.localdate()))
    live, now, override = row[-3:] if row else (False, None, None)
    if row is None or not live:
        raise QuizNotPublished
    version = QuizVersion.from_db("default", VERSION, row[: len(VERSION)])
    in_force = terms(version.rules, override_of(override))
    if in_force.not_yet(now):
        raise QuizNotOpenYet(in_force.opens_at)
    if in_force.over(now):
        raise QuizClosed(in_force.closes_at)
    using_up = [attempt for attempt, mode in attempts if in_force.practice or mode != PRACTICE]
    if in_force.attempts and len(using_up) >= in_force.attempts:
        raise NoAttemptsLeft
    again = in_force.again_from(attempts[-1][0].submitted_at if attempts else None)
    if again is not None and now < again:
        raise TooSoon(again)
    _check_code(version.rules.get("access_code", ""), code)
    return version


def _check_code(wanted: str, given: str) -> None:
    """The supervisor's code, whatever its case and blanks; compared in a time that says nothing."""
    if not wanted:
        return
    if not given.strip():
        raise CodeNeeded
    if not constant_time_compare(_bare(given), _bare(wanted)):
        raise WrongCode


def _bare(code: str) -> str:
    return fold("".join(code.split()))


def _create(attempt: Attempt, officer: User) -> Attempt:
    with transaction.atomic():
        drawn = _drawn(attempt, officer)
        if not drawn:
            raise EmptyBank
        attempt.save(force_insert=True)
        AttemptItem.objects.bulk_create(
            AttemptItem(
                attempt=attempt,
                position=position,
                question_version_id=item.version_id,
                option_order=item.option_order,
                label=item.label,
            )
            for position, item in enumerate(drawn, start=1)
        )
    return attempt


def _drawn(attempt: Attempt, officer: User) -> list[Drawn]:
    """What was drawn ahead for this officer, or a fresh draw."""
    rules = attempt.quiz_version.rules
    if rules.get("prepare"):
        prepared = take_prepared(officer=officer, quiz_version=attempt.quiz_version, context_key=attempt.context_key)
        if prepared:
            return prepared
    return draw(rules=rules, officer=officer)
