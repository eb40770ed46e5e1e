"""The decision drill in a real browser: by keyboard alone, without a script, in Arabic, at 320 pixels; its branches."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from assessments.models import Attempt, Question, Response
from tests.e2e.arabic import in_arabic_letters
from tests.e2e.keys import reach
from tests.e2e.people import Cast, make_cast, recognise
from tests.e2e.reflow import STICKING_OUT
from tests.factories.assessments import begin, published_quiz
from tests.factories.drills import published_drill, sample, steps_of, translated, words

pytestmark = [pytest.mark.e2e, pytest.mark.once]
FRAME = (".site-header", ".site-footer")


@pytest.fixture
def cast(transactional_db) -> Cast:
    call_command("prepare_site", verbosity=0)
    return make_cast()


@pytest.fixture
def attempt(cast) -> Attempt:
    question = published_drill()
    translated(question, words(sample("tr"), sample("en")))
    return begin(cast.officer, published_quiz(questions=0, draw=1, code="drill", bank=question.bank))


def address(attempt: Attempt, language: str = "en") -> str:
    return f"/{language}/assessments/{attempt.public_id}/1/"


def press_to(page: Page, name: str, value: str) -> None:
    """One radio button of a group, by Tab and the arrow keys."""
    group, wanted = page.locator(f"main [name={name}]"), page.locator(f"main [name={name}][value='{value}']")
    reach(page, group)
    for _step in range(group.count()):
        if wanted.evaluate("(e) => e === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    if not wanted.is_checked():
        page.keyboard.press("Space")
    assert wanted.is_checked()


def decided(page: Page, steps: int) -> None:
    expect(page.locator(".drill__story > li")).to_have_count(steps)


def test_a_drill_by_keyboard_alone_leads_to_both_paths(new_page, attempt, live_server):
    page = recognise(new_page(viewport={"width": 1280, "height": 800}), attempt.officer, at=live_server.url)
    page.goto(address(attempt))
    for number, step in enumerate(steps_of(attempt), start=1):
        press_to(page, "choice", step["choice"][0])
        press_to(page, "confidence", "2")
        reach(page, page.locator("button[value=decide]"))
        page.keyboard.press("Enter")
        decided(page, number)
        assert page.evaluate("document.activeElement.id || document.querySelector(':target').id") == "q-now"
    expect(page.get_by_text("This is the end of the drill")).to_be_visible()
    reach(page, page.locator("button[value=next]"))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(f"{attempt.public_id}/"))
    reach(page, page.locator("form[action$='/submit/'] button"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("You took the same way as the expert.")).to_be_visible()
    assert Response.objects.count() == 3


def test_without_a_script_a_half_form_and_a_stale_tab_decide_nothing(new_page, attempt, live_server):
    page = recognise(new_page(java_script_enabled=False), attempt.officer, at=live_server.url)
    page.goto(address(attempt))
    page.locator("[name=choice]").first.check()
    page.locator("button[value=decide]").click()
    assert page.locator("[name=choice]").first.is_checked()  # the browser asked for the rest
    assert not Response.objects.exists()
    stale = page.context.new_page()
    stale.goto(address(attempt))
    first = int(steps_of(attempt)[0]["choice"][0])
    decide(page, first)
    decided(page, 1)
    decide(stale, first % 3 + 1)
    expect(stale.get_by_text("This step was already decided")).to_be_visible()
    decided(stale, 1)
    assert Response.objects.count() == 1


def decide(page: Page, place: int) -> None:
    page.locator(f"[name=choice][value='{place}']").check()
    page.locator("[name=confidence]").last.check()
    page.locator("button[value=decide]").click()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_violation_and_nothing_sticks_out(new_page, violations, attempt, live_server, language, scheme, width):
    if language == "ar":
        question = Question.objects.get(code="otogar", locale__language_code="tr")
        own = words(sample("tr"), sample("tr"))
        translated(question, {text: in_arabic_letters(text) for text in own}, "ar")
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    recognise(page, attempt.officer, at=live_server.url)
    wrong = {}

    def look(name: str) -> None:
        wrong[name] = violations(page, *FRAME) + page.evaluate(STICKING_OUT)

    page.goto(address(attempt, language))
    look("start")
    for number in range(1, 7):
        if not page.locator("button[value=decide]").count():
            break
        page.locator("[name=choice]").last.check()
        page.locator("[name=confidence]").first.check()
        page.locator("button[value=decide]").click()
        decided(page, number)
        look(f"after {number}")
    page.goto(f"/{language}/assessments/{attempt.public_id}/")
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_url(lambda url: url.endswith("/result/"))
    look("result")
    sides = [side.bounding_box() for side in page.locator(".drill__side").all()]
    assert (sides[0]["y"] == sides[1]["y"]) == (width >= 700)
    assert {name: lines for name, lines in wrong.items() if lines} == {}


def test_a_trainer_sees_the_branches_change_while_writing(new_page, cast, live_server, violations):
    question = published_drill()
    page = recognise(new_page(viewport={"width": 1600, "height": 1000}), cast.trainer, at=live_server.url)
    page.goto(f"/admin/snippets/assessments/question/edit/{question.pk}/")
    expect(page.locator(".drill-summary")).to_contain_text("yayımlanabilir")
    goal = page.locator("[name='parts-0-value-decisions-2-value-to']")
    assert page.locator(f"#{goal.get_attribute('list')} option").count() == 7
    goal.fill("hiçbir-yer")
    fault = page.locator(".drill-faults a", has_text="hiçbir-yer")
    fault.wait_for()
    fault.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#block-otogar-yaninda-section")).to_be_in_viewport()
    assert violations(page, "header", "aside", "nav", ".w-form-width") == []
    goal.fill("sessizlik")
    expect(page.locator(".drill-faults")).to_have_count(0)
    page.locator("[name=kind]").select_option("single")
    expect(page.locator("[data-drill]")).to_be_hidden()


def test_the_branches_are_there_without_a_script(new_page, cast, live_server):
    question = published_drill()
    page = recognise(new_page(java_script_enabled=False), cast.trainer, at=live_server.url)
    page.goto(f"/admin/snippets/assessments/question/edit/{question.pk}/")
    assert page.locator(".drill-box--scene").count() == 5
    assert page.locator(".drill-outline > li").count() == 5
