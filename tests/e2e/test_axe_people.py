"""axe-core over every kind of page a signed-in person meets, in every language, light on a desk and dark on a phone."""

import pytest

from tests.e2e.pages import go_through, make_company

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.usefixtures("site")]
FRAME = (".site-header", ".site-footer")  # looked at once for each person; half the work of a page


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_no_violation(new_page, violations, live_server, transactional_db, tmp_path, language, scheme, width):
    company = make_company(language, tmp_path)
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    found = {}
    for name, first in go_through(page, company, language, at=live_server.url):
        found[name] = violations(page, *(() if first else FRAME))
        assert page.locator("h1").count() == 1, name
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr"), name
    assert {name: lines for name, lines in found.items() if lines} == {}
