"""News goes out after the commit, and whoever cannot take it is not in the officer's way."""

import pytest
from django.db import OperationalError

from assessments.domain import answer_check, submit
from assessments.models import AttemptResult, CheckResponse
from assessments.signals import attempt_marked, check_answered
from tests.factories import UserFactory
from tests.factories.assessments import begin, choice, published_question, published_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def database_away():
    """As when it dies between the commit and a receiver."""

    def fail(**_news: object) -> None:
        raise OperationalError

    for signal in (attempt_marked, check_answered):
        signal.connect(fail)
    yield
    for signal in (attempt_marked, check_answered):
        signal.disconnect(fail)


def test_an_attempt_is_submitted_although_nobody_could_hear_of_it(database_away, django_capture_on_commit_callbacks):
    attempt = begin(UserFactory(), published_quiz())
    with django_capture_on_commit_callbacks(execute=True):
        submit(attempt=attempt)
    assert AttemptResult.objects.filter(attempt=attempt).count() == 1


def test_an_answer_in_a_lesson_is_kept_although_nobody_could_hear_of_it(
    database_away, django_capture_on_commit_callbacks
):
    officer, question = UserFactory(), published_question()
    with django_capture_on_commit_callbacks(execute=True):
        answer_check(
            officer=officer, question_key=question.translation_key, context_key="l:b", fields=choice(1), language="tr"
        )
    assert CheckResponse.objects.of(officer).count() == 1
