"""Every kind of page a signed-in person meets, in every language: axe-core in both themes, and nothing sticks out."""

import pytest

from tests.e2e.pages import go_through, make_company
from tests.e2e.reflow import faults

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.usefixtures("site")]
FRAME = (".site-header", ".site-footer")  # looked at once for each person; half the work of a page
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 800}


@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_no_violation_and_nothing_sticks_out(new_page, violations, live_server, transactional_db, tmp_path, language):
    company = make_company(language, tmp_path)
    page = new_page(color_scheme="light", viewport=DESK)
    found = {}
    for name, first in go_through(page, company, language, at=live_server.url):
        without = () if first else FRAME
        found[name] = violations(page, *without)
        assert page.locator("h1").count() == 1, name
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr"), name
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size(PHONE)
        found[name, "dark, on a phone"] = violations(page, *without, looks_only=True)
        page.emulate_media(color_scheme="light")
        found[name, "reflow"] = faults(page)
        page.set_viewport_size(DESK)
    assert {where: lines for where, lines in found.items() if lines} == {}
