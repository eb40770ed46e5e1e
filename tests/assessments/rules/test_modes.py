"""Practice and examination: what is told when, also when the mode changes in mid attempt."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.domain import (
    AnswerFinal,
    submit,
)
from assessments.queries import item_feedback, result_view
from tests.assessments.rules.given import MINUTE, become, exam, finish, override
from tests.factories import UserFactory
from tests.factories.assessments import (
    begin,
    publish,
    published_quiz,
    save,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("mode", ["standard", "exam"])
def test_a_switch_to_practice_in_mid_attempt_tells_no_answers(client, mode):
    closes_at = timezone.now() + timedelta(hours=1)
    officer, quiz = UserFactory(), published_quiz(mode=mode, closes_at=closes_at, questions=2, draw=2)
    attempt = begin(officer, quiz)
    save(attempt, 1, 1)
    become(quiz, "practice")
    assert item_feedback(attempt, 1, "tr") is None
    client.force_login(officer)
    page = f"/en/assessments/{attempt.public_id}/1/"
    assert "Gerekçe" not in client.get(page).content.decode()
    shown = client.post(page, {"choice": 2, "button": "next"}, follow=True).content.decode()
    assert "Gerekçe" not in shown
    assert "Question 2" in shown
    assert save(attempt, 1, 3)  # not final
    attempt.refresh_from_db()
    submit(attempt=attempt)
    assert bool(result_view(attempt, "tr").items) is (mode == "standard")


def test_a_switch_away_from_practice_leaves_the_first_answers_final(client):
    officer, quiz = UserFactory(), published_quiz(mode="practice", questions=2, draw=2)
    attempt = begin(officer, quiz)
    save(attempt, 1, 1)
    become(quiz, "standard")
    with pytest.raises(AnswerFinal):
        save(attempt, 1, 2)
    client.force_login(officer)
    assert "Gerekçe" in client.get(f"/en/assessments/{attempt.public_id}/1/").content.decode()


@pytest.mark.parametrize("own", ["standard", "practice"])
def test_a_quiz_that_became_an_examination_holds_the_feedback_of_earlier_attempts_back(own):
    officer, quiz = UserFactory(), published_quiz(mode=own)
    attempt = finish(officer, quiz)
    become(quiz, "exam", closes_at=timezone.now() + timedelta(hours=1))
    assert result_view(attempt, "tr").items == ()
    become(quiz, "exam", closes_at=timezone.now() - MINUTE)
    assert len(result_view(attempt, "tr").items) == 3


def test_an_examination_whose_rules_were_eased_still_waits_for_the_closing_it_was_made_under():
    officer, quiz = UserFactory(), exam()
    attempt = finish(officer, quiz)
    become(quiz, "standard", closes_at=None)
    assert result_view(attempt, "tr").items == ()


def test_in_practice_the_first_answer_stands_and_is_judged_at_once(client):
    officer, quiz = UserFactory(), published_quiz(mode="practice", questions=2, draw=2, shuffle=False)
    attempt = begin(officer, quiz)
    client.force_login(officer)
    page = f"/en/assessments/{attempt.public_id}/1/"
    assert "Gerekçe" not in client.get(page).content.decode()
    shown = client.post(page, {"choice": 2, "button": "next"}, follow=True).content.decode()
    assert "Gerekçe" in shown
    assert 'name="choice"' not in shown
    with pytest.raises(AnswerFinal):
        save(attempt, 1, 1)
    assert item_feedback(attempt, 2, "tr") is None
    assert "Gerekçe" not in client.get(f"/en/assessments/{attempt.public_id}/2/").content.decode()


def test_an_examination_tells_the_score_at_once_and_what_was_right_when_it_closes():
    officer, quiz = UserFactory(), exam()
    attempt = finish(officer, quiz)
    before = result_view(attempt, "tr")
    assert before.passed
    assert before.items == ()
    assert before.feedback_at is not None
    quiz.closes_at = timezone.now() - MINUTE
    publish(quiz)
    assert len(result_view(attempt, "tr").items) == 3


def test_an_extension_for_one_holds_the_feedback_back_for_that_one():
    officer, other, quiz = UserFactory(), UserFactory(), exam()
    attempts = [finish(officer, quiz), finish(other, quiz)]
    override(quiz, officer=officer, closes_at=timezone.now() + timedelta(days=2))
    quiz.closes_at = timezone.now() - MINUTE
    publish(quiz)
    assert result_view(attempts[0], "tr").items == ()
    assert len(result_view(attempts[1], "tr").items) == 3
