"""axe-core over what a stranger sees. No finding does not mean accessible: it covers half of what can be wrong."""

import pytest

from tests.e2e.reflow import CLIPPED, SPACING

pytestmark = [pytest.mark.e2e, pytest.mark.once]

PAGES = [
    "",
    "courses/",
    "courses/m1/",
    "accounts/login/",
    "accounts/password/reset/",
    "about/",
    "accessibility/",
    "privacy/",
    "styleguide/",
    "styleguide/?errors=1",
    "no/such/page/",
    "courses/c0/",
]
# Radio buttons are one stop of the Tab key a group.
CONTROLS = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .filter((e) => e.checkVisibility() && !e.disabled)
  .filter((e) => e.type !== "radio" || e === e.form.querySelector(`[name="${e.name}"]`)).length"""
OUTLINED = """() => {
  const active = document.activeElement;
  return [active, active.closest(".choice") || active].map((e) => getComputedStyle(e))
    .some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
}"""


@pytest.mark.parametrize("language", ["tr", "ar"])
def test_no_violation(site, new_page, violations, language):
    page = new_page(color_scheme="light", viewport={"width": 360, "height": 800})
    found = {}
    for path in PAGES:
        page.goto(f"/{language}/{path}")
        found[path] = violations(page)
        page.emulate_media(color_scheme="dark")
        found[path, "dark"] = violations(page, looks_only=True)
        page.set_viewport_size({"width": 1280, "height": 800})
        found[path, "dark, wide"] = violations(page, looks_only=True)
        page.set_viewport_size({"width": 360, "height": 800})
        page.emulate_media(color_scheme="light")
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_no_violation_with_the_menu_open_and_large_text(site, new_page, violations):
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto("/tr/about/")
    page.locator("details.menu > summary").click()
    page.locator("button[name=text][value='150']").click()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    page.locator("details.menu > summary").click()
    assert violations(page) == []


@pytest.mark.parametrize("language", ["tr", "ar"])
def test_no_sideways_scroll_at_320_pixels_with_large_text(site, new_page, language):
    page = new_page(viewport={"width": 320, "height": 640})
    widths = {}
    for path in PAGES:
        page.goto(f"/{language}/{path}")
        page.evaluate("document.documentElement.dataset.text = '150'")
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in widths.items() if width > 320} == {}


def test_text_spacing_of_the_reader_clips_nothing(site, new_page):
    """WCAG 1.4.12: line height 1.5, letters 0.12, words 0.16, paragraphs 2 times the font size."""
    page = new_page(viewport={"width": 360, "height": 640})
    page.goto("/tr/styleguide/")
    page.evaluate(SPACING)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_every_control_is_reached_by_tab_with_a_visible_focus(site, new_page):
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto("/tr/styleguide/")
    wanted = page.evaluate(CONTROLS)
    reached, invisible = 0, []
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body"):
        reached += 1
        if not page.evaluate(OUTLINED):
            invisible.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        page.keyboard.press("Tab")
        assert reached < 500
    assert invisible == []
    assert reached >= wanted


def test_error_summary_takes_the_focus_and_leads_to_the_field(site, new_page):
    page = new_page()
    page.goto("/en/styleguide/?errors=1")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Name: This field is required.").click()
    assert page.evaluate("document.activeElement.id") == "id_name"


def test_menu_works_without_javascript_and_closes_with_escape_when_there_is_some(site, new_page):
    plain = new_page(java_script_enabled=False, viewport={"width": 360, "height": 800})
    plain.goto("/tr/about/")
    plain.locator("details.menu > summary").click()
    plain.locator("button[name=theme][value=dark]").click()
    assert plain.locator("html").get_attribute("data-theme") == "dark"
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto("/tr/about/")
    page.locator("details.menu > summary").press("Enter")
    assert page.locator("details.menu").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator("details.menu").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_weight_of_a_cold_public_page(site, new_page):
    """The frame of every page: stylesheet, two faces and one script, within the budget of a lesson page."""
    page = new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto("/tr/courses/m1/", wait_until="networkidle")
    assert len(requests) <= 5
