"""From sign-in to the certificate with the keyboard alone; the focus is seen at every stop and held by none."""

import pytest
from playwright.sync_api import Page

from accounts.models import User
from courses.queries import outline_by_code
from enrolments.domain import enrol
from tests.e2e.keys import choose, follow, reach, walk
from tests.e2e.people import PASSWORD, make_cast, recognise
from tests.e2e.quiz import answer_lesson, answer_question

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.usefixtures("site")]


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def test_from_sign_in_to_certificate(new_page, cast, live_server, settings):
    settings.BASE_URL = live_server.url
    page = new_page(viewport={"width": 1280, "height": 800})
    signs_in(page, cast.officer)
    finds_the_course(page)
    reads_both_lessons(page)
    takes_the_quiz(page)
    downloads_the_certificate(page)


def skip(page: Page) -> None:
    """The first stop of a page leads past the header."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def signs_in(page: Page, officer: User) -> None:
    page.goto("/tr/learn/")
    skip(page)
    reach(page, page.locator("[name=login]"))
    page.keyboard.type(officer.email)
    reach(page, page.locator("[name=password]"))
    page.keyboard.type(PASSWORD)
    follow(page, page.locator("main button[type=submit]"))
    assert page.url.endswith("/tr/learn/")


def finds_the_course(page: Page) -> None:
    follow(page, page.locator("main a[href$='/catalogue/']"))
    skip(page)
    follow(page, page.get_by_role("link", name="Işık tutmak: küçük eğitim"))
    follow(page, page.locator("form[action$='/enrol/'] button"))
    skip(page)
    follow(page, page.locator("main a[href$='/continue/']"))


def reads_both_lessons(page: Page) -> None:
    """The first check is got wrong at first."""
    choose(page, "Dört")
    follow(page, page.locator("form[action$='/check/'] button"))
    assert page.locator(".check--wrong").count() == 1
    reach(page, page.locator(".check__again summary"))
    page.keyboard.press("Enter")
    answer_lesson(page, choose, follow)
    assert page.locator(".check--right").count() == 1
    follow(page, page.locator("form[action$='/done/'] button"))
    answer_lesson(page, choose, follow)
    follow(page, page.locator("form[action$='/done/'] button"))
    assert page.locator(".task-list .tag--ok").count() == 2


def takes_the_quiz(page: Page) -> None:
    skip(page)
    follow(page, page.locator("form[action$='/quiz/'] button"))
    answer_question(page, choose, follow)
    follow(page, page.locator(".languages a[lang=en]"))
    answer_question(page, choose, follow)
    follow(page, page.locator("button[value=previous]"))
    assert page.locator("input:checked").count() >= 1
    follow(page, page.locator("button[value=next]"))
    answer_question(page, choose, follow)
    answer_question(page, choose, follow)
    follow(page, page.locator("form[action$='/submit/'] button"))
    assert page.locator("main .check--right").count() == 4


def downloads_the_certificate(page: Page) -> None:
    skip(page)
    follow(page, page.locator("main .actions a"))
    follow(page, page.locator("main .notice--ok a"))
    skip(page)
    reach(page, page.locator("a[href$='.pdf']"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.path().read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_menu_opens_with_enter_and_what_is_in_it_is_reached(new_page, cast, live_server, width):
    page = recognise(new_page(viewport={"width": width, "height": 800}), cast.coordinator, at=live_server.url)
    page.goto("/tr/learn/")
    reach(page, page.locator("details.menu > summary"))
    page.keyboard.press("Enter")
    inside = page.locator("details.menu :is(a, button):visible")
    met = 0
    for place in range(inside.count()):
        reach(page, inside.nth(place))
        met += 1
    assert met >= (8 if width > 500 else 12)
    page.keyboard.press("Escape")
    assert page.locator("details.menu").get_attribute("open") is None
    assert page.locator("details.menu > summary").evaluate("(e) => e === document.activeElement")
    page.keyboard.press("Space")
    follow(page, page.locator("details.menu a[href$='/password/change/']"))


def test_no_page_holds_the_focus(new_page, cast, live_server):
    """Tab passes through every page in the order of its text, Shift+Tab back the same way."""
    outline = outline_by_code("m1")
    enrol(officer=cast.officer, course_key=outline.course_key, by=cast.officer)
    wrong = {}
    for user, paths in (
        (cast.officer, ("learn/", "learn/m1/", "learn/m1/l1/", "learn/m1/l2/", "accounts/password/change/")),
        (cast.coordinator, ("coordination/", "coordination/enrolments/", "coordination/enrol/?course=m1")),
    ):
        page = recognise(new_page(viewport={"width": 1280, "height": 800}), user, at=live_server.url)
        for path in paths:
            page.goto(f"/tr/{path}")
            forth, unseen = walk(page, "Tab")
            assert page.evaluate("document.activeElement === document.body"), f"{path} does not let go"
            back, unseen_back = walk(page, "Shift+Tab")
            wrong[path] = unseen + unseen_back
            assert forth == sorted(forth), path
            assert back == forth[::-1], path
            assert len(forth) > 10, path
    assert {path: faults for path, faults in wrong.items() if faults} == {}
