"""One officer: postings, courses, attempts, certificates, and what happened when."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.domain import appoint
from accounts.models import Role
from assessments.models import Attempt, AttemptResult, QuizVersion
from certificates.models import Certificate, CertificateEvent
from enrolments.domain import enrol
from enrolments.models import Enrolment
from enrolments.queries import context_key
from tests.factories.enrolments import OutlineFactory, on_course

pytestmark = pytest.mark.django_db


def page(client, person, language="en") -> str:
    html = client.get(f"/{language}/coordination/people/{person.public_id}/").content.decode()
    assert html.count("<h1") == 1
    return " ".join(re.sub(r"<[^>]+>", " ", html.split('<main id="main"')[1]).split())


def certificate(enrolment: Enrolment, number: str, *, expires_on: date | None = None) -> Certificate:
    return Certificate.objects.create(
        number=number,
        officer=enrolment.officer,
        enrolment=enrolment,
        course_key=enrolment.course_key,
        expires_on=expires_on,
        snapshot={"course_title": "Etkin mağdur tespiti"},
    )


def attempt(enrolment: Enrolment, number: int, percent: str, *, passed: bool) -> None:
    version, _new = QuizVersion.objects.get_or_create(
        quiz_key=enrolment.course_key, number=1, defaults={"rules": {}, "digest": "d"}
    )
    made = Attempt.objects.create(
        officer=enrolment.officer,
        quiz_version=version,
        quiz_key=version.quiz_key,
        context_key=context_key(enrolment),
        number=number,
        language="tr",
        submitted_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    )
    for step, value in enumerate(("1", percent), 1):  # a corrected mark: the newest result counts
        AttemptResult.objects.create(
            attempt=made, number=step, points=1, max_points=1, percent=Decimal(value), passed=passed and step == 2
        )


def test_facts_postings_and_courses_stand_on_one_page(as_coordinator, country, people, outline):
    appoint(user=people.fatih, unit=country.sisli, role=Role.OFFICER, by=None, starts_on=date(2026, 3, 1))
    on_course(people.fatih, outline, "in_progress", due_on=date(2100, 1, 31))
    text = page(as_coordinator(), people.fatih)
    for words in (
        "Komiser Yardımcısı Mehmet ÇELİK",
        people.fatih.service_number,
        "Sisli EGM-34-02",
        "Effective victim identification",
        "in progress",
        "1 of 3 lessons",
        "31 January 2100",
        "Fatih 1 January 2025 1 March 2026",
        "Sisli 1 March 2026 today",
    ):
        assert words in text, words


def test_attempts_show_number_day_percent_and_outcome(as_coordinator, people, outline):
    enrolment = on_course(people.fatih, outline)
    attempt(enrolment, 1, "62.50", passed=False)
    attempt(enrolment, 2, "90.00", passed=True)
    text = page(as_coordinator(), people.fatih)
    assert "62.50% not passed 2 " in text
    assert "90% passed" in text


def test_attempts_made_elsewhere_are_not_mixed_in(as_coordinator, people, outline):
    enrolment = on_course(people.fatih, outline)
    other = on_course(people.sisli, outline)
    attempt(other, 1, "11.00", passed=False)
    assert "11%" not in page(as_coordinator(), people.fatih)
    assert context_key(enrolment) != context_key(other)


def test_certificates_show_what_they_are_worth_today(as_coordinator, people, outline):
    today = timezone.localdate()
    for number, days in (("TANI-1", 30), ("TANI-2", -1), ("TANI-3", 30)):
        made = certificate(
            on_course(people.fatih, OutlineFactory(), "completed"), number, expires_on=today + timedelta(days=days)
        )
        CertificateEvent.objects.create(certificate=made, kind="issued")
    CertificateEvent.objects.create(certificate=made, kind="revoked", reason="x")
    text = page(as_coordinator(), people.fatih)
    for number, status in (("TANI-1", "valid"), ("TANI-2", "expired"), ("TANI-3", "revoked")):
        assert re.search(rf"{number} Etkin mağdur tespiti [^|]{{0,60}} {status}", text), number


def test_what_happened_is_told_from_the_end_with_who_did_it(as_coordinator, people, outline, country):
    boss = as_coordinator()
    from accounts.models import User

    by = User.objects.get(pk=boss.session["_auth_user_id"])
    enrolment = enrol(officer=people.fatih, course_key=outline.course_key, by=by, due_on=date(2100, 1, 31))
    on_course(people.fatih, outline, "completed")
    CertificateEvent.objects.create(certificate=certificate(enrolment, "TANI-9"), kind="issued")
    text = page(boss, people.fatih).split("What happened when")[1]
    steps = [
        "TANI-9: issued the system",
        "Effective victim identification: completed",
        "Effective victim identification: started",
        "Effective victim identification: enrolled",
    ]
    assert [text.index(step) for step in steps] == sorted(text.index(step) for step in steps)
    assert f"due 31 January 2100 · {by.formal_name}" in text


def test_an_officer_on_no_course_has_a_page_that_says_what_to_do(as_coordinator, people):
    assert "On no course yet. Enrol people" in page(as_coordinator(), people.fatih)


def test_the_page_costs_the_same_for_one_and_for_three_courses(
    as_coordinator, people, outline, django_assert_num_queries
):
    client = as_coordinator()
    address = f"/tr/coordination/people/{people.fatih.public_id}/"
    on_course(people.fatih, outline)
    client.get(address)
    # session, person, scope, officer, postings, attempts, enrolments, progress, certificates, events of both kinds
    with django_assert_num_queries(11):
        client.get(address)
    for _n in range(2):
        attempt(on_course(people.fatih, OutlineFactory(), "in_progress"), 1, "50", passed=False)
    client.get(address)
    with django_assert_num_queries(11):
        client.get(address)


@pytest.mark.parametrize("public_id", ["unknown", "0", "a" * 300, "-"])
def test_unknown_people_are_a_page_that_does_not_exist(as_coordinator, public_id):
    assert as_coordinator().get(f"/tr/coordination/people/{public_id}/").status_code == 404
