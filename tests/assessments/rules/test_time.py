"""Waiting time, the supervisor’s code and the time limit, judged by the database’s clock."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from assessments.domain import (
    CodeNeeded,
    TimeUp,
    TooSoon,
    WrongCode,
    close_overdue,
    start_attempt,
)
from assessments.models import Attempt
from assessments.queries import result_view
from tests.assessments.rules.given import MINUTE, ago, finish, stands
from tests.factories import UserFactory
from tests.factories.assessments import (
    CONTEXT,
    begin,
    published_quiz,
    right_places,
    save,
)

pytestmark = pytest.mark.django_db


def test_the_next_attempt_waits(db):
    officer, quiz = UserFactory(), published_quiz(wait_minutes=60)
    first = finish(officer, quiz)
    with pytest.raises(TooSoon):
        begin(officer, quiz)
    assert stands(officer, quiz).again_from > timezone.now()
    ago(first, submitted_at=61 * MINUTE)
    assert stands(officer, quiz).again_from is None
    assert begin(officer, quiz).number == 2


@pytest.mark.parametrize("given", ["IĞDIR 7", "ığdır7", "  igdir 7 "])
def test_the_supervisors_code_opens_the_quiz_however_it_is_typed(given):
    quiz = published_quiz(access_code="Iğdır 7")
    start_attempt(officer=UserFactory(), quiz_key=quiz.translation_key, context_key=CONTEXT, language="tr", code=given)


@pytest.mark.parametrize(("given", "refusal"), [("", CodeNeeded), ("  ", CodeNeeded), ("Iğdır 8", WrongCode)])
def test_without_the_code_nothing_begins(given, refusal):
    quiz = published_quiz(access_code="Iğdır 7")
    officer = UserFactory()
    with pytest.raises(refusal):
        start_attempt(officer=officer, quiz_key=quiz.translation_key, context_key=CONTEXT, language="tr", code=given)
    assert not Attempt.objects.of(officer).exists()


def test_an_answer_after_the_time_is_refused_and_one_given_before_may_arrive_within_the_grace():
    officer, quiz = UserFactory(), published_quiz(time_limit=30, grace=10)
    attempt = ago(begin(officer, quiz), started_at=35 * MINUTE)
    with pytest.raises(TimeUp):
        save(attempt, 1, 1)
    assert save(attempt, 1, 1, clock=1, device="abcdefgh", client_key="k1", given_in_time=True).late
    attempt = ago(attempt, started_at=41 * MINUTE)
    with pytest.raises(TimeUp):
        save(attempt, 1, 2, clock=2, device="abcdefgh", client_key="k2", given_in_time=True)


@pytest.mark.parametrize("years", [-10, 10])
def test_the_clock_of_the_application_gives_no_time(years):
    officer, quiz = UserFactory(), published_quiz(time_limit=30, grace=0)
    over, running = begin(officer, quiz), begin(UserFactory(), quiz)
    over = ago(over, started_at=31 * MINUTE)
    with time_machine.travel(timezone.now() + timedelta(days=365 * years)):
        with pytest.raises(TimeUp):
            save(over, 1, 1)
        assert save(running, 1, 1)


def test_overdue_attempts_are_submitted_with_what_arrived_and_not_before_the_grace_is_over():
    officer, quiz = UserFactory(), published_quiz(questions=3, draw=3, time_limit=30, grace=10)
    attempt = begin(officer, quiz)
    save(attempt, 1, *right_places(attempt.items.select_related("question_version").get(position=1)))
    attempt = ago(attempt, started_at=39 * MINUTE)
    assert close_overdue() == 0
    attempt = ago(attempt, started_at=41 * MINUTE)
    assert close_overdue() == 1
    assert close_overdue() == 0
    attempt.refresh_from_db()
    assert attempt.ended_by == Attempt.End.TIME
    assert result_view(attempt, "tr").points == 1


def test_opening_an_overdue_attempt_submits_it(client):
    officer, quiz = UserFactory(), published_quiz(time_limit=30, grace=0)
    attempt = ago(begin(officer, quiz), started_at=31 * MINUTE)
    client.force_login(officer)
    response = client.get(f"/en/assessments/{attempt.public_id}/", follow=True)
    assert response.redirect_chain[-1][0].endswith("/result/")
    assert "The time was up" in response.content.decode()
