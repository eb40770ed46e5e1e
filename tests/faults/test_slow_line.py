"""How soon a lesson can be read over a line of 64 kbit/s with 800 ms to the server and back, as a boat may have it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.servers import ROOT, free_port, wait_for
from bench.weight import CHROMIUM
from tests.faults import reporting

BITS, DELAY, LIMIT = 64_000, 800, 8.0  # a second, milliseconds, seconds
LESSONS = ("/tr/learn/c1/l1/", "/tr/learn/c1/l2/")
OFFICER = "officer@tani.example"
READ = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const way = performance.getEntriesByType("navigation")[0];
  return [paint.startTime, way.responseEnd, way.loadEventEnd];
}"""
WORDS = f"""
The product with its demo content (gunicorn; pages and files compressed, as in production) and a real Chromium whose
line the DevTools protocol narrows to {BITS // 1000} kbit/s each way, with {DELAY} ms of delay for each request.
**Readable** is when the whole text of the page has arrived and the first of it is painted; letters of our own fonts
come later and take the place of the device's. The limit is {LIMIT:.0f} seconds. *Cold* is a device that was never here,
*warm* one that has read another page.

The protocol delays requests; it does not lose packets and does not charge for opening a connection. Over a real line of
this kind TCP and TLS add two to three round trips to the first visit, about 2 seconds.
"""


@dataclass(frozen=True)
class Figure:
    """Seconds from the click; bytes as sent."""

    what: str
    readable: float
    complete: float
    size: int
    requests: int

    @property
    def row(self) -> str:
        times = f"{self.readable:.1f} s | {self.complete:.1f} s"
        return f"| {self.what} | {times} | {self.size / 1024:.0f} kB | {self.requests} |"


@pytest.mark.prove
def test_a_lesson_is_readable_within_eight_seconds(tmp_path: Path, say: Callable[[str], None]) -> None:
    with product(tmp_path) as (address, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        figures = measure(browser, address, password)
        browser.close()
    say("\n".join(figure.row for figure in figures))
    reporting.write("slow-line", report(figures))
    assert [figure.what for figure in figures if figure.readable > LIMIT] == []


def measure(browser: Browser, address: str, password: str) -> list[Figure]:
    known = signed_in(browser, address, password)
    reader = browser.new_context(storage_state=known, viewport={"width": 360, "height": 740}, base_url=address)
    stranger = browser.new_context(viewport={"width": 360, "height": 740}, base_url=address)
    return [
        visit(reader, LESSONS[0], "lesson C1 L1, cold"),
        visit(reader, LESSONS[1], "lesson C1 L2, warm"),
        visit(stranger, "/ar/awareness/hotel/", "public page for hotels in Arabic, cold"),
        visit(stranger, "/ar/awareness/course/1/", "short course in Arabic, warm"),
    ]


def signed_in(browser: Browser, address: str, password: str) -> Any:
    """The cookies of an officer enrolled in the course, over a quick line."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/tr/accounts/login/")
    page.locator("[name=login]").fill(OFFICER)
    page.locator("[name=password]").fill(password)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "login" not in url)
    page.goto("/tr/courses/c1/")
    enrol = page.locator("form[action$='/enrol/'] button")
    if enrol.count():
        enrol.first.click()
    state = context.storage_state()
    context.close()
    return state


def visit(context: BrowserContext, path: str, what: str) -> Figure:
    page = context.new_page()
    sizes = narrowed(page)
    answer = page.goto(path, wait_until="load", timeout=120_000)
    assert (answer and answer.status, "/login" in page.url) == (200, False), page.url
    page.wait_for_load_state("networkidle", timeout=120_000)
    painted, arrived, complete = page.evaluate(READ)
    page.close()
    return Figure(what, max(painted, arrived) / 1000, complete / 1000, sum(sizes), len(sizes))


def narrowed(page: Page) -> list[int]:
    """Narrow the line of a page; the bytes of each answer, filled as they come."""
    sizes: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on(
        "Network.loadingFinished", lambda e: sizes.extend([int(e["encodedDataLength"])] * (e["encodedDataLength"] > 0))
    )
    line = {"offline": False, "latency": DELAY, "downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8}
    network.send("Network.emulateNetworkConditions", line)
    return sizes


@contextmanager
def product(var: Path) -> Iterator[tuple[str, str]]:
    """The embedded default with its demo content, in a folder of its own: its address and the demo password."""
    port = free_port()
    environ = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "TANI_VAR": str(var),
        "TANI_BASE_URL": f"http://127.0.0.1:{port}",
    }
    for folder in ("private", "media", "mail"):
        (var / folder).mkdir()
    for script in ("tools/cut_fonts.py", "tools/compile_messages.py"):
        run(environ, script)
    run(environ, "manage.py", "prepare_demo")
    run(environ, "-m", "whitenoise.compress", str(var / "static"))  # as in production
    command = [
        sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2",
        "--threads", "4", "--no-control-socket", "--log-level", "warning", "--worker-tmp-dir", str(var), "--preload",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environ, cwd=ROOT, start_new_session=True)  # noqa: S603
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}", (var / "demo_password").read_text()
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def run(environ: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, *command], env=environ, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def report(figures: list[Figure]) -> str:
    rows = "\n".join(figure.row for figure in figures)
    head = "| page | readable after | complete after | sent | requests |\n|---|---|---|---|---|"
    return f"# A lesson over a slow line\n{WORDS}\n{reporting.occasion()}\n\n{head}\n{rows}\n"
