"""A whole course on a telephone of 360 px: what is known is skipped, the rest read, the final quiz passed."""

import pytest
from playwright.sync_api import Page

from assessments.models import Quiz
from tests.e2e.people import make_cast, sign_in
from tests.e2e.quiz import answer_lesson, answer_question
from tests.factories.pretests import add_pretest

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("site", "transactional_db")]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def test_a_whole_course_on_a_telephone(new_page, settings, live_server):
    settings.BASE_URL = live_server.url
    cast = make_cast()
    add_pretest(l1=2, l2=2)
    page = new_page(**PHONE)
    sign_in(page, cast.officer)
    enrols(page)
    takes_the_pretest(page, knows=stems("l2"))
    skips_the_second_lesson(page)
    reads_the_first_lesson(page)
    goes_on_elsewhere(new_page(**PHONE), cast.officer)
    passes_the_final_quiz(page)
    has_the_certificate(page)


def stems(label: str) -> set[str]:
    """Of the pre-test's questions on a lesson."""
    sections = Quiz.objects.get(code="pretest", locale__language_code="tr").sections
    return {question.stem for each in sections if each.value["label"] == label for question in each.value["questions"]}


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url


def press(page: Page, selector: str) -> None:
    page.locator(selector).first.click()
    page.wait_for_load_state()
    fits(page)


def enrols(page: Page) -> None:
    page.goto("/tr/courses/m1/")
    press(page, "form[action$='/enrol/'] button")
    assert page.url.endswith("/tr/learn/m1/")
    assert page.locator("main .button:not(.button--secondary, .button--quiet)").count() == 1


def takes_the_pretest(page: Page, *, knows: set[str]) -> None:
    press(page, "form[action$='/pretest/'] button")
    for _question in range(4):
        right = page.locator("h1").inner_text().strip() in knows
        page.locator("label.choice", has_text="Doğru" if right else "Yanlış").first.click()
        press(page, "button[value=next]")
    press(page, "form[action$='/submit/'] button")
    assert "/result/" in page.url
    assert page.locator(".tag--bad").count() == 2  # the two questions answered wrongly: no verdict on the person
    page.locator(".actions a.button").first.click()
    page.wait_for_url("**/tr/learn/m1/")


def skips_the_second_lesson(page: Page) -> None:
    assert page.locator("form[action$='/skip/']").count() == 1
    press(page, "form[action$='/l2/skip/'] button")
    assert page.locator(".messages").count() == 1
    assert page.locator("form[action$='/skip/']").count() == 0


def reads_the_first_lesson(page: Page) -> None:
    press(page, "a[href$='/continue/']")
    assert "/l1/" in page.url
    bar = page.locator(".lesson__progress progress")
    assert bar.get_attribute("value") == "0"
    answer_lesson(page)
    fits(page)
    page.locator("[data-block]").last.evaluate("block => block.scrollIntoView({block: 'end'})")
    page.wait_for_function(
        "() => { const bar = document.querySelector('.lesson__progress progress'); return bar.value === bar.max; }"
    )


def goes_on_elsewhere(page: Page, officer) -> None:
    """Another device is led to the block."""
    sign_in(page, officer)
    page.goto("/en/learn/m1/continue/")
    block = page.url.partition("#")[2]
    assert "/en/learn/m1/l1/" in page.url
    assert page.locator(f"[id='{block}']").count() == 1


def passes_the_final_quiz(page: Page) -> None:
    press(page, "form[action$='/done/'] button")
    assert page.url.endswith("/tr/learn/m1/")
    press(page, "form[action$='/quiz/'] button")
    for _question in range(4):
        answer_question(page)
        fits(page)
    press(page, "form[action$='/submit/'] button")
    assert page.locator(".tag--ok").count() >= 4


def has_the_certificate(page: Page) -> None:
    page.goto("/tr/learn/m1/")
    fits(page)
    press(page, ".notice--ok a.button")
    assert page.locator("a[href$='.pdf']").count() == 1
