"""A question inside a lesson is answered and judged at once, for practice; every try is kept."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from assessments import kinds
from assessments.domain.errors import NotAnswered, NotDrawn
from assessments.models import CheckResponse, QuestionVersion
from assessments.signals import check_answered

ROUNDS = 5


def answer_check(
    *,
    officer: User,
    question_key: UUID,
    context_key: str,
    places: Sequence[int],
    language: str,
    version: int | None = None,
) -> CheckResponse:
    """Judge and keep an answer. `places` are 1-based places in the authored order of options; `version` is the one
    that was shown (CheckView.version), the newest when not given.

    The same answer again yields the row that is there. Raises NotAnswered or NotDrawn. Sends `check_answered` after
    commit.
    """
    asked = _version(question_key, version)
    answer = _answer(asked, places)
    for _round in range(ROUNDS):
        try:
            with transaction.atomic():
                response = _keep(officer, asked, context_key, answer, language)
                transaction.on_commit(
                    partial(check_answered.send, sender=CheckResponse, response=response), robust=True
                )
                return response
        except IntegrityError as error:
            lost = error
    raise lost


def _version(question_key: UUID, number: int | None) -> QuestionVersion:
    versions = QuestionVersion.objects.filter(question_key=question_key).order_by("-number")
    found = (versions.filter(number=number) if number else versions).first()
    if found is None:
        raise NotDrawn
    return found


def _answer(version: QuestionVersion, places: Sequence[int]) -> kinds.Answer:
    options = version.structure["options"]
    if not places:
        raise NotAnswered
    if not set(places) <= set(range(1, len(options) + 1)):
        raise NotDrawn
    answer: kinds.Answer = {"chosen": [option for place, option in enumerate(options, start=1) if place in places]}
    try:
        kinds.get(version.kind).validate(version.structure, answer)
    except kinds.InvalidAnswer as error:
        raise NotDrawn from error
    return answer


def _keep(
    officer: User, version: QuestionVersion, context_key: str, answer: kinds.Answer, language: str
) -> CheckResponse:
    newest = (
        CheckResponse.objects.of(officer)
        .filter(context_key=context_key, question_version=version)
        .order_by("-sequence")
        .first()
    )
    if newest is not None and newest.answer == answer:
        return newest
    return CheckResponse.objects.create(
        officer=officer,
        context_key=context_key,
        question_version=version,
        sequence=newest.sequence + 1 if newest else 1,
        answer=answer,
        correct=kinds.get(version.kind).mark(version.structure, answer) >= version.structure["points"],
        language=language,
    )
