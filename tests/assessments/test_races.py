"""Many tabs at once: the constraints leave one open attempt, one row a message, one result."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from assessments.domain import answer_check, freeze_question, submit
from assessments.models import Attempt, AttemptItem, AttemptResult, CheckResponse, Mark, QuestionVersion, Response
from tests.factories import UserFactory
from tests.factories.assessments import QuestionFactory, begin, choice, published_question, published_quiz, save

pytestmark = pytest.mark.django_db(transaction=True)
TABS = 12


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """Call `act` in as many threads as there are tabs, all released together."""
    gate = Barrier(TABS)

    def run(number: int) -> Any:
        try:
            gate.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(TABS) as pool:
        return list(pool.map(run, range(TABS)))


def test_one_open_attempt():
    officer, quiz = UserFactory(), published_quiz()
    attempts = at_once(lambda _number: begin(officer, quiz))
    assert len({attempt.pk for attempt in attempts}) == 1
    assert Attempt.objects.of(officer).count() == 1
    assert AttemptItem.objects.count() == 3


def test_answers_are_numbered_without_gaps_and_resends_are_one_row():
    attempt = begin(UserFactory(), published_quiz(questions=1, draw=1))

    def answer(number: int) -> Response:
        return save(attempt, 1, number % 3 + 1, client_key=f"key-{number % 6}")

    rows = at_once(answer)
    assert Response.objects.count() == len({row.pk for row in rows})
    clocks = sorted(Response.objects.values_list("clock", flat=True))
    assert clocks == list(range(1, len(clocks) + 1))


def test_one_result():
    attempt = begin(UserFactory(), published_quiz())
    results = at_once(lambda _number: submit(attempt=attempt))
    assert len({result.pk for result in results}) == AttemptResult.objects.count() == 1
    assert Mark.objects.count() == 3


def test_one_version():
    question = QuestionFactory(live=True)
    versions = at_once(lambda _number: freeze_question(question=question))
    assert len({version.pk for version in versions}) == QuestionVersion.objects.count() == 1


def test_one_row_for_a_double_click_in_a_lesson():
    officer, question = UserFactory(), published_question()
    at_once(
        lambda _number: answer_check(
            officer=officer, question_key=question.translation_key, context_key="l:b", fields=choice(1), language="tr"
        )
    )
    assert CheckResponse.objects.of(officer).count() == 1
