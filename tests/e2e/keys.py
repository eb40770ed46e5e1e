"""Going about a page with the keyboard alone, and looking at every stop whether its focus can be seen."""

from itertools import groupby
from typing import Any

from playwright.sync_api import Locator, Page

MOST = 80
DATE_PARTS = 4  # day, month, year, calendar

# Where the focus is: its name, whether it is what was looked for, what hides it from the eye (WCAG 2.4.7, 2.4.11).
STOP = """(wanted) => {
  const active = document.activeElement;
  if (active === document.body) return {name: "(the page)", there: false, faults: []};
  const shell = active.closest(".choice") || active;
  const faults = [];
  const outlined = [active, shell].map((e) => getComputedStyle(e))
    .some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  if (!outlined) faults.push("no outline");
  const box = active.getBoundingClientRect();
  const whole = box.width <= innerWidth && box.height <= 120;  // of what is taller the browser shows where one types
  const inside = whole
    ? box.top >= -1 && box.left >= -1 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1
    : box.top < innerHeight && box.bottom > 0;
  if (!inside) faults.push(`out of sight: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
  const line = active.getClientRects()[0];
  const over = line && document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
  if (whole && inside && !(over && (over.contains(active) || active.contains(over) || shell.contains(over))))
    faults.push(`behind ${over ? over.outerHTML.slice(0, 60) : "the edge"}`);
  const name = active.outerHTML.slice(0, 70).replaceAll("\\n", " ");
  return {name, there: wanted.includes(active), faults};
}"""
IS_BEFORE_FOCUS = """(wanted) => document.activeElement !== document.body && wanted.some(
  (e) => document.activeElement.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING)"""
# A group of radio buttons is one stop.
WALK = """() => {
  const active = document.activeElement;
  if (active === document.body) return null;
  const all = [...document.querySelectorAll("*")];
  const first = active.type === "radio" ? active.form.querySelector(`[name="${active.name}"]`) : active;
  return all.indexOf(first);
}"""


def reach(page: Page, wanted: Locator) -> None:
    """Tab, or Shift+Tab when it lies behind, to one of the elements; every stop on the way has to be seen."""
    key = "Shift+Tab" if wanted.evaluate_all(IS_BEFORE_FOCUS) else "Tab"
    met = [wanted.evaluate_all(STOP)]  # where the focus was before is not a stop
    while not met[-1]["there"]:
        assert len(met) <= MOST, f"not reached: {wanted}; met {[stop['name'] for stop in met]}"
        page.keyboard.press(key)
        met.append(wanted.evaluate_all(STOP))
    unseen = faults_of(met[1:])
    assert not unseen, unseen


def faults_of(stops: list[dict[str, Any]]) -> list[str]:
    return [f"{stop['name']}: {fault}" for stop in stops for fault in stop["faults"]]


def follow(page: Page, wanted: Locator) -> None:
    """Reach a link or button, press Enter, and be where it leads."""
    reach(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, text: str) -> None:
    """Tick a box with the space bar; in a group of radio buttons go there with the arrow keys."""
    choice = page.locator("label.choice", has_text=text).locator("visible=true").first.locator("input")
    if choice.get_attribute("type") == "checkbox":
        reach(page, choice)
        page.keyboard.press("Space")
        return
    group = choice.locator("xpath=ancestor::fieldset").locator("input")
    reach(page, group)
    for _step in range(group.count()):
        if choice.evaluate("(e) => e === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    if not choice.is_checked():  # a stop that no arrow key led to
        page.keyboard.press("Space")
    assert choice.is_checked()


def walk(page: Page, key: str) -> tuple[list[int], list[str]]:
    """Once around the page: the places of the stops in the document, and what is not seen of them.

    A date is one place with a stop for each of its parts.
    """
    places, stops = [], []
    page.keyboard.press(key)
    while (place := page.evaluate(WALK)) is not None and (place not in places or place == places[-1]):
        assert places[-DATE_PARTS:] != [place] * DATE_PARTS, f"held at {stops[-1]['name']}"
        places.append(place)
        stops.append(page.locator(":focus").evaluate_all(STOP))
        page.keyboard.press(key)
    return [place for place, _stops in groupby(places)], faults_of(stops)
