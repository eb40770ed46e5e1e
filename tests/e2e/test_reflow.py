"""Nothing sticks out or is cut off on a small phone, in the largest letters, with the reader's own spacing.

WCAG 1.4.10 at 320 CSS pixels, 1.4.4 in the largest text size of the menu, 1.4.12. Tables scroll in a box of their own.
"""

import pytest

from tests.e2e.pages import go_through, make_company
from tests.e2e.test_axe_public import CLIPPED, SPACING

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.usefixtures("site")]

STICKING_OUT = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility() && !e.matches(".skip-link, .visually-hidden, .visually-hidden *, .table-wrap *"))
  .filter((e) => { const box = e.getBoundingClientRect(); return box.left < -1 || box.right > innerWidth + 1; })
  .map((e) => e.outerHTML.slice(0, 80))
  .concat(document.scrollingElement.scrollWidth > innerWidth ? [`${document.scrollingElement.scrollWidth} px`] : [])
  .slice(0, 4)"""
OVERFULL = """() => [...document.querySelectorAll(".button, .tag, .chip, summary, .choice, th, td")]
  .filter((e) => e.checkVisibility() && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
  .map((e) => e.outerHTML.slice(0, 80)).slice(0, 4)"""
ORDINARY_TEXT = "() => { delete document.documentElement.dataset.text; }"


@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_everything_fits_320_pixels(new_page, live_server, transactional_db, tmp_path, language):
    company = make_company(language, tmp_path)
    page = new_page(viewport={"width": 320, "height": 640})
    page.context.add_cookies([{"name": "text", "value": "150", "url": live_server.url}])
    wrong = {}
    for name, _first in go_through(page, company, language, at=live_server.url):
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
        wrong[name, "large text"] = page.evaluate(STICKING_OUT) + page.evaluate(OVERFULL)
        page.evaluate(ORDINARY_TEXT)
        wrong[name, "320 pixels"] = page.evaluate(STICKING_OUT) + page.evaluate(OVERFULL)
        page.evaluate(SPACING)
        wrong[name, "spacing"] = page.evaluate(STICKING_OUT) + page.evaluate(OVERFULL) + page.evaluate(CLIPPED)
    assert {where: what for where, what in wrong.items() if what} == {}
