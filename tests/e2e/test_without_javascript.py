"""The officer's way from the catalogue to a certificate that a stranger checks, in a browser that runs no script."""

import io

import pypdf
import pytest
from playwright.sync_api import Page

from tests.e2e.people import PASSWORD, make_cast, sign_in
from tests.e2e.quiz import answer_lesson, answer_question

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.usefixtures("site")]


def test_the_whole_way_needs_no_script(new_page, live_server, settings, transactional_db):
    settings.BASE_URL = live_server.url
    officer = make_cast().officer
    page, kinds = new_page(java_script_enabled=False), set()
    page.on("request", lambda request: kinds.add(request.resource_type))

    finds_the_course(page, officer)
    reads_both_lessons(page)
    answers_in_two_languages_and_signs_in_again(page, officer)
    submits(page)
    code = downloads_the_certificate(page)
    a_stranger_checks(new_page(java_script_enabled=False), code)

    assert "script" not in kinds
    assert kinds.isdisjoint({"fetch", "xhr"})


def finds_the_course(page: Page, officer) -> None:
    sign_in(page, officer)
    page.goto("/tr/learn/")
    page.locator("main a[href$='/catalogue/']").click()
    page.get_by_role("link", name="Işık tutmak: küçük eğitim").first.click()
    page.locator("form[action$='/enrol/'] button").first.click()
    assert page.url.endswith("/tr/learn/m1/")


def reads_both_lessons(page: Page) -> None:
    page.locator("main a[href$='/continue/']").click()
    assert page.url.endswith("/tr/learn/m1/l1/")
    answer_lesson(page)
    assert page.locator(".check--right").count() == 1
    page.locator("form[action$='/done/'] button").click()
    answer_lesson(page)
    assert page.locator(".scenario .check--right").count() == 2
    assert "Ekip kadınlarla ayrı konuştu." in page.locator(".scenario").inner_text()
    page.locator("form[action$='/done/'] button").click()
    assert page.locator(".task-list .tag--ok").count() == 2


def answers_in_two_languages_and_signs_in_again(page: Page, officer) -> None:
    page.locator("form[action$='/quiz/'] button").click()
    answer_question(page)
    turkish = page.locator("h1").inner_text()
    page.locator(".languages a[lang=en]").click()
    assert "/en/assessments/" in page.url
    assert page.locator("h1").inner_text() != turkish
    answer_question(page)
    third, stem = page.url, page.locator("h1").inner_text()
    page.context.clear_cookies()  # the browser was closed on a shared computer
    answer_question(page)
    page.locator("main a[href*='/login/?next=']").click()
    page.locator("[name=login]").fill(officer.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    assert (page.url, page.locator("h1").inner_text()) == (third, stem)
    page.locator("button[value=review]").click()
    assert page.locator(".task-list .tag--ok").count() == 2
    assert page.locator(".task-list .tag--warn").count() == 2
    page.locator(".task-list a").first.click()
    assert page.locator("input[name=choice]:checked").count() >= 1
    page.goto(third)
    answer_question(page)
    answer_question(page)


def submits(page: Page) -> None:
    assert page.locator(".task-list .tag--ok").count() == 4
    page.locator("form[action$='/submit/'] button").click()
    assert page.url.endswith("/result/")
    assert page.locator("main .check--right").count() == 4
    page.locator(".languages a[lang=tr]").click()
    page.locator("main .actions a").first.click()
    assert page.locator("main .notice--ok").count() == 1


def downloads_the_certificate(page: Page) -> str:
    """As a file; returns the code as it is printed."""
    page.locator("main .notice--ok a").click()
    with page.expect_download() as download:
        page.locator("a[href$='.pdf']").click()
    text = pypdf.PdfReader(io.BytesIO(download.value.path().read_bytes())).pages[0].extract_text()
    assert "Işıl ÇAĞLAYAN" in text
    return page.locator(".facts bdi").last.inner_text()


def a_stranger_checks(page: Page, code: str) -> None:
    """By typing what is on the paper, in small letters."""
    page.goto("/verify/?lang=tr")
    page.locator("[name=code]").fill(code.lower())
    page.locator("main button[type=submit]").click()
    assert page.locator("main .notice--ok").count() == 1
    assert "I. Ç." in page.locator("main").inner_text()
