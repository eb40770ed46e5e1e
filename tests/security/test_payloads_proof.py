"""Every payload in every text field and block, in real Chromium; `make prove` writes docs/proofs/payloads.md."""

import os
import time
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from playwright.sync_api import Error, Page

from tests.conftest import made
from tests.e2e.conftest import browser
from tests.e2e.people import recognise
from tests.faults import reporting
from tests.security import files, visits
from tests.security.payloads import payloads
from tests.security.places import models_with_text
from tests.security.test_payloads import achieved
from tests.security.world import World, build

__all__ = ["browser"]
pytestmark = [pytest.mark.prove, pytest.mark.e2e, pytest.mark.usefixtures("site")]
SIZE = int(os.environ.get("TANI_PROVE_ROUND", "48"))  # payloads on the pages of one round
ROUNDS = int(os.environ.get("TANI_PROVE_ROUNDS", "0"))  # 0: all
WORDS = """
Texts made for this proof (`tests/security/texts/`), none taken from elsewhere, in families: tags, event handlers,
attributes left, SVG and MathML, broken nesting, entities, addresses, template and format syntax, CSS, script and JSON,
Unicode, formulas, headers, queries, very long ones. In rounds, each stands in every text field and every block of the
content, of the questions, the people, the units and the files, which are found in the models and not listed. The
pages of the site, of the desk, of the admin (lists, editor, draft preview, comparison of revisions, usage, reports,
choosers) are opened twice: by tinyhtml5, which must find no element, attribute, address or script that is not ours, and
in Chromium, where a payload that runs calls a function that is listened to or asks for an address that is watched. What
is asked for in addresses is said back as text. CSV, XLSX, XML and QTI files and PDFs are opened by other programs: no
formula, nothing that runs.
"""
EMPTY = ("ERR_HTTP_RESPONSE_CODE_FAILURE", "ERR_ABORTED")  # a refusal without a page, a file to save
STIR = """() => {
  for (const each of document.querySelectorAll("body *")) {
    for (const kind of ["mouseover", "pointerover", "focus", "animationstart", "error", "toggle"])
      each.dispatchEvent(new Event(kind, {bubbles: kind !== "error"}));
  }
  return document.querySelectorAll("body *").length;
}"""


class Listener:
    """What ran in any frame of a page, and what was fetched that only a payload asks for."""

    def __init__(self, page: Page) -> None:
        self.page, self.heard = page, []
        page.expose_binding("__ran", lambda source, number=None: self.heard.append(f"payload {number} ran"))
        page.context.route("**/canary/**", self._fetched)
        page.on("dialog", lambda dialog: (self.heard.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def _fetched(self, route) -> None:
        self.heard.append(f"fetched {route.request.url}")
        route.abort()

    def visit(self, visit: visits.Visit) -> list[str]:
        self.heard.clear()
        try:
            self.page.goto(visit.path, wait_until="load")
        except Error as error:
            if not any(sign in error.message for sign in EMPTY):
                raise
            self.page.wait_for_timeout(100)  # Chromium goes to a page of its own about it
            self.page.goto("about:blank")
            return []
        self.page.evaluate(STIR)
        return [f"{visit.path}: {what}" for what in dict.fromkeys(self.heard)]


def opened(page: Page, places: list[visits.Visit], at: str) -> list[str]:
    """Every page as the person it is for; those that are files are left to `files`."""
    listener, last, found = Listener(page), page, []
    for visit in (each for each in places if "/pofile/" not in each.path):
        if visit.who != last:
            recognise(page, visit.who, at=at)
            last = visit.who
        found += listener.visit(visit)
    page.context.close()
    return found


def everywhere(world: World) -> list[visits.Visit]:
    return [*visits.site(world), *visits.desk(world), *visits.admin(world)]


def test_no_payload_runs(browser, live_server, transactional_db, seed: int, say: Callable[[str], None]):
    chosen = list(payloads())
    Random(seed).shuffle(chosen)  # noqa: S311 -- repeatable, not secret
    rounds = [chosen[start : start + SIZE] for start in range(0, len(chosen), SIZE)][: ROUNDS or None]
    began, broken, told = time.monotonic(), [], Counter()
    for number, each in enumerate(rounds, start=1):
        world = build([payload.text for payload in each])
        places = everywhere(world)
        found = achieved(places)
        page = browser.new_context(base_url=live_server.url, locale="tr").new_page()
        page.set_default_timeout(120_000)
        found += opened(page, places, live_server.url)
        echoed = [visit for payload in each for visit in visits.echoes(world, payload.text)]
        found += achieved(echoed)
        written = list(files.of(world))
        found += [wrong for name, data in written for wrong in files.problems(name, data)]
        told.update(pages=len(places), echoed=len(echoed), files=len(written), placements=world.placed)
        say(f"round {number} of {len(rounds)}: {len(found)} found, {time.monotonic() - began:.0f} s")
        broken += found
        made[0].again()
    figures = dict.fromkeys(reporting.KEYS, 0) | {"seed": seed, "operations": told["pages"] * 2 + told["echoed"]}
    figures["broken invariants"] = len(broken)
    say("\n".join([reporting.line(figures), *broken[:60]]))
    assert broken == []
    details = {
        "payloads": sum(len(each) for each in rounds),
        **{
            f"payloads: {family}": count
            for family, count in sorted(Counter(p.family for e in rounds for p in e).items())
        },
        "models with text": len(models_with_text()),
        "texts put into fields and blocks": told["placements"],
        "pages read by tinyhtml5 and opened in Chromium": told["pages"],
        "addresses that say back what was asked": told["echoed"],
        "files opened by other programs": told["files"],
        "payloads that ran, or changed a page": len(broken),
    }
    words = (
        WORDS if len(rounds) * SIZE >= len(chosen) else f"{WORDS}\nA part of the payloads only, drawn by the seed.\n"
    )
    reporting.write("payloads", reporting.page("Script payloads", words, figures, details, time.monotonic() - began))
