"""Attempts that lose nothing, in a real browser: no connection, a killed tab, two devices, a lost session, the end."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from assessments.domain import submit
from assessments.models import Attempt, Response
from assessments.queries import item_view
from tests.factories import UserFactory
from tests.factories.assessments import BankFactory, begin, published_question, published_quiz
from tests.factories.kinds import example, part

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SAVED = re.compile(r"Saved at \d\d:\d\d")
PASSWORD = "uzun-bir-deneme-sozu"


@pytest.fixture
def attempt() -> Attempt:
    return begin(UserFactory(email="memur@tani.example"), published_quiz(shuffle=False))


@pytest.fixture
def device(browser, live_server, attempt) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers of their own, each signed in as the officer of the attempt. Scripts must not break in any."""
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def make(person: Any = None, **settings: Any) -> BrowserContext:
        context = browser.new_context(
            base_url=live_server.url, locale="en-GB", timezone_id="Europe/Istanbul", accept_downloads=True, **settings
        )
        context.set_default_timeout(15_000)
        context.on("weberror", lambda error: broken.append(str(error.error)))
        contexts.append(context)
        recognise(context, person or attempt.officer, live_server.url)
        return context

    yield make
    for context in contexts:
        context.close()
    assert broken == []


def recognise(context: BrowserContext, person: Any, address: str) -> None:
    client = Client()
    client.force_login(person)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


def visit(context: BrowserContext, attempt: Attempt, position: int = 1) -> Page:
    """A question of the attempt with its paper fetched, so that the connection may go."""
    page = context.new_page()
    with page.expect_response("**/paper/"):
        page.goto(f"/en/assessments/{attempt.public_id}/{position}/")
    return page


@pytest.fixture
def page(device, attempt) -> Page:
    return visit(device(), attempt)


def status(page: Page) -> Locator:
    return page.locator("[data-part=status]")


def choose(page: Page, place: int) -> None:
    page.locator(f'input[name=choice][value="{place}"]').check()


def is_chosen(page: Page, place: int) -> None:
    expect(page.locator(f'input[name=choice][value="{place}"]')).to_be_checked()


def go(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).click()


def given(attempt: Attempt, position: int) -> list[int]:
    """Places of the answer that counts."""
    view = item_view(attempt, position, "tr")
    return [option["place"] for option in view.ask["options"] if option["chosen"]]


def time_left(attempt: Attempt, **left: float) -> None:
    """Date the start so that the time limit of 30 minutes ends in this."""
    started = timezone.now() - timedelta(minutes=30) + timedelta(**left)
    Attempt.objects.unscoped("test").filter(pk=attempt.pk).update(started_at=started)


# --- saving ---


def test_a_choice_is_saved_as_it_is_made(page, attempt):
    choose(page, 2)
    expect(status(page)).to_have_text(SAVED)
    with page.expect_response("**/sync/"):
        choose(page, 3)
    page.reload()
    is_chosen(page, 3)
    assert Response.objects.filter(item__attempt=attempt).count() == 2


def test_a_text_is_saved_while_it_is_typed(device, attempt):
    bank = BankFactory(slug="words")
    quiz = published_quiz(questions=0, draw=1, code="words", bank=bank)
    parts = [{"type": "accepted", "id": "a", "value": {"text": "Tehdit"}}]
    published_question(bank=bank, kind="short", parts=parts)
    attempt = begin(attempt.officer, quiz, context_key="enrolment:words")
    page = visit(device(), attempt)
    page.locator("main fieldset input[type=text]").press_sequentially("tehdit")
    expect(status(page)).to_have_text(SAVED)
    assert Response.objects.get(item__attempt=attempt).answer


def test_the_keyboard_alone_answers_and_goes_on(page, attempt):
    page.locator("input[name=choice]").first.focus()
    with page.expect_response("**/sync/"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_url(re.compile("/2/$"))
    expect(page).to_have_title(re.compile("Question 2 of 3"))
    assert given(attempt, 1) == [2]


# --- no connection ---


def test_two_questions_and_back_without_a_connection(page, attempt):
    page.context.set_offline(True)
    choose(page, 2)
    expect(status(page)).to_have_text("Waiting for a connection. Answers not sent yet: 1")
    go(page, "Save and go on")
    expect(page.locator("progress")).to_have_attribute("value", "2")
    choose(page, 3)
    expect(status(page)).to_have_text("Waiting for a connection. Answers not sent yet: 2")
    go(page, "Previous question")
    is_chosen(page, 2)
    go(page, "All questions")
    expect(page).to_have_url(re.compile(rf"/{attempt.public_id}/$"))
    expect(page.locator(".tag--ok")).to_have_count(2)
    expect(page.get_by_text("Questions answered: 2 of 3")).to_be_visible()
    go(page, "Submit my answers")
    expect(status(page)).to_contain_text("Not submitted")
    page.go_back()
    is_chosen(page, 2)
    assert not Response.objects.exists()
    page.context.set_offline(False)
    expect(status(page)).to_have_text(SAVED)
    assert (given(attempt, 1), given(attempt, 2)) == ([2], [3])
    assert (
        page.evaluate("localStorage.getItem(Object.keys(localStorage).find((k) => k.length > 20))").count('"key"') == 0
    )


def test_a_drill_says_that_it_needs_a_connection_and_is_there_with_one(device, mixed):
    page = visit(device(mixed.officer), mixed)
    page.context.set_offline(True)
    choose(page, 2)
    go(page, "Save and go on")
    expect(page.get_by_text("answered step by step and needs a connection")).to_be_visible()
    page.get_by_role("link", name="Next question").click()
    expect(page.locator("[data-ordering] .match__move").first).to_be_visible()
    page.locator("[data-ordering] .match__move:enabled").first.click()
    expect(status(page)).to_have_text("Waiting for a connection. Answers not sent yet: 2")
    go(page, "Previous question")
    page.context.set_offline(False)
    expect(status(page)).to_have_text(SAVED)
    page.get_by_role("link", name="Open this question").click()
    expect(page.get_by_role("button", name="Decide")).to_be_visible()
    page.get_by_role("link", name="All questions").click()
    expect(page.locator(".tag--ok")).to_have_count(2)


def test_a_killed_tab_with_unsent_answers_is_opened_again(page, attempt):
    page.context.set_offline(True)
    choose(page, 2)
    go(page, "Save and go on")
    choose(page, 3)
    context = page.context
    page.close()
    context.set_offline(False)
    page = visit(context, attempt, 2)
    is_chosen(page, 3)
    expect(status(page)).to_have_text(SAVED)
    assert (given(attempt, 1), given(attempt, 2)) == ([2], [3])


def test_where_the_paper_cannot_be_had_the_plain_buttons_work(device, attempt):
    page = device().new_page()
    page.route("**/paper/", lambda route: route.abort())
    page.goto(f"/en/assessments/{attempt.public_id}/1/")
    choose(page, 2)
    expect(status(page)).to_have_text(SAVED)
    with page.expect_navigation():
        go(page, "Save and go on")
    assert page.url.endswith("/2/")


def test_after_a_minute_without_success_the_answers_can_be_saved_as_a_file(device, attempt):
    context = device()
    context.clock.install()
    page = visit(context, attempt)
    expect(page.get_by_role("button", name="as a file")).to_be_hidden()
    context.set_offline(True)
    choose(page, 2)
    context.clock.run_for(62_000)
    with page.expect_download() as download:
        go(page, "Save my answers as a file")
    saved = json.loads(download.value.path().read_text())
    assert (saved["format"], saved["attempt"]) == ("tani-answers-1", attempt.public_id)
    assert [change["fields"] for change in saved["changes"]] == [{"choice": ["2"]}]


def test_another_persons_page_drops_what_waited(device, attempt, live_server):
    context = device()
    page = visit(context, attempt)
    context.route("**/sync/", lambda route: route.abort())
    choose(page, 2)
    expect(status(page)).to_contain_text("Waiting for a connection")
    page.close()
    other = begin(UserFactory(), published_quiz(questions=0, draw=3, code="other"))
    recognise(context, other.officer, live_server.url)
    page = visit(context, other)
    assert attempt.public_id not in page.evaluate("JSON.stringify(localStorage)")
    recognise(context, attempt.officer, live_server.url)
    context.unroute("**/sync/")
    visit(context, attempt)
    assert not Response.objects.exists()


@pytest.fixture
def mixed() -> Attempt:
    """A choice, a drill and lines to order, in this order."""
    bank = BankFactory(slug="mixed")
    questions = [
        published_question(bank=bank, stem="Hangisi?"),
        published_question(bank=bank, kind="drill", code="drill", parts=drill()),
        published_question(bank=bank, **example("ordering")),
    ]
    sections = [{"type": "fixed", "value": {"questions": [question.pk for question in questions]}, "id": "s"}]
    return begin(UserFactory(), published_quiz(questions=0, code="mixed", shuffle=False, sections=sections))


# --- two devices ---


def test_the_later_answer_of_another_device_counts_and_is_told(device, attempt):
    here, there = visit(device(), attempt), visit(device(), attempt)
    here.context.set_offline(True)
    choose(here, 1)
    for place in (2, 3):
        with there.expect_response("**/sync/"):
            choose(there, place)
    here.context.set_offline(False)
    note = here.get_by_role("alert").filter(has_text="you answered it on another device too")
    expect(note).to_be_visible()
    is_chosen(here, 3)
    assert given(attempt, 1) == [3]
    with here.expect_response("**/sync/"):
        go(here, "Keep mine instead")
    is_chosen(here, 1)
    expect(note).to_be_hidden()
    assert given(attempt, 1) == [1]


# --- a lost session ---


def test_a_lost_session_is_renewed_on_the_page(page, attempt, violations):
    Session.objects.all().delete()
    choose(page, 2)
    dialog = page.get_by_role("dialog", name="You have been signed out")
    expect(dialog.get_by_label("Password")).to_be_focused()
    assert violations(page) == []
    dialog.get_by_label("Password").fill("yanlış")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("The password is not correct.")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator('input[name=choice][value="2"]')).to_be_focused()
    expect(status(page)).to_have_text("You have been signed out. Answers not sent yet: 1")
    go(page, "Sign in again")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(status(page)).to_have_text(SAVED)
    expect(dialog).to_be_hidden()
    assert given(attempt, 1) == [2]
    go(page, "Save and go on")
    go(page, "All questions")
    go(page, "Submit my answers")
    expect(page).to_have_url(re.compile("/result/$"))


def test_a_stale_token_alone_asks_for_nothing(page, attempt):
    page.context.clear_cookies(name="csrftoken")
    choose(page, 2)
    expect(status(page)).to_have_text(SAVED)
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert given(attempt, 1) == [2]


def test_signing_out_with_unsent_answers_asks_first(page, attempt):
    page.route("**/sync/", lambda route: route.abort())
    choose(page, 2)
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.message), dialog.dismiss()))
    page.locator("summary").first.click()
    go(page, "Sign out")
    expect(status(page)).to_contain_text("Waiting for a connection")
    page.unroute("**/sync/")
    assert "Some answers are not sent yet" in questions[0]
    go(page, "Sign out")
    page.wait_for_url(lambda url: "assessments" not in url)
    assert given(attempt, 1) == [2]
    assert page.evaluate("Object.keys(localStorage)") == []


# --- the end ---


@pytest.fixture
def limited() -> Attempt:
    return begin(UserFactory(), published_quiz(shuffle=False, time_limit=30, grace=10, code="limited"))


def test_the_end_is_told_before_and_at_zero_the_answers_are_sent(device, limited):
    time_left(limited, minutes=7)
    context = device(limited.officer)
    context.clock.install()
    page = visit(context, limited)
    expect(page.get_by_text("Minutes left: 7")).to_be_visible()
    expect(page.get_by_text("up to 10 minutes later")).to_be_visible()
    context.clock.run_for(130_000)
    expect(status(page)).to_have_text("This attempt ends soon. Minutes left: 5")
    context.clock.run_for(240_000)
    expect(status(page)).to_have_text("This attempt ends soon. Minutes left: 1")
    context.set_offline(True)
    choose(page, 2)
    time_left(limited, minutes=-1)
    context.clock.run_for(60_000)
    expect(status(page)).to_contain_text("They are accepted until")
    expect(page.locator("input[name=choice]").first).to_be_disabled()
    context.set_offline(False)
    context.clock.run_for(60_000)
    expect(page.get_by_text("This attempt ended on")).to_be_visible()
    assert given(limited, 1) == [2]
    assert Response.objects.get().late


def test_at_zero_the_page_goes_on_with_nothing_left_to_send_too(device, limited):
    time_left(limited, minutes=2)
    context = device(limited.officer)
    context.clock.install()
    page = visit(context, limited)
    choose(page, 2)
    expect(status(page)).to_have_text(SAVED)
    time_left(limited, minutes=-1)
    context.clock.run_for(121_000)
    expect(page.get_by_text("This attempt ended on")).to_be_visible()


def test_a_clock_set_wrong_changes_nothing(device, limited):
    context = device(limited.officer)
    context.clock.set_fixed_time("2031-01-01T00:00:00Z")
    page = visit(context, limited)
    expect(page.get_by_text("Minutes left: 30")).to_be_visible()
    choose(page, 2)
    expect(status(page)).to_have_text(SAVED)


def test_an_answer_to_a_submitted_attempt_is_refused_in_words_and_can_be_saved_as_a_file(page, attempt):
    submit(attempt=attempt)
    choose(page, 2)
    expect(status(page)).to_contain_text("Not saved: You have already submitted this attempt")
    expect(page.get_by_role("button", name="Save my answers as a file")).to_be_visible()
    assert not Response.objects.exists()


def test_without_a_script_each_question_is_a_form(device, attempt):
    page = device(java_script_enabled=False).new_page()
    page.goto(f"/en/assessments/{attempt.public_id}/1/")
    for _number in range(3):
        choose(page, 1)
        page.locator("button[value=next]").click()
    expect(page.get_by_text("3 of 3 questions answered")).to_be_visible()
    expect(page.get_by_role("button", name="as a file")).to_be_hidden()
    go(page, "Submit my answers")
    expect(page).to_have_url(re.compile("/result/$"))
    assert [given(attempt, position) for position in (1, 2, 3)] == [[1]] * 3


def drill() -> list[dict[str, Any]]:
    """One decision and its end."""
    decisions = [
        {"text": text, "to": "Son", "worth": worth, "consequence": "Olur.", "indicators": [], "why": "Çünkü."}
        for text, worth in (("Ayırırım", "best"), ("Giderim", "harmful"))
    ]
    listed = [{"type": "item", "id": f"d{number}", "value": value} for number, value in enumerate(decisions)]
    scene = {"name": "Başlangıç", "text": "Bir kişi var.", "question": "Ne yaparsınız?", "decisions": listed}
    return [part("s1", "scene", **scene), part("e1", "ending", name="Son", text="Bitti.")]
