"""An attempt is begun and answered. Constraints, not checks, make two tabs or a resend harmless."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from accounts.models import User
from assessments import kinds
from assessments.domain.drawing import draw
from assessments.domain.errors import (
    AlreadySubmitted,
    EmptyBank,
    NoAttemptsLeft,
    NotDrawn,
    QuizClosed,
    QuizNotOpenYet,
    QuizNotPublished,
)
from assessments.models import Attempt, AttemptItem, Quiz, QuizVersion, Response
from assessments.queries.attempts import newest_response
from assessments.queries.standing import newest_rules, window
from assessments.queries.wordings import newest_quiz_version

ROUNDS = 5  # a lost race is read again; each round somebody won


def start_attempt(*, officer: User, quiz_key: UUID, context_key: str, language: str) -> Attempt:
    """The officer's open attempt at this quiz in this context, or a new one with freshly drawn questions.

    Raises a subclass of AttemptRefused. However many tabs ask at once, there is one open attempt: the constraint
    decides who made it and the others read it.
    """
    for _round in range(ROUNDS):
        attempts = list(
            Attempt.objects.of(officer).filter(quiz_key=quiz_key, context_key=context_key).order_by("number")
        )
        begun = next((attempt for attempt in attempts if attempt.submitted_at is None), None)
        if begun is not None:
            return begun
        version = _open_version(quiz_key, used=len(attempts))
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


def _open_version(quiz_key: UUID, *, used: int) -> QuizVersion:
    """The newest rules of a quiz that may be begun now."""
    live = Quiz.objects.filter(
        translation_key=OuterRef("quiz_key"), live=True, locale__language_code=settings.LANGUAGE_CODE
    )
    version = newest_quiz_version(quiz_key).annotate(live=Exists(live)).first()
    if version is None or not version.live:
        raise QuizNotPublished
    _check_window(version.rules, beginning=True)
    if version.rules["attempts"] and used >= version.rules["attempts"]:
        raise NoAttemptsLeft
    return version


def _check_window(rules: dict[str, Any], *, beginning: bool = False) -> None:
    when, now = window(rules), timezone.now()
    if beginning and when.not_yet(now):
        raise QuizNotOpenYet(when.opens_at)
    if when.over(now):
        raise QuizClosed(when.closes_at)


def _create(attempt: Attempt, officer: User) -> Attempt:
    drawn = draw(rules=attempt.quiz_version.rules, officer=officer)
    if not drawn:
        raise EmptyBank
    with transaction.atomic():
        attempt.save(force_insert=True)
        AttemptItem.objects.bulk_create(
            AttemptItem(
                attempt=attempt, position=position, question_version_id=item.version_id, option_order=item.option_order
            )
            for position, item in enumerate(drawn, start=1)
        )
    return attempt


def save_response(
    *, attempt: Attempt, position: int, places: Sequence[int], language: str, client_key: str = ""
) -> Response:
    """Keep an answer as it is given. `places` are the 1-based places of the chosen options as this attempt shows them.

    The answer that already counts, or a `client_key` seen before, yields the row that is there. Raises NotDrawn,
    AlreadySubmitted or QuizClosed.
    """
    for _round in range(ROUNDS):
        try:
            with transaction.atomic():
                return _save_response(attempt, position, places, language, client_key)
        except IntegrityError as error:
            lost = error
    raise lost


def _save_response(attempt: Attempt, position: int, places: Sequence[int], language: str, client_key: str) -> Response:
    item = _locked_item(attempt, position, client_key)
    if item.resent:
        return Response.objects.get(pk=item.resent)
    if item.attempt.submitted_at is not None:
        raise AlreadySubmitted
    _check_window(item.rules)
    answer = _answer(item, places)
    if item.current and item.current_answer == answer:
        return Response.objects.get(pk=item.current)
    return Response.objects.create(
        item_id=item.pk,
        sequence=(item.current_sequence or 0) + 1,
        client_key=client_key,
        answer=answer,
        language=language,
    )


def _locked_item(attempt: Attempt, position: int, client_key: str) -> Any:
    """The item with all an answer needs to know, in one query; the lock keeps the attempt from being submitted now."""
    resent = Response.objects.filter(item=OuterRef("pk"), client_key=client_key).exclude(client_key="")
    item = (
        AttemptItem.objects.select_for_update(of=("attempt",))
        .select_related("attempt", "question_version")
        .filter(attempt=attempt, position=position)
        .annotate(
            resent=Subquery(resent.values("pk")[:1]),
            current=newest_response("pk"),
            current_sequence=newest_response("sequence"),
            current_answer=newest_response("answer"),
            rules=newest_rules("attempt__quiz_key"),
        )
        .first()
    )
    if item is None:
        raise NotDrawn
    return item


def _answer(item: Any, places: Sequence[int]) -> kinds.Answer:
    """The chosen option ids in authored order, so that equal choices are equal answers."""
    structure = item.question_version.structure
    if not set(places) <= set(range(1, len(item.option_order) + 1)):
        raise NotDrawn
    chosen = {item.option_order[place - 1] for place in places}
    answer: kinds.Answer = {"chosen": [option for option in structure["options"] if option in chosen]}
    try:
        kinds.get(item.question_version.kind).validate(structure, answer)
    except kinds.InvalidAnswer as error:
        raise NotDrawn from error
    return answer
