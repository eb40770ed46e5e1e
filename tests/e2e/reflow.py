"""What sticks out, is cut off or overfull: WCAG 1.4.10 at 320 CSS pixels, 1.4.4 in the largest text size of the menu,
1.4.12 with the reader's own spacing. Tables scroll in a box of their own.
"""

from playwright.sync_api import Page

STICKING_OUT = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility() && !e.matches(".skip-link, .visually-hidden, .visually-hidden *, .table-wrap *"))
  .filter((e) => { const box = e.getBoundingClientRect(); return box.left < -1 || box.right > innerWidth + 1; })
  .map((e) => e.outerHTML.slice(0, 80))
  .concat(document.scrollingElement.scrollWidth > innerWidth ? [`${document.scrollingElement.scrollWidth} px`] : [])
  .slice(0, 4)"""
OVERFULL = """() => [...document.querySelectorAll(".button, .tag, .chip, summary, .choice, th, td")]
  .filter((e) => e.checkVisibility() && !e.closest(".comparison thead"))  // read aloud only on a narrow screen
  .filter((e) => (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
  .map((e) => e.outerHTML.slice(0, 80)).slice(0, 4)"""
# The reader's own style sheet of WCAG 1.4.12.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("p { margin-block-end: 2em !important } * { line-height: 1.5 !important;" +
    "letter-spacing: .12em !important; word-spacing: .16em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
CLIPPED = """() => [...document.querySelectorAll("main *")]
  .filter((e) => getComputedStyle(e).overflow === "hidden" && !e.closest(".visually-hidden, thead"))
  .filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
  .map((e) => e.className)"""
SMALL = {"width": 320, "height": 640}


def faults(page: Page) -> list[str]:
    """The faults of an open page at 320 pixels: in large text, in ordinary text, with spacing. Changes the page."""
    page.set_viewport_size(SMALL)
    page.evaluate("document.documentElement.dataset.text = '150'")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    large = page.evaluate(STICKING_OUT) + page.evaluate(OVERFULL)
    page.evaluate("() => { delete document.documentElement.dataset.text; }")
    ordinary = page.evaluate(STICKING_OUT) + page.evaluate(OVERFULL)
    page.evaluate(SPACING)
    spaced = page.evaluate(STICKING_OUT) + page.evaluate(OVERFULL) + page.evaluate(CLIPPED)
    named = {"large text": large, "320 pixels": ordinary, "spacing": spaced}
    return [f"{name}: {what}" for name, what in named.items() if what]
