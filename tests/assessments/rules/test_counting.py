"""Which attempt counts, and that practice never does."""

from decimal import Decimal

import pytest

from assessments.domain import (
    NoAttemptsLeft,
    submit,
)
from assessments.models import AttemptResult
from assessments.queries.recomputing import recompute
from tests.assessments.rules.given import become, finish, stands
from tests.factories import UserFactory
from tests.factories.assessments import (
    begin,
    published_quiz,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("counting", "percent", "passed"), [("best", 100, True), ("last", 0, False), ("mean", Decimal("50"), False)]
)
def test_best_last_or_mean_counts(counting, percent, passed):
    officer, quiz = UserFactory(), published_quiz(questions=2, draw=2, counting=counting)
    finish(officer, quiz)
    finish(officer, quiz, wrong=2)
    stand = stands(officer, quiz)
    assert stand.percent == percent
    assert stand.passed is passed


def test_practice_never_passes():
    officer, quiz = UserFactory(), published_quiz(mode="practice")
    finish(officer, quiz)
    assert stands(officer, quiz).percent == 100
    assert not stands(officer, quiz).passed


@pytest.mark.parametrize("counting", ["best", "last", "mean"])
def test_what_was_done_as_practice_never_counts_not_even_when_the_quiz_is_no_practice_any_more(counting):
    officer, quiz = UserFactory(), published_quiz(mode="practice", counting=counting, questions=2, draw=2, attempts=0)
    finish(officer, quiz)
    become(quiz, "standard")
    assert not stands(officer, quiz).passed
    assert stands(officer, quiz).percent is None
    assert [(each.percent, each.passed, each.practice) for each in stands(officer, quiz).tries] == [(100, False, True)]
    finish(officer, quiz, wrong=1)
    assert stands(officer, quiz).percent == 50
    assert not stands(officer, quiz).passed
    finish(officer, quiz)
    assert stands(officer, quiz).passed is (counting != "mean")


def test_practice_uses_up_no_attempts_of_the_quiz_it_becomes():
    officer, quiz = UserFactory(), published_quiz(mode="practice", attempts=1)
    submit(attempt=begin(officer, quiz))
    assert stands(officer, quiz).left == 0
    become(quiz, "standard")
    assert stands(officer, quiz).left == 1
    submit(attempt=begin(officer, quiz))
    assert stands(officer, quiz).left == 0
    with pytest.raises(NoAttemptsLeft):
        begin(officer, quiz)


def test_what_was_passed_stays_passed_when_the_quiz_becomes_practice():
    officer, quiz = UserFactory(), published_quiz(questions=2, draw=2)
    finish(officer, quiz)
    become(quiz, "practice")
    finish(officer, quiz, wrong=2)
    assert stands(officer, quiz).passed
    assert stands(officer, quiz).percent == 100


def test_the_result_of_practice_is_no_pass_and_the_page_says_that_practice_is_finished(client):
    officer, quiz = UserFactory(), published_quiz(mode="practice", questions=3, draw=3)
    attempt = finish(officer, quiz, wrong=1)
    submit(attempt=finish(officer, quiz))
    assert list(AttemptResult.objects.values_list("passed", flat=True)) == [False, False]
    assert recompute().differences == []
    client.force_login(officer)
    page = client.get(f"/en/assessments/{attempt.public_id}/result/").content.decode()
    assert "<h1>Practice finished: 2 of 3</h1>" in page
    assert "does not count" in page
    assert not any(word in page for word in ("You passed", "You did not pass", "not passed", "Pass mark"))
