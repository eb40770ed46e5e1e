"""A receptionist reads in Arabic on a telephone, prints the leaflet, takes the short course, gets the confirmation."""

import io
from pathlib import Path

import pypdf
import pytest
from django.core.management import call_command
from playwright.sync_api import Page

CONTENT = Path(__file__).resolve().parents[2] / "content" / "public"
RIGHT = (2, 1, 3, 2, 1)
LEAFLET = "main a[href$='/leaflet/']"  # a browser without a window has no viewer for it

pytestmark = [pytest.mark.e2e, pytest.mark.once]


def test_from_the_front_page_to_the_confirmation(site, transactional_db, new_page):
    call_command("load_public", str(CONTENT), verbosity=0)
    page = new_page(locale="ar", viewport={"width": 360, "height": 740}, accept_downloads=True)
    page.goto("/")
    assert page.url.endswith("/ar/")

    reads_the_page_for_hotels(page)
    assert page.context.cookies() == []
    leaflet = pypdf.PdfReader(io.BytesIO(page.request.get(page.locator(LEAFLET).get_attribute("href")).body()))
    assert leaflet.trailer["/Root"]["/Lang"] == "ar"
    assert leaflet.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "157" in leaflet.pages[0].extract_text()

    takes_the_short_course(page)
    page.locator("[name=name]").fill("Layla Demir")
    with page.expect_download() as download:
        page.locator("main form[action='/ar/confirmation/'] button").click()
    confirmation = pypdf.PdfReader(download.value.path())
    assert "Layla Demir" in confirmation.pages[0].extract_text()
    assert confirmation.trailer["/Root"]["/Lang"] == "ar"
    assert page.context.cookies() == []


def reads_the_page_for_hotels(page: Page) -> None:
    page.locator("main a[href='/ar/awareness/hotel/']").click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("main a[href='tel:157']").first.is_visible()
    assert page.locator("[data-quick-exit]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def takes_the_short_course(page: Page) -> None:
    page.locator("nav.breadcrumbs a").first.click()
    page.locator("main a[href='/ar/awareness/course/']").click()
    page.locator("main .actions a").click()
    for _screen in range(4):
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.locator("main .actions a").first.click()
    page.locator("main .actions a").first.click()
    for number, place in enumerate(RIGHT, start=1):
        page.locator(f"[name='{number}-choice'][value='{place}']").check()
    page.locator("main form button").click()
    assert page.locator(".check--right").count() == 5
