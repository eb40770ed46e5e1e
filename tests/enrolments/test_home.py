"""The course home as a task list: what is done, what is next, what may be skipped, and one thing to do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.domain import start_attempt
from enrolments import domain
from enrolments.models import Enrolment, LessonCredit
from enrolments.queries import context_key, course_home
from tests.enrolments.test_domain import do_everything, sit_quiz
from tests.factories import UnitFactory, officer_in
from tests.factories.enrolments import OutlineFactory
from tests.factories.pages import course_page
from tests.factories.pretests import add_pretest, take_pretest

pytestmark = pytest.mark.django_db
HOME = "/en/learn/m1/"


@pytest.fixture
def enrolment(officer, site) -> Enrolment:
    outline = add_pretest()
    return domain.enrol(officer=officer, course_key=outline.course_key, by=officer)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def page(client, path: str = HOME) -> str:
    return client.get(path).content.decode()


def fresh(enrolment: Enrolment) -> Enrolment:
    return Enrolment.objects.of(enrolment.officer).select_related("outline", "officer").get(pk=enrolment.pk)


def state(enrolment: Enrolment) -> tuple[str, str]:
    home = course_home(fresh(enrolment), "en")
    return home.state, home.action


def set_fields(enrolment: Enrolment, **fields) -> None:
    Enrolment.objects.of(enrolment.officer).filter(pk=enrolment.pk).update(**fields)


def primaries(text: str) -> int:
    """Buttons that are neither secondary nor quiet, in the content."""
    return text.split("<main")[1].split("</main>")[0].count('class="button"')


def test_before_anything_the_pretest_is_offered_without_fear(signed_in, enrolment):
    text = page(signed_in)
    assert state(enrolment) == ("pretest", "lesson")
    assert "Do you know some of this already?" in text
    assert "Nobody can fail here" in text
    assert "No, begin the first lesson" in text
    assert "%" not in text.split('id="known"')[1].split("</section>")[0]
    assert primaries(text) == 1


def test_without_a_pretest_the_first_lesson_is_the_thing_to_do(signed_in, officer, outline):
    enrolment = domain.enrol(officer=officer, course_key=outline.course_key, by=officer)
    text = page(signed_in)
    assert state(enrolment) == ("new", "lesson")
    assert "Begin the first lesson" in text
    assert "pre-test" not in text.lower()
    assert primaries(text) == 1


def test_a_pretest_declined_stays_a_choice_until_the_lessons_are_done(signed_in, enrolment):
    signed_in.get("/en/learn/m1/l1/")
    text = page(signed_in)
    assert state(enrolment) == ("begun", "lesson")
    assert "Take the pre-test" in text
    assert "Continue where I left" in text
    assert primaries(text) == 1
    do_everything(enrolment)
    assert "Take the pre-test" not in page(signed_in)


def test_a_pretest_begun_is_gone_on_with(signed_in, enrolment):
    response = signed_in.post(f"{HOME}pretest/", follow=True)
    assert "/assessments/" in response.redirect_chain[-1][0]
    text = page(signed_in)
    assert state(enrolment) == ("begun", "pretest_open")
    assert "Go on with the pre-test" in text
    assert primaries(text) == 1


def test_what_it_showed_may_be_skipped_and_still_be_read(signed_in, enrolment):
    attempt = take_pretest(enrolment, knows={"l1"})
    text = page(signed_in)
    assert text.count("Skip this lesson") == 1
    assert f"/assessments/{attempt.public_id}/result/" in text
    after = signed_in.post(f"{HOME}l1/skip/", follow=True).content.decode()
    assert "You can still read it." in after
    assert "known (pre-test)" in after
    assert "Skip this lesson" not in after
    assert "1 of 2 lessons done" in after
    assert "known (pre-test)" in page(signed_in, f"{HOME}l1/")


def test_a_lesson_not_known_cannot_be_skipped(signed_in, enrolment):
    take_pretest(enrolment, knows=())
    text = signed_in.post(f"{HOME}l1/skip/", follow=True).content.decode()
    assert "please read it" in text
    assert not LessonCredit.objects.exists()
    assert signed_in.post(f"{HOME}l9/skip/").status_code == 404


def test_the_pretest_is_not_begun_twice(signed_in, enrolment):
    take_pretest(enrolment, knows=())
    text = signed_in.post(f"{HOME}pretest/", follow=True).content.decode()
    assert "You have taken the pre-test already" in text


def test_its_result_knows_no_pass_and_no_fail(signed_in, enrolment):
    attempt = take_pretest(enrolment, knows={"l1"})
    text = page(signed_in, f"/en/assessments/{attempt.public_id}/result/")
    assert "Right so far: 2 of 4" in text
    for word in ("Pass mark", "passed", "You did not pass", "Attempts left", "%<"):
        assert word not in text


def test_reading_on_goes_past_a_skipped_lesson(signed_in, enrolment):
    take_pretest(enrolment, knows={"l2"})
    signed_in.post(f"{HOME}l2/skip/")
    assert signed_in.post(f"{HOME}l1/done/").url == HOME


def test_continue_leads_past_a_lesson_skipped_since(signed_in, enrolment):
    signed_in.get(f"{HOME}l1/")
    take_pretest(enrolment, knows={"l1"})
    assert signed_in.get(f"{HOME}continue/").url == f"{HOME}l1/"
    signed_in.post(f"{HOME}l1/skip/")
    assert signed_in.get(f"{HOME}continue/").url == f"{HOME}l2/"


def test_all_read_leaves_the_quiz(signed_in, enrolment):
    do_everything(enrolment)
    text = page(signed_in)
    assert state(enrolment) == ("read", "quiz")
    assert "What is left is the final quiz" in text
    assert "Attempts left" in text
    assert primaries(text) == 1


def test_an_open_quiz_goes_before_everything(signed_in, enrolment):
    quiz_key = enrolment.outline.outline["quiz"]
    key = context_key(enrolment)
    start_attempt(officer=enrolment.officer, quiz_key=quiz_key, context_key=key, language="en")
    text = page(signed_in)
    assert state(enrolment)[1] == "quiz_open"
    assert "Go on with the quiz" in text
    assert primaries(text) <= 1


def test_used_up_attempts_say_whom_to_ask(signed_in, enrolment, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        do_everything(enrolment)
        sit_quiz(enrolment, right=False)
        sit_quiz(enrolment, right=False)
    text = page(signed_in)
    assert state(enrolment) == ("failed", "")
    assert "speak to your coordinator" in text
    assert primaries(text) == 0


AFTER = [(3, "completed", "My documents"), (22, "renew", "is valid until"), (25, "expired", "was valid until")]


@pytest.mark.parametrize(("months", "said", "shown"), AFTER)
def test_after_completion_the_certificate_and_later_its_renewal(signed_in, enrolment, months, said, shown):
    done_at = timezone.now() - timedelta(days=months * 30.5)
    set_fields(enrolment, started_at=done_at, completed_at=done_at)
    text = page(signed_in)
    assert state(enrolment) == (said, "")
    assert shown in text
    assert primaries(text) == 1
    if said != "completed":
        again = signed_in.post(f"{HOME}enrol/", follow=True).content.decode()
        assert "Do you know some of this already?" in again
        assert Enrolment.objects.of(enrolment.officer).count() == 2


def test_a_passed_due_date_is_said(signed_in, enrolment):
    set_fields(enrolment, due_on=timezone.localdate() - timedelta(days=1))
    assert "overdue" in page(signed_in)
    set_fields(enrolment, due_on=timezone.localdate() + timedelta(days=1))
    assert "overdue" not in page(signed_in)


def test_minutes_left_shrink_with_every_part(signed_in, enrolment):
    before = course_home(enrolment, "en").progress.minutes_left
    lesson = enrolment.outline.outline["lessons"][0]
    domain.complete_activity(enrolment=enrolment, lesson_key=lesson["key"], activity_id=lesson["activities"][1]["id"])
    after = course_home(enrolment, "en").progress
    assert 0 < after.minutes_left < before
    assert after.lessons[0].state == "begun"


@pytest.mark.parametrize("place", ["same unit", "sibling unit"])
@pytest.mark.parametrize("path", [f"{HOME}pretest/", f"{HOME}l1/skip/"])
def test_nobody_elses_pretest_can_be_begun_or_used(client, unit, enrolment, place, path):
    take_pretest(enrolment, knows={"l1"})
    client.force_login(officer_in(unit if place == "same unit" else UnitFactory(code="EGM-06")))
    assert client.post(path).status_code == 404
    assert not LessonCredit.objects.exists()


@pytest.mark.parametrize("path", [f"{HOME}pretest/", f"{HOME}l1/skip/"])
def test_strangers_are_asked_to_sign_in(client, enrolment, path):
    assert "/accounts/login/" in client.post(path).url
    assert client.get(path).status_code in (302, 405)


@pytest.mark.parametrize("lessons", [1, 3])
def test_the_home_costs_the_same_however_many_lessons(signed_in, officer, site, lessons, django_assert_num_queries):
    course = course_page("x9", lessons=lessons)
    outline = OutlineFactory(course_key=course.translation_key, code="x9", lessons=lessons)
    domain.enrol(officer=officer, course_key=outline.course_key, by=officer)
    signed_in.get("/tr/learn/x9/")
    with django_assert_num_queries(6):
        signed_in.get("/tr/learn/x9/")
