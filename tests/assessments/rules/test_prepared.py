"""Questions drawn ahead; the code asked for on the page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from assessments import domain
from assessments.models import Attempt, AttemptItem, PreparedDraw, QuizVersion
from tests.assessments.rules.given import MINUTE, override
from tests.factories import UserFactory
from tests.factories.assessments import (
    CONTEXT,
    begin,
    publish,
    published_quiz,
)

pytestmark = pytest.mark.django_db


def test_a_prepared_start_asks_what_was_drawn_and_uses_it_up(django_assert_num_queries):
    officer = UserFactory()
    quiz = published_quiz(questions=5, draw=3, prepare=True, opens_at=timezone.now() + timedelta(hours=1))
    (version,) = domain.quizzes_to_prepare()
    assert domain.prepare_draw(officer=officer, version=version, context_key=CONTEXT)
    assert not domain.prepare_draw(officer=officer, version=version, context_key=CONTEXT)
    prepared = PreparedDraw.objects.of(officer).get()
    override(quiz, officer=officer, opens_at=timezone.now() - MINUTE)
    attempt = begin(officer, quiz)
    items = AttemptItem.objects.filter(attempt=attempt).order_by("position")
    assert [[item.question_version_id, item.option_order, item.label] for item in items] == prepared.items
    assert not PreparedDraw.objects.of(officer).exists()


def test_draws_for_rules_that_no_longer_hold_are_not_used():
    officer = UserFactory()
    quiz = published_quiz(questions=5, draw=3, prepare=True, opens_at=timezone.now() + timedelta(hours=1))
    domain.prepare_draw(officer=officer, version=QuizVersion.objects.get(), context_key=CONTEXT)
    quiz.opens_at, quiz.pass_mark = timezone.now() - MINUTE, 50
    publish(quiz)
    assert begin(officer, quiz).quiz_version.rules["pass_mark"] == 50
    assert domain.forget_old_draws(quiz_key=quiz.translation_key) == 1


def test_a_withdrawn_quiz_is_not_prepared():
    quiz = published_quiz(questions=5, draw=3, prepare=True, opens_at=timezone.now() + timedelta(hours=1))
    assert len(domain.quizzes_to_prepare()) == 1
    quiz.unpublish()
    assert domain.quizzes_to_prepare() == []


def test_a_wrong_code_is_told_in_words_and_counted(site):
    from courses.queries import outline_by_code
    from enrolments.domain import enrol

    outline = outline_by_code("m1")
    officer = UserFactory()
    enrol(officer=officer, course_key=outline.course_key, by=officer)
    from assessments.models import Quiz

    quiz = Quiz.objects.get(translation_key=outline.outline["quiz"], locale__language_code="tr")
    quiz.access_code = "Kapı 5"
    publish(quiz)
    browser = Client()
    browser.force_login(officer)
    with translation.override("en"):
        address = reverse("learn:quiz", args=["m1"])
    for _try in range(5):
        page = browser.post(address, {"code": "nothing"}, follow=True).content.decode()
        assert "not the supervisor" in page
    assert "Too many codes" in browser.post(address, {"code": "Kapı 5"}, follow=True).content.decode()
    assert "Kapı 5" not in page
    assert not Attempt.objects.of(officer).exists()
