"""A real Chromium against a live server. One browser a session, one fresh context a page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
PICTURES = Path(__file__).resolve().parents[2] / "var" / "e2e"
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {  # of these levels, but off until asked for
        "target-size": {"enabled": True},
        "css-orientation-lock": {"enabled": True},
        "label-content-name-mismatch": {"enabled": True},
        "td-has-header": {"enabled": True},
    },
    "resultTypes": ["violations"],
}
LOOKS = {  # the rules whose answer changes with theme and width alone
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"],
    },
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing: run `tools/need.sh browser` (Debian package chromium).", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Makes pages that fail the test when a script breaks or the content policy blocks something.

    Keyword arguments are those of Playwright's `new_context`: `color_scheme`, `viewport`, `java_script_enabled` …
    """
    contexts, complaints = [], []

    def note(message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def make(**options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    failures = request.session.testsfailed
    yield make
    for place, context in enumerate(contexts):
        if request.session.testsfailed > failures:  # leave what was on the screens for whoever looks into it
            PICTURES.mkdir(parents=True, exist_ok=True)
            for page in context.pages:
                page.screenshot(path=PICTURES / f"{request.node.name}-{place}.png", full_page=True)
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def violations() -> Callable[..., list[str]]:
    """What axe-core finds on a page: one line a rule with the elements it is about. `without`: selectors left out;
    `looks_only`: the page was looked at before, in another theme or width.
    """
    axe = Axe()

    def find(page: Page, *without: str, looks_only: bool = False) -> list[str]:
        context = {"exclude": [[selector] for selector in without]} if without else None
        found = axe.run(page, context=context, options=LOOKS if looks_only else AXE).response["violations"]
        return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in found]

    return find
