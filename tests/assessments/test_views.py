"""An attempt in the browser, as plain forms: every page, every refusal, nobody but its officer."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from assessments import contexts
from assessments.domain import submit
from assessments.models import Mark, Response
from assessments.queries import item_view
from tests.factories import InstitutionFactory, UnitFactory, UserFactory, coordinator_of, officer_in
from tests.factories.assessments import (
    answer_all,
    begin,
    options,
    publish,
    published_question,
    published_quiz,
    save,
    translate,
)

pytestmark = pytest.mark.django_db
PAGES = ["overview", "question", "result"]


def url(name, attempt, *more, language="en"):
    with translation.override(language):
        return reverse(f"assessments:{name}", args=[attempt.public_id, *more])


def page(name, attempt):
    return url(name, attempt, 1) if name == "question" else url(name, attempt)


@pytest.fixture
def unit():
    return UnitFactory(institution=InstitutionFactory())


@pytest.fixture
def officer(unit):
    return officer_in(unit)


@pytest.fixture
def quiz():
    quiz = published_quiz(title="Sınav", draw=3)
    translate(quiz, title="Final quiz")
    return quiz


@pytest.fixture
def attempt(officer, quiz):
    return begin(officer, quiz)


@pytest.fixture
def browser(officer):
    client = Client()
    client.force_login(officer)
    return client


def chosen(attempt, position=1):
    options = item_view(attempt, position, "tr").ask["options"]
    return tuple(option["place"] for option in options if option["chosen"])


# --- whose attempt it is ---


@pytest.mark.parametrize("name", ["overview", "question", "result", "save", "submit"])
def test_an_attempt_is_its_officers_alone(attempt, unit, name):
    sibling = officer_in(UnitFactory(institution=unit.institution))
    for person in (officer_in(unit), sibling, coordinator_of(unit), UserFactory(is_superuser=True, is_staff=True)):
        client = Client()
        client.force_login(person)
        send = client.post if name in ("save", "submit") else client.get
        assert send(page(name, attempt), {"position": 1, "choice": 1}).status_code == 404
    assert not Response.objects.exists()
    assert not Mark.objects.exists()


@pytest.mark.parametrize("name", ["overview", "question", "result", "save", "submit"])
def test_a_stranger_is_asked_to_sign_in_and_comes_back(attempt, name):
    send = Client().post if name in ("save", "submit") else Client().get
    answer = send(page(name, attempt))
    assert answer.status_code == 302
    assert answer.url.startswith("/en/accounts/login/?next=")
    assert page(name, attempt) in answer.url


def test_an_answer_sent_after_the_session_ended_leads_back_to_its_question(attempt):
    answer = Client().post(url("question", attempt, 2), {"choice": 1})
    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={url('question', attempt, 2)}")
    assert not Response.objects.exists()


@pytest.mark.parametrize("name", ["overview", "question", "result"])
def test_an_attempt_that_never_was(browser, attempt, name):
    attempt.public_id = "nowhere"
    assert browser.get(page(name, attempt)).status_code == 404


@pytest.mark.parametrize("name", ["save", "submit"])
def test_reading_changes_nothing(browser, attempt, name):
    assert browser.get(page(name, attempt)).status_code == 405


# --- one question a page ---


def test_a_question_page_says_where_it_stands(browser, attempt):
    html = browser.get(url("question", attempt, 2)).content.decode()
    assert "Question 2 of 3" in html
    assert '<progress id="quiz-progress" max="3" value="2">' in html
    assert html.count("<h1") == 1
    assert html.count('type="radio"') == 3
    assert "Final quiz" in html


@pytest.mark.parametrize(
    ("position", "button", "leads_to"),
    [
        (1, "next", ("question", 2)),
        (2, "next", ("question", 3)),
        (3, "next", ("overview",)),
        (2, "previous", ("question", 1)),
        (1, "previous", ("overview",)),
        (1, "review", ("overview",)),
        (1, "elsewhere", ("overview",)),
    ],
)
def test_posting_saves_and_goes_where_the_button_says(browser, attempt, position, button, leads_to):
    answer = browser.post(url("question", attempt, position), {"choice": 2, "button": button})
    assert answer.status_code == 302
    assert answer.url == url(leads_to[0], attempt, *leads_to[1:])
    assert chosen(attempt, position) == (2,)


def test_going_on_without_an_answer_saves_nothing(browser, attempt):
    assert browser.post(url("question", attempt, 1), {"button": "next"}).url == url("question", attempt, 2)
    assert not Response.objects.exists()


def test_every_box_taken_away_again_is_an_answer_taken_back(browser, officer):
    quiz = published_quiz(questions=0)
    published_question(kind="multiple", parts=options("A", "B", right=(1, 2)))
    attempt = begin(officer, quiz)
    browser.post(url("question", attempt, 1), {"choice": [1, 2]})
    html = browser.get(url("question", attempt, 1)).content.decode()
    assert html.count("checked") == 2
    browser.post(url("question", attempt, 1), {"button": "next"})
    assert chosen(attempt) == ()


def test_the_choice_is_there_on_coming_back(browser, attempt):
    browser.post(url("question", attempt, 1), {"choice": 3})
    html = browser.get(url("question", attempt, 1)).content.decode()
    assert re.findall(r'value="(\d)" checked', html) == ["3"]


@pytest.mark.parametrize("position", [0, 4, 99])
def test_a_question_that_was_not_drawn(browser, attempt, position):
    assert browser.get(url("question", attempt, position)).status_code == 404
    answer = browser.post(url("question", attempt, position), {"choice": 1})
    assert answer.status_code == 404
    assert "does not belong to a question" in answer.content.decode()


@pytest.mark.parametrize("choice", ["0", "4", "x", "-1", "9" * 5000, "opt-1"])
def test_a_choice_that_was_not_offered(browser, attempt, choice):
    answer = browser.post(url("question", attempt, 1), {"choice": choice})
    assert answer.status_code == 404
    assert not Response.objects.exists()


# --- autosave ---


def test_autosave_answers_with_a_receipt(browser, attempt):
    message = {"position": 2, "choice": 3, "client_key": "k"}
    receipt = browser.post(url("save", attempt), message).json()
    assert receipt["saved"] is True
    assert receipt["clock"] == 1
    assert datetime.fromisoformat(receipt["at"]).tzinfo is not None
    assert set(receipt) == {"saved", "clock", "at"}
    assert browser.post(url("save", attempt), message).json() == receipt
    assert chosen(attempt, 2) == (3,)


def test_autosave_says_why_not(browser, attempt):
    answer = browser.post(url("save", attempt), {"position": 9, "choice": 1})
    assert (answer.status_code, answer.json()["saved"]) == (404, False)
    assert browser.post(url("save", attempt), {"choice": 1}).status_code == 404
    submit(attempt=attempt)
    answer = browser.post(url("save", attempt), {"position": 1, "choice": 1})
    assert answer.status_code == 409
    assert "already submitted" in answer.json()["error"]


def test_an_overlong_client_key_is_no_error(browser, attempt):
    answer = browser.post(url("save", attempt), {"position": 1, "choice": 1, "client_key": "k" * 999})
    assert answer.json()["saved"]


# --- check answers, submit, result ---


def test_the_overview_says_what_is_not_answered(browser, attempt):
    save(attempt, 1, 1)
    html = browser.get(url("overview", attempt)).content.decode()
    assert "1 of 3 questions answered" in html
    assert "<strong>2 questions are not answered.</strong>" in html
    assert html.count("tag tag--warn") == 2
    assert html.count("<h1") == 1


def test_a_complete_overview_warns_of_nothing(browser, attempt):
    answer_all(attempt)
    assert "notice--warn" not in browser.get(url("overview", attempt)).content.decode()


def test_submitting_leads_to_the_result_with_receipt(browser, attempt):
    answer_all(attempt, wrong=1)
    answer = browser.post(url("submit", attempt), follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain == [(url("result", attempt), 302)]
    assert "You did not pass" in html
    assert "2 of 3" in html
    assert "66.66%" in html
    assert html.count(">right</span>") == 2
    assert html.count(">wrong</span>") == 1
    assert attempt.public_id in html
    assert "Gerekçe" in html


def test_submitting_twice_is_one_submission(browser, attempt):
    answer_all(attempt)
    first = browser.post(url("submit", attempt), follow=True)
    second = browser.post(url("submit", attempt), follow=True)
    assert "You passed" in first.content.decode()
    assert second.status_code == 200
    assert attempt.results.count() == 1


def test_the_result_before_submitting_is_the_overview(browser, attempt):
    assert browser.get(url("result", attempt)).url == url("overview", attempt)


def test_a_submitted_attempt_shows_its_result_everywhere(browser, attempt):
    submit(attempt=attempt)
    assert browser.get(url("overview", attempt)).url == url("result", attempt)
    for answer in (
        browser.get(url("question", attempt, 1), follow=True),
        browser.post(url("question", attempt, 1), {"choice": 1}, follow=True),
    ):
        assert answer.redirect_chain[0][0] == url("result", attempt)
        assert "already submitted" in answer.content.decode()
    assert not Response.objects.exists()


def test_used_up_attempts_are_said(browser, officer):
    attempt = begin(officer, published_quiz(attempts=1))
    submit(attempt=attempt)
    assert "You have used all attempts" in browser.get(url("result", attempt)).content.decode()


def test_the_way_back_is_told_by_the_room_that_began_it(browser, officer, quiz):
    contexts.register("test", lambda identifier, *, language: contexts.ContextInfo(f"Course {identifier}", "/back/"))
    attempt = begin(officer, quiz, context_key="test:c1")
    assert '<a href="/back/">Course c1</a>' in browser.get(url("overview", attempt)).content.decode()
    submit(attempt=attempt)
    assert "Back to Course c1" in browser.get(url("result", attempt)).content.decode()
    assert contexts.describe("nobody:knows", language="en") is None


# --- closing ---


def test_a_closed_quiz_keeps_what_was_answered(browser, officer):
    quiz = published_quiz(closes_at=timezone.now() + timedelta(minutes=1))
    attempt = begin(officer, quiz)
    assert "This attempt ends on" in browser.get(url("question", attempt, 1)).content.decode()
    browser.post(url("question", attempt, 1), {"choice": 2})
    quiz.closes_at = timezone.now()
    publish(quiz)
    for answer in (
        browser.post(url("question", attempt, 1), {"choice": 1}),
        browser.get(url("question", attempt, 1)),
    ):
        assert answer.status_code == 409
        assert "Answers saved until then are kept" in answer.content.decode()
    assert browser.post(url("save", attempt), {"position": 1, "choice": 1}).status_code == 409
    assert chosen(attempt) == (2,)
    assert "they are kept: submit them" in browser.get(url("overview", attempt)).content.decode()
    assert browser.post(url("submit", attempt), follow=True).status_code == 200


# --- language ---


def test_the_language_may_change_in_the_middle(browser, officer):
    quiz = published_quiz(questions=0, title="Sınav")
    question = published_question(code="q1")
    translate(question, stem="In English?", parts=options("Right", "Wrong", "Maybe", ids="q1"))
    attempt = begin(officer, quiz)
    browser.post(url("question", attempt, 1, language="tr"), {"choice": 2})
    turkish = browser.get(url("question", attempt, 1, language="tr")).content.decode()
    english = browser.get(url("question", attempt, 1, language="en")).content.decode()
    assert question.stem in turkish
    assert "In English?" in english
    words = {"Doğru": "Right", "Yanlış": "Wrong", "Belki": "Maybe"}
    shown = [re.findall(r"<span>(\w+)</span></label>", html) for html in (turkish, english)]
    assert [words[text] for text in shown[0]] == shown[1]
    for html in (turkish, english):
        assert re.findall(r'value="(\d)" checked', html) == ["2"]


def test_a_missing_translation_is_shown_in_its_own_language(browser, attempt):
    html = browser.get(url("question", attempt, 1)).content.decode()
    assert "not translated yet" in html
    assert '<legend lang="tr"' in html


def test_every_page_in_every_language(browser, attempt):
    answer_all(attempt)
    for language in ("tr", "en", "ar"):
        assert browser.get(url("overview", attempt, language=language)).status_code == 200
        assert browser.get(url("question", attempt, 1, language=language)).status_code == 200
    submit(attempt=attempt)
    for language in ("tr", "en", "ar"):
        html = browser.get(url("result", attempt, language=language)).content.decode()
        assert html.count("<h1") == 1
