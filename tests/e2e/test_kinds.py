"""Every kind of question in a real browser: by keyboard alone, without a script, on a small phone, and through axe."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from assessments import kinds
from assessments.models import Attempt, Response
from tests.e2e.keys import reach
from tests.e2e.people import make_cast, recognise
from tests.e2e.reflow import STICKING_OUT
from tests.factories.assessments import BankFactory, begin, published_question, published_quiz, solution
from tests.factories.kinds import EXAMPLES, example

pytestmark = [pytest.mark.e2e, pytest.mark.once]
DESK = {"width": 1280, "height": 800}
FRAME = (".site-header", ".site-footer")
BY_RULE = [name for name in EXAMPLES if not kinds.get(name).by_person]
IMAGE_LOADED = "() => [...document.querySelectorAll('svg image')].every((e) => e.getBBox().width > 0)"


@pytest.fixture
def attempt(transactional_db) -> Attempt:
    """One question of each kind, in the order of EXAMPLES."""
    call_command("prepare_site", verbosity=0)
    bank = BankFactory(slug="turler", title="Türler")
    quiz = published_quiz(questions=0, bank=bank, draw=len(EXAMPLES), shuffle=False, attempts=0, code="turler")
    for number, kind in enumerate(EXAMPLES, start=1):
        published_question(**example(kind, bank=bank, code=f"k-{number:02d}"))
    return begin(make_cast().officer, quiz)


def items(attempt: Attempt) -> list:
    return list(attempt.items.select_related("question_version").order_by("position"))


def by_keyboard(page: Page, name: str, value: str) -> None:
    field = page.locator(f'main [name="{name}"]')
    kind = field.first.evaluate("(e) => e.type")
    if kind in ("radio", "checkbox"):
        wanted = page.locator(f'main [name="{name}"][value="{value}"]')
        reach(page, wanted if kind == "checkbox" else field)
        for _step in range(field.count()):
            if kind == "checkbox" or wanted.evaluate("(e) => e === document.activeElement"):
                break
            page.keyboard.press("ArrowDown")
        if not wanted.is_checked():
            page.keyboard.press("Space")
        assert wanted.is_checked()
    elif kind == "select-one":
        reach(page, field)
        for _step in range(int(value)):
            page.keyboard.press("ArrowDown")
        assert field.input_value() == value
    else:
        reach(page, field)
        page.keyboard.type(value)


def by_pointer(page: Page, name: str, value: str) -> None:
    field = page.locator(f'main [name="{name}"]')
    kind = field.first.evaluate("(e) => e.type")
    if kind in ("radio", "checkbox"):
        page.locator(f'main [name="{name}"][value="{value}"]').check()
    elif kind == "select-one":
        field.select_option(value)
    else:
        field.fill(value)


def answer_all(page: Page, attempt: Attempt, give, press) -> None:
    page.goto(f"/tr/assessments/{attempt.public_id}/1/")
    for item in items(attempt):
        page.locator(f"form [name=position][value='{item.position}']").wait_for(state="attached")
        for name, values in solution(item).items():
            for value in values:
                give(page, name, value)
        press(page, page.locator("main button[value=next]"))
    page.locator("form[action$='/submit/']").wait_for()


def enter(page: Page, button) -> None:
    reach(page, button)
    page.keyboard.press("Enter")


def every_kind_is_right(page: Page, attempt: Attempt) -> None:
    page.wait_for_url(lambda url: url.endswith("/result/"))
    assert page.locator("main .check--right").count() == len(BY_RULE)
    answered = set(Response.objects.filter(item__attempt=attempt).values_list("item__position", flat=True))
    assert answered == set(range(1, len(EXAMPLES) + 1))


def test_every_kind_by_keyboard_alone(new_page, attempt, live_server):
    page = recognise(new_page(viewport={"width": 1280, "height": 800}), attempt.officer, at=live_server.url)
    answer_all(page, attempt, by_keyboard, enter)
    enter(page, page.locator("form[action$='/submit/'] button"))
    every_kind_is_right(page, attempt)


def test_every_kind_without_a_script(new_page, attempt, live_server):
    page = recognise(new_page(java_script_enabled=False), attempt.officer, at=live_server.url)
    answer_all(page, attempt, by_pointer, lambda page, button: button.click())
    page.locator("form[action$='/submit/'] button").click()
    every_kind_is_right(page, attempt)


def position(attempt: Attempt, kind: str) -> int:
    return next(item.position for item in items(attempt) if item.question_version.kind == kind)


def test_lines_are_moved_with_buttons_and_places_pressed_in_the_picture(new_page, attempt, live_server):
    page = recognise(new_page(viewport={"width": 360, "height": 780}), attempt.officer, at=live_server.url)
    page.goto(f"/tr/assessments/{attempt.public_id}/{position(attempt, 'ordering')}/")
    last = page.locator(".match__row").last
    text = last.locator(".match__prompt").inner_text()
    for _step in range(3):
        last = page.locator(".match__row", has_text=text)
        last.locator(".match__move:enabled").first.click()
    assert page.locator(".match__row").first.locator(".match__prompt").inner_text() == text
    assert [select.input_value() for select in page.locator(".match__row select").all()] == ["1", "2", "3", "4"]

    page.goto(f"/tr/assessments/{attempt.public_id}/{position(attempt, 'hotspot')}/")
    page.wait_for_function(IMAGE_LOADED)
    page.locator(".hotspot__place").first.locator(".hotspot__shape").click()
    assert page.locator("[name=choice][value='1']").is_checked()
    assert "hotspot__place--chosen" in page.locator(".hotspot__place").first.get_attribute("class")


def answered_and_handed_in(page: Page, attempt: Attempt) -> None:
    answer_all(page, attempt, by_pointer, lambda page, button: button.click())
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_url(lambda url: url.endswith("/result/"))


@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_no_violation_and_nothing_sticks_out(new_page, violations, attempt, live_server, language):
    page = new_page(color_scheme="light", viewport=DESK)
    recognise(page, attempt.officer, at=live_server.url)
    wrong = {}
    for name, item in zip(EXAMPLES, items(attempt), strict=True):
        page.goto(f"/{language}/assessments/{attempt.public_id}/{item.position}/")
        wrong[name] = look(page, violations)
    answered_and_handed_in(page, attempt)
    page.goto(f"/{language}/assessments/{attempt.public_id}/result/")
    wrong["result"] = look(page, violations)
    assert {name: lines for name, lines in wrong.items() if lines} == {}


def look(page: Page, violations: Callable[..., list[str]]) -> list[str]:
    """At a desk in the light, then in the dark at 320 pixels."""
    found = violations(page, *FRAME) + page.evaluate(STICKING_OUT)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 800})
    found += violations(page, *FRAME, looks_only=True) + page.evaluate(STICKING_OUT)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    return found
