"""The main job, end to end, in a real browser: from the Wagtail editor to the verified certificate. No step goes
round the screens.
"""

import io
import re

import pypdf
import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page

from tests.e2e.people import Cast, make_cast, sign_in
from tests.e2e.quiz import answer_lesson, answer_question

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("site")]


@pytest.fixture
def cast(site, transactional_db) -> Cast:
    return make_cast()


def test_from_the_editor_to_the_verified_certificate(new_page, cast, live_server, settings):
    settings.BASE_URL = live_server.url
    trainer, reviewer, translator = new_page(), new_page(), new_page()
    trainer_edits_a_lesson(trainer, cast)
    reviewer_publishes(reviewer, cast)
    translator_updates_english(translator, cast)

    officer = new_page()
    officer_reads(officer, cast)
    officer_passes_the_quiz_in_two_languages(officer, cast)
    pdf = officer_downloads_the_certificate(officer)
    address = what_the_certificate_says(pdf, live_server.url)

    stranger_verifies(new_page(), address)
    coordinator_sees_and_exports(new_page(), cast)


def find_page(page: Page, title: str) -> None:
    """Open a page in the editor from the search of the admin."""
    page.goto("/admin/pages/search/")
    page.locator("input[name=q]").last.fill(title)
    page.keyboard.press("Enter")
    page.locator("a[href$='/edit/']", has_text=title).first.click()
    page.wait_for_load_state("networkidle")


def trainer_edits_a_lesson(page: Page, cast: Cast) -> None:
    sign_in(page, cast.trainer)
    find_page(page, "Üç unsur")
    page.locator("[name=next_shift]").fill("Üç soruyu defterimin ilk sayfasına yazacağım.")
    page.locator("footer .w-dropdown__toggle").click()
    assert page.locator("[name=action-publish]").count() == 0
    page.locator("[name=action-submit]").click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".messages .success").count() == 1


def reviewer_publishes(page: Page, cast: Cast) -> None:
    sign_in(page, cast.reviewer)
    page.goto("/admin/")
    page.locator("a[href$='/edit/']", has_text="Üç unsur").first.click()
    page.wait_for_load_state("networkidle")
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])").click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".messages .success").count() == 1


def translator_updates_english(page: Page, cast: Cast) -> None:
    sign_in(page, cast.translator)
    find_page(page, "Üç unsur")
    page.locator("header .w-dropdown__toggle, .w-slim-header .w-dropdown__toggle").last.click()
    page.locator("a[href*='/localize/update/']:visible").first.click()
    page.locator("main [type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    find_page(page, "Three elements")
    segment = page.locator("li", has_text="Üç soruyu defterimin ilk sayfasına yazacağım.").last
    segment.get_by_role("button").first.click()
    segment.locator("textarea").fill("I will write the three questions on the first page of my notebook.")
    with page.expect_response(lambda response: "/localize/" in response.url and response.request.method == "PUT"):
        segment.get_by_role("button", name=re.compile("Kaydet|Save")).click()
    page.locator("[name=action][value=publish], button[value=publish]").first.click()
    page.wait_for_load_state("networkidle")


def officer_reads(page: Page, cast: Cast) -> None:
    sign_in(page, cast.officer)
    page.goto("/tr/courses/")
    page.get_by_role("link", name="Işık tutmak: küçük eğitim").first.click()
    page.locator("form[action$='/enrol/'] button").first.click()
    page.goto("/en/learn/m1/l1/")
    assert "first page of my notebook" in page.locator("main").inner_text()
    page.goto("/tr/learn/m1/l1/")
    assert "defterimin ilk sayfasına" in page.locator("main").inner_text()
    for _lesson in ("l1", "l2"):
        answer_lesson(page)
        page.locator("form[action$='/done/'] button").click()
        page.wait_for_load_state()
    assert page.url.endswith("/tr/learn/m1/")


def officer_passes_the_quiz_in_two_languages(page: Page, cast: Cast) -> None:
    page.locator("form[action$='/quiz/'] button").click()
    page.wait_for_load_state()
    first = page.locator("h1").inner_text()
    answer_question(page)
    answer_question(page)
    page.context.clear_cookies()  # the session is lost on the way
    third = page.url
    page.goto(third)
    assert "login" in page.url
    page.locator("[name=login]").fill(cast.officer.email)
    page.locator("[name=password]").fill("uzun-ve-sakin-bir-parola")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(third)
    page.goto(third.replace("/tr/", "/en/"))
    answer_question(page)
    answer_question(page)
    page.wait_for_load_state()
    page.goto(re.sub(r"/\d+/$", "/1/", third))
    assert page.locator("h1").inner_text() == first
    assert page.locator("input[name=choice]:checked").count() >= 1
    page.goto(re.sub(r"/\d+/$", "/", third).replace("/tr/", "/en/"))
    page.locator("form[action$='/submit/'] button").first.click()
    page.wait_for_load_state()
    assert "/result/" in page.url
    assert page.locator(".tag--ok").count() >= 4


def officer_downloads_the_certificate(page: Page) -> bytes:
    page.goto("/tr/documents/")
    with page.expect_download() as download:
        page.locator("a[href$='.pdf']").first.click()
    return download.value.path().read_bytes()


def what_the_certificate_says(pdf: bytes, base: str) -> str:
    """Read the file as a person and a phone would; returns the address in its QR code."""
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "Işıl ÇAĞLAYAN" in text
    assert "Işık tutmak: küçük eğitim" in text
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text.startswith(f"{base}/verify/")
    return code.text


def stranger_verifies(page: Page, address: str) -> None:
    page.goto(f"{address}?lang=tr")
    said = page.locator("main").inner_text()
    assert "I. Ç." in said
    assert "Işık tutmak: küçük eğitim" in said
    for secret in ("Işıl", "Çağlayan", "ÇAĞLAYAN", "Otogar", "officer@"):
        assert secret not in page.content()
    assert page.context.cookies() == []


def coordinator_sees_and_exports(page: Page, cast: Cast) -> None:
    sign_in(page, cast.coordinator)
    page.goto("/tr/coordination/enrolments/?state=completed")
    assert "ÇAĞLAYAN" in page.locator("main").inner_text()
    with page.expect_download() as download:
        page.locator("a[href*='export']").first.click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "ÇAĞLAYAN" in content.decode("utf-8-sig") or "Çağlayan" in content.decode("utf-8-sig")
