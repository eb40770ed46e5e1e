"""Other terms for one officer or for a unit and the units below it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments import domain
from assessments.domain import (
    NoAttemptsLeft,
    QuizClosed,
    TimeUp,
    grant_override,
    withdraw_override,
)
from assessments.models import QuizOverride
from common.models import AuditEvent
from tests.assessments.rules.given import MINUTE, ago, finish, override, stands
from tests.factories import InstitutionFactory, UnitFactory, UserFactory, officer_in
from tests.factories.assessments import (
    begin,
    published_quiz,
    save,
)

pytestmark = pytest.mark.django_db


def test_the_record_of_an_override_names_people_and_units_by_what_everybody_may_know():
    officer, unit, quiz = UserFactory(), UnitFactory(), published_quiz()
    override(quiz, officer=officer, extra_attempts=1)
    given = override(quiz, unit=unit, extra_attempts=1)
    withdraw_override(override=given, by=UserFactory(), reason="Yanlış birim")
    events = AuditEvent.objects.filter(action__startswith="override.").order_by("pk")
    whom = [event.data["whom"] for event in events]
    assert whom == [f"officer:{officer.public_id}", f"unit:{unit.code}", f"unit:{unit.code}"]


def test_extra_time_for_one_person():
    officer, other, quiz = UserFactory(), UserFactory(), published_quiz(time_limit=30, grace=0)
    attempts = [ago(begin(each, quiz), started_at=40 * MINUTE) for each in (officer, other)]
    override(quiz, officer=officer, extra_time=50)
    assert save(attempts[0], 1, 1)
    with pytest.raises(TimeUp):
        save(attempts[1], 1, 1)
    assert stands(officer, quiz).terms.minutes == 45


def test_a_units_override_reaches_the_units_below_and_the_persons_own_goes_first():
    institution = InstitutionFactory()
    province = UnitFactory(institution=institution)
    station = UnitFactory(institution=institution, parent=province)
    inside, outside = officer_in(station), officer_in(UnitFactory(institution=institution))
    quiz = published_quiz(time_limit=60)
    override(quiz, unit=province, extra_time=25)
    assert stands(inside, quiz).terms.minutes == 75
    assert stands(outside, quiz).terms.minutes == 60
    override(quiz, unit=station, extra_time=50)
    assert stands(inside, quiz).terms.minutes == 90
    override(quiz, officer=inside, extra_time=100)
    assert stands(inside, quiz).terms.minutes == 120


def test_the_newest_counts_and_a_withdrawn_one_no_longer():
    officer, quiz = UserFactory(), published_quiz(attempts=1)
    finish(officer, quiz)
    override(quiz, officer=officer, extra_attempts=2)
    newest = override(quiz, officer=officer, extra_attempts=1)
    assert stands(officer, quiz).left == 1
    withdraw_override(override=newest, by=UserFactory(), reason="Yanlış kişi")
    assert stands(officer, quiz).left == 0
    with pytest.raises(NoAttemptsLeft):
        begin(officer, quiz)
    assert QuizOverride.objects.of(officer).count() == 3


def test_a_closed_quiz_may_be_opened_for_one():
    officer, quiz = UserFactory(), published_quiz(closes_at=timezone.now() - MINUTE)
    with pytest.raises(QuizClosed):
        begin(officer, quiz)
    override(quiz, officer=officer, closes_at=timezone.now() + timedelta(hours=1))
    assert begin(officer, quiz)


@pytest.mark.parametrize("fields", [{}, {"extra_time": 25, "reason": " "}])
def test_an_override_needs_a_reason_and_a_change(fields):
    quiz = published_quiz()
    with pytest.raises(domain.OverrideRefused):
        grant_override(
            **{"quiz_key": quiz.translation_key, "officer": UserFactory(), "by": UserFactory(), "reason": "x", **fields}
        )
