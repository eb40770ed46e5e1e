"""The script of the question page in a real browser: it saves, says so, and loses nothing."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Page, expect

from assessments.models import Response
from assessments.queries import item_view
from tests.factories import UserFactory
from tests.factories.assessments import begin, published_quiz, save

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def attempt():
    return begin(UserFactory(email="memur@tani.example"), published_quiz(shuffle=False))


@pytest.fixture
def page(browser, live_server, attempt) -> Iterator[Page]:
    """The first question, signed in as its officer."""
    client = Client()
    client.force_login(attempt.officer)
    context = browser.new_context(base_url=live_server.url, locale="en-GB", timezone_id="Europe/Istanbul")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"/en/assessments/{attempt.public_id}/1/")
    yield page
    context.close()


def status(page: Page):
    return page.locator("main form [role=status]")


def choose(page: Page, place: int) -> None:
    page.locator(f'input[name=choice][value="{place}"]').check()


def is_chosen(page: Page, place: int) -> None:
    expect(page.locator(f'input[name=choice][value="{place}"]')).to_be_checked()


def test_a_choice_is_saved_as_it_is_made(page, attempt):
    choose(page, 2)
    expect(status(page)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    choose(page, 3)
    expect(status(page)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    page.reload()
    is_chosen(page, 3)
    assert Response.objects.filter(item__attempt=attempt).count() == 2


def test_without_a_connection_it_says_so_and_tries_again(page, attempt):
    page.route("**/save/", lambda route: route.abort())
    choose(page, 2)
    expect(status(page)).to_have_text("Not saved, will be tried again")
    choose(page, 3)
    page.unroute("**/save/")
    expect(status(page)).to_have_text(re.compile(r"Saved \d\d:\d\d"), timeout=15000)
    assert item_view(attempt, 1, "tr").chosen == (3,)


def test_a_choice_made_after_the_session_ended_is_there_after_signing_in(page, attempt):
    Session.objects.all().delete()
    choose(page, 2)
    expect(status(page)).to_contain_text("You have been signed out")
    page.get_by_role("button", name="Save and go on").click()
    page.locator("input[name=login]").fill("memur@tani.example")
    page.locator("input[name=password]").fill("uzun-bir-deneme-sozu")
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    page.wait_for_url(f"**/assessments/{attempt.public_id}/1/")
    is_chosen(page, 2)
    expect(status(page)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    assert item_view(attempt, 1, "tr").chosen == (2,)


def test_an_answer_given_on_another_device_meanwhile_wins_over_a_waiting_one(page, attempt):
    page.route("**/save/", lambda route: route.abort())
    choose(page, 2)
    expect(status(page)).to_have_text("Not saved, will be tried again")
    save(attempt, 1, 3)
    page.unroute("**/save/")
    page.evaluate("history.go(0)")
    is_chosen(page, 3)


def test_the_keyboard_alone_answers_and_goes_on(page, attempt):
    page.locator("input[name=choice]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/assessments/{attempt.public_id}/2/")
    assert item_view(attempt, 1, "tr").chosen == (2,)
