"""The officer's screens as plain HTML: reading, answering, coming back."""

import pytest
from django.urls import reverse

from courses.models import CoursePage, LessonPage
from enrolments import domain
from enrolments.models import ActivityCompletion, Enrolment, ResumePoint
from tests.factories import UnitFactory, officer_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(officer, outline) -> Enrolment:
    return domain.enrol(officer=officer, course_key=outline.course_key, by=officer)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def answer(client, lesson: str, response, places, block=None, language="tr"):
    """Send the first open question of the lesson page with these places."""
    form = response.content.decode()
    question = form.split('name="question" value="')[1].split('"')[0]
    block = form.split('name="block" value="')[1].split('"')[0]
    return client.post(
        f"/{language}/learn/m1/{lesson}/check/", {"block": block, "question": question, "choice": places}, follow=True
    )


def test_enrolling_leads_to_the_task_list(signed_in, outline):
    response = signed_in.post("/tr/learn/m1/enrol/", follow=True)
    assert response.redirect_chain[-1][0] == "/tr/learn/m1/"
    assert "Işık tutmak" in response.content.decode()
    assert "İlk görüşme" in response.content.decode()


def test_my_learning_says_what_is_left(signed_in, enrolment):
    page = signed_in.get("/tr/learn/").content.decode()
    assert "Işık tutmak" in page
    assert "45" in page


def test_my_learning_without_a_course_says_what_to_do(signed_in):
    assert signed_in.get("/en/learn/").status_code == 200
    assert "not on a course yet" in signed_in.get("/en/learn/").content.decode()


def test_reading_to_the_end_marks_the_lesson_and_goes_on(signed_in, enrolment):
    response = signed_in.post("/tr/learn/m1/l1/done/")
    assert response.url == "/tr/learn/m1/l2/"
    assert ActivityCompletion.objects.filter(enrolment=enrolment, activity_id="read").count() == 1
    assert signed_in.post("/tr/learn/m1/l2/done/").url == "/tr/learn/m1/"


def test_a_wrong_check_explains_and_may_be_tried_again(signed_in, enrolment):
    page = signed_in.get("/en/learn/m1/l1/")
    assert "Why: How many elements" not in page.content.decode()
    after = answer(signed_in, "l1", page, ["1"], language="en").content.decode()
    assert "Not right" in after
    assert "Why: How many elements" in after
    assert "Try again" in after


def test_a_check_is_an_activity_whether_right_or_wrong(signed_in, enrolment):
    answer(signed_in, "l1", signed_in.get("/tr/learn/m1/l1/"), ["1"])
    assert ActivityCompletion.objects.filter(enrolment=enrolment).exclude(activity_id="read").count() == 1


def test_no_answer_chosen_says_so_and_keeps_the_page(signed_in, enrolment):
    after = answer(signed_in, "l1", signed_in.get("/en/learn/m1/l1/"), [], language="en")
    assert "Choose an answer first" in after.content.decode()


def test_the_scenario_opens_decision_by_decision_for_the_officers_own_force(signed_in, enrolment):
    page = signed_in.get("/en/learn/m1/l2/")
    text = page.content.decode()
    assert "A man carries four passports" in text
    assert "The women are in the room now" not in text
    assert "The team spoke with the women apart" not in text
    second = answer(signed_in, "l2", page, ["1"], language="en")
    assert "The women are in the room now" in second.content.decode()
    last = answer(signed_in, "l2", second, ["2"], language="en").content.decode()
    assert "The team spoke with the women apart" in last
    assert "Asking in front of the man" in last
    assert ActivityCompletion.objects.filter(enrolment=enrolment).count() == 1


def test_another_forces_part_can_be_read_too(signed_in, enrolment):
    assert "three teenagers" in signed_in.get("/en/learn/m1/l2/?agency=coast_guard").content.decode()


def test_continue_leads_to_the_block_where_the_officer_left_on_another_device(signed_in, enrolment, client, officer):
    page = signed_in.get("/tr/learn/m1/l1/").content.decode()
    block = page.split('data-block="')[3].split('"')[0]
    assert signed_in.post("/tr/learn/m1/l1/place/", {"block": block}).status_code == 204
    assert ResumePoint.objects.get(enrolment=enrolment).block_id == block
    other = type(client)()
    other.force_login(officer)
    assert other.get("/tr/learn/m1/continue/").url == f"/tr/learn/m1/l1/#b-{block}"


def test_switching_the_language_shows_the_same_lesson_with_the_same_answers(signed_in, enrolment):
    answer(signed_in, "l1", signed_in.get("/tr/learn/m1/l1/"), ["1"])
    english = signed_in.get("/en/learn/m1/l1/").content.decode()
    assert "Three elements" in english
    assert "Why: How many elements" in english


def test_a_missing_translation_is_a_clear_page_with_the_languages_there_are(signed_in, enrolment):
    response = signed_in.get("/ar/learn/m1/l1/")
    assert response.status_code == 404
    text = response.content.decode()
    assert 'dir="rtl"' in text
    assert "/tr/learn/m1/" in text
    assert "/en/learn/m1/" in text


@pytest.mark.parametrize("path", ["/tr/learn/nowhere/", "/tr/learn/m1/l9/"])
def test_an_unknown_course_or_lesson_is_not_found(signed_in, enrolment, path):
    assert signed_in.get(path).status_code == 404


def test_a_lesson_without_enrolment_leads_to_the_course(signed_in, outline):
    response = signed_in.get("/en/learn/m1/l1/", follow=True)
    assert response.redirect_chain[0][0] == "/en/learn/m1/"
    assert response.status_code == 200


def test_the_course_page_of_someone_not_enrolled_is_the_public_one(signed_in, outline):
    assert signed_in.get("/tr/learn/m1/").url == CoursePage.objects.get(code="m1", locale__language_code="tr").url


def test_a_question_of_another_lesson_is_refused(signed_in, enrolment):
    page = signed_in.get("/tr/learn/m1/l1/").content.decode()
    block = page.split('name="block" value="')[1].split('"')[0]
    data = {"block": block, "question": "7c0f6f66-0000-4000-8000-000000000000", "choice": ["1"]}
    assert signed_in.post("/tr/learn/m1/l1/check/", data).status_code == 404


@pytest.mark.parametrize("path", ["/tr/learn/", "/tr/learn/m1/", "/tr/learn/m1/l1/", "/tr/learn/m1/continue/"])
def test_strangers_are_asked_to_sign_in_and_come_back(client, outline, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response.url == f"/tr/accounts/login/?next={path}"


@pytest.mark.parametrize("where", ["same unit", "sibling unit"])
def test_colleagues_see_their_own_state_and_not_mine(client, unit, enrolment, where):
    place = unit if where == "same unit" else UnitFactory(code="EGM-06")
    client.force_login(officer_in(place))
    assert "Işık tutmak" not in client.get("/tr/learn/").content.decode()
    assert client.get("/tr/learn/m1/continue/").status_code == 404
    assert client.post("/tr/learn/m1/l1/done/").status_code == 404
    assert ActivityCompletion.objects.filter(enrolment=enrolment).count() == 0


def test_the_lesson_page_costs_a_fixed_handful_of_queries(signed_in, enrolment, django_assert_num_queries):
    signed_in.get("/tr/learn/m1/l1/")  # renders the body once and notes the place
    with django_assert_num_queries(7):
        signed_in.get("/tr/learn/m1/l1/")


def test_no_byte_of_a_lesson_tells_the_right_answer(signed_in, enrolment, outline):
    LessonPage.objects.get(code="l1", locale__language_code="tr")
    for lesson in ("l1", "l2"):
        text = signed_in.get(f"/tr/learn/m1/{lesson}/").content.decode()
        assert "Gerekçe:" not in text
        assert "correct" not in text


def test_a_withdrawn_quiz_says_so(signed_in, enrolment):
    from assessments.models import Quiz

    Quiz.objects.get(code="m1-final", locale__language_code="tr").unpublish()
    response = signed_in.post(reverse("learn:quiz", args=["m1"]), follow=True)
    assert response.status_code == 200
