"""Other terms of a quiz: given and taken back by those who oversee the person, with a reason, and nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessments.domain import submit
from assessments.models import Quiz, QuizOverride
from assessments.queries import standing
from courses.queries import outline_by_code
from enrolments.domain import enrol, evaluate
from enrolments.models import Enrolment
from enrolments.queries import context_key
from tests.factories import InstitutionFactory, UnitFactory, coordinator_of, officer_in
from tests.factories.assessments import begin, publish

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def unit():
    return UnitFactory(institution=InstitutionFactory(), code="EGM-34-X")


@pytest.fixture
def officer(unit):
    officer = officer_in(unit)
    enrol(officer=officer, course_key=outline_by_code("m1").course_key, by=officer)
    return officer


@pytest.fixture
def quiz(db):
    key = outline_by_code("m1").outline["quiz"]
    return Quiz.objects.get(translation_key=key, locale__language_code="tr")


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def page_of(officer):
    return f"/en/coordination/people/{officer.public_id}/quizzes/"


def sent(asked, **fields):
    values = {"quiz": str(asked.translation_key), "extra_time": "50", "extra_attempts": "1", "reason": "Nöbet"}
    return values | fields


def of(officer):
    return QuizOverride.objects.of(officer)


@pytest.mark.parametrize("address", ["person", "unit"])
def test_only_who_oversees_gets_in(unit, officer, quiz, address):
    page = page_of(officer) if address == "person" else "/en/coordination/units/EGM-34-X/quizzes/"
    sibling = UnitFactory(institution=unit.institution)
    assert browser(coordinator_of(unit)).get(page).status_code == 200
    assert browser(coordinator_of(sibling)).get(page).status_code == 404
    for person in (officer, officer_in(unit), officer_in(sibling)):
        assert browser(person).get(page).status_code == 403
        assert browser(person).post(page, sent(quiz)).status_code == 403
    assert "/login/" in Client().get(page)["Location"]
    assert not QuizOverride.objects.unscoped("test").exists()


def test_granted_shown_and_taken_back_with_reasons(unit, officer, quiz):
    coordinator = coordinator_of(unit)
    client = browser(coordinator)
    page = client.post(page_of(officer), sent(quiz), follow=True).content.decode()
    assert "in force" in page
    assert "Nöbet" in page
    override = of(officer).get()
    assert (override.extra_time, override.extra_attempts, override.by) == (50, 1, coordinator)
    refused = client.post(page_of(officer), {"withdraw": override.public_id, "why": " "}, follow=True)
    assert "Say why" in refused.content.decode()
    client.post(page_of(officer), {"withdraw": override.public_id, "why": "Yanlış kişi"})
    assert of(officer).order_by("-pk").first().withdrawn
    assert "taken back" in client.get(page_of(officer)).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": ""}, "This field is required"),
        ({"extra_time": "0", "extra_attempts": "0"}, "nothing would change"),
        ({"extra_attempts": "99"}, "less than or equal to 5"),
        ({"opens_at": "2030-01-02T10:00", "closes_at": "2030-01-01T10:00"}, "close after it opens"),
        ({"quiz": "00000000-0000-0000-0000-000000000000"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(unit, officer, quiz, change, words):
    response = browser(coordinator_of(unit)).post(page_of(officer), sent(quiz, **change))
    assert response.status_code == 422
    html = response.content.decode()
    assert words in html
    assert change.get("reason", "Nöbet") in html
    assert not of(officer).exists()


def test_more_attempts_open_a_failed_enrolment_again(unit, officer, quiz):
    enrolment = Enrolment.objects.of(officer).get()
    key = context_key(enrolment)
    for _try in range(quiz.attempts):
        submit(attempt=begin(officer, quiz, context_key=key))
    evaluate(enrolment=enrolment)
    assert Enrolment.objects.of(officer).get().failed_at
    browser(coordinator_of(unit)).post(page_of(officer), sent(quiz))
    assert Enrolment.objects.of(officer).get().failed_at is None
    assert standing(officer=officer, quiz_key=quiz.translation_key, context_key=key).left == 1
    assert browser(officer).post("/en/learn/m1/quiz/").status_code == 302


@pytest.mark.parametrize(("more", "open_again"), [(1, True), (0, False)])
def test_dates_alone_open_a_failed_enrolment_again_where_attempts_are_left(unit, officer, quiz, more, open_again):
    """The quiz was given more attempts later, but had closed."""
    enrolment = Enrolment.objects.of(officer).get()
    for _try in range(quiz.attempts):
        submit(attempt=begin(officer, quiz, context_key=context_key(enrolment)))
    evaluate(enrolment=enrolment)
    quiz.attempts, quiz.closes_at = quiz.attempts + more, timezone.now() - timedelta(hours=1)
    publish(quiz)
    closes = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    browser(coordinator_of(unit)).post(page_of(officer), sent(quiz, closes_at=closes, extra_attempts="0"))
    assert (Enrolment.objects.of(officer).get().failed_at is None) is open_again


def test_a_units_terms_reach_its_officers(unit, officer, quiz):
    client = browser(coordinator_of(unit))
    closes = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    client.post("/en/coordination/units/EGM-34-X/quizzes/", sent(quiz, closes_at=closes, extra_attempts="0"))
    terms = standing(officer=officer, quiz_key=quiz.translation_key, context_key="x").terms
    assert terms.closes_at.strftime("%d") == (timezone.localtime() + timedelta(days=3)).strftime("%d")


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_for_one_and_three(unit, officer, quiz, rows, django_assert_num_queries):
    client = browser(coordinator_of(unit))
    for _row in range(rows):
        client.post(page_of(officer), sent(quiz))
    client.get(page_of(officer))
    with django_assert_num_queries(8):
        client.get(page_of(officer))
