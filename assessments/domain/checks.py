"""A question inside a lesson is answered and judged at once, for practice; every try is kept."""

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from assessments import kinds
from assessments.domain.errors import NotAnswered, NotDrawn, refusal_of
from assessments.models import CheckResponse, QuestionVersion
from assessments.queries.checks import judged
from assessments.signals import check_answered

ROUNDS = 5


def answer_check(
    *,
    officer: User,
    question_key: UUID,
    context_key: str,
    fields: kinds.Fields,
    language: str,
    version: int | None = None,
) -> CheckResponse:
    """Judge and keep an answer. `fields` are those of the question's form, parts in authored order; `version` is the
    one that was shown (CheckView.version), the newest when not given.

    The same answer again yields the row that is there. Raises NotAnswered or NotDrawn. Sends `check_answered` after
    commit.
    """
    asked = _version(question_key, version)
    for _round in range(ROUNDS):
        try:
            with transaction.atomic():
                response = _keep(officer, asked, context_key, fields, language)
                _tell(response)
                return response
        except IntegrityError as error:
            lost = error
    raise lost


def _tell(response: CheckResponse) -> None:
    """After commit, and never in the officer's way. No `partial`: Django's log asks for the name of the function."""
    transaction.on_commit(lambda: check_answered.send(sender=CheckResponse, response=response), robust=True)


def _version(question_key: UUID, number: int | None) -> QuestionVersion:
    versions = QuestionVersion.objects.filter(question_key=question_key).order_by("-number")
    found = (versions.filter(number=number) if number else versions).first()
    if found is None:
        raise NotDrawn
    return found


def _keep(
    officer: User, version: QuestionVersion, context_key: str, fields: kinds.Fields, language: str
) -> CheckResponse:
    newest = (
        CheckResponse.objects.of(officer)
        .filter(context_key=context_key, question_version=version)
        .order_by("-sequence")
        .first()
    )
    kind, question = kinds.get(version.kind), kinds.Question(version.structure, version.key)
    before = _before(officer, version, context_key, kind, question) if kind.stepwise else {}
    answer = _answer(kind, question, fields, before)
    if newest is not None and newest.answer == answer:
        return newest
    return CheckResponse.objects.create(
        officer=officer,
        context_key=context_key,
        question_version=version,
        sequence=newest.sequence + 1 if newest else 1,
        answer=answer,
        correct=judged(kind, question, answer),
        language=language,
    )


def _before(
    officer: User, version: QuestionVersion, context_key: str, kind: kinds.Kind, question: kinds.Question
) -> kinds.Answer:
    """How far the officer has come at this place, in this version or in one whose steps are the same."""
    newest = (
        CheckResponse.objects.of(officer)
        .filter(context_key=context_key, question_version__question_key=version.question_key)
        .order_by("-pk")
        .first()
    )
    return newest.answer if newest and newest.answer and kind.fits(question, newest.answer) else {}


def _answer(kind: kinds.Kind, question: kinds.Question, fields: kinds.Fields, before: kinds.Answer) -> kinds.Answer:
    try:
        answer = _read(kind, question, fields, before)
    except kinds.InvalidAnswer as error:
        raise refusal_of(error) from error
    if not answer:
        raise NotAnswered
    return answer


def _read(kind: kinds.Kind, question: kinds.Question, fields: kinds.Fields, before: kinds.Answer) -> kinds.Answer:
    """A stepwise question goes on from the step before. Once finished it begins anew with a first step; any other
    step was sent twice.
    """
    order = kind.order(question.structure, None)
    if not kind.stepwise or not before or not kind.finished(question, before):
        return kind.read(question, order, fields, before)
    try:
        return kind.read(question, order, fields, {})
    except kinds.InvalidAnswer:
        return kind.read(question, order, fields, before)
