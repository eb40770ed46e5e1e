"""Take the pictures of README.md: start a demo of its own, sign in as each role, look, save, stop.

With `--all` every page is taken at 360 and 1280 px, in Turkish, English and Arabic, light and dark, into var/look/
for review.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("TANI_VAR", ROOT / "var"))
PASSWORD = "resim-icin-uzun-bir-soz"  # noqa: S105 -- of a throw-away demo on loopback
PICTURES = ROOT / "docs" / "pictures"
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 860}
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true")
    everything = parser.parse_args().all
    with demo() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        if everything:
            look_at_everything(browser, base, VAR / "look")
        else:
            readme(browser, base)


@contextmanager
def demo() -> Iterator[str]:
    """The product on a free port with data of its own, stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "TANI_VAR": str(VAR / "pictures"), "TANI_DEMO_PASSWORD": PASSWORD}
    server = subprocess.Popen([sys.executable, "tools/serve.py", "--port", str(port)], cwd=ROOT, env=environment)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{base}/healthz", server)
        yield base
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def wait_for(url: str, server: subprocess.Popen, seconds: int = 240) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(url, timeout=2):  # noqa: S310
                return
        except (URLError, OSError):
            time.sleep(1)
    sys.exit("The demo did not start.")


def signed_in(browser: Browser, base: str, email: str | None, viewport: Any, *, scheme: Any = "light") -> Page:
    context = browser.new_context(
        viewport=viewport, color_scheme=scheme, device_scale_factor=2 if viewport is PHONE else 1
    )
    page = context.new_page()
    if email:
        page.goto(f"{base}/tr/accounts/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "login" not in url)
    return page


def readme(browser: Browser, base: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    officer = signed_in(browser, base, "officer@tani.example", PHONE)
    begin_course(officer, base)
    shoot(officer, f"{base}/tr/learn/c1/", PICTURES / "officer-course.png")
    shoot(officer, f"{base}/tr/learn/c1/l1/", PICTURES / "officer-lesson.png")
    officer.goto(f"{base}/tr/learn/c1/")
    officer.click("form[action$='/quiz/'] button")
    officer.screenshot(path=PICTURES / "officer-question.png")
    trainer = signed_in(browser, base, "trainer@tani.example", DESK)
    trainer.goto(f"{base}/admin/pages/")
    open_lesson_editor(trainer, base)
    trainer.screenshot(path=PICTURES / "trainer.png")
    coordinator = signed_in(browser, base, "coordinator@tani.example", DESK)
    shoot(coordinator, f"{base}/tr/coordination/", PICTURES / "coordinator.png")
    certificate(base, PICTURES / "certificate.png")


def begin_course(officer: Page, base: str) -> None:
    officer.goto(f"{base}/tr/learn/c1/")
    enrol = officer.locator("form[action$='/enrol/'] button")
    if enrol.count():
        enrol.first.click()


def open_lesson_editor(trainer: Page, base: str) -> None:
    trainer.goto(f"{base}/admin/pages/search/?q=insan+ticareti")
    trainer.locator("a[href*='/edit/']").first.click()
    trainer.wait_for_load_state("networkidle")


def certificate(base: str, path: Path) -> None:
    """The first page of a colleague's certificate, drawn from the file itself."""
    import pypdfium2

    folder = VAR / "pictures" / "private" / "certificates"
    for _second in range(60):
        files = sorted(folder.glob("**/*.pdf"))
        if files:
            break
        time.sleep(1)
    pypdfium2.PdfDocument(str(files[0]))[0].render(scale=1.6).to_pil().save(path)


def shoot(page: Page, url: str, path: Path) -> None:
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path)


PLACES = {
    None: ("/", "/courses/", "/courses/c1/", "/accounts/login/", "/about/", "/nowhere/"),
    "officer@tani.example": (
        "/learn/",
        "/learn/c1/",
        "/learn/c1/l1/",
        "/learn/c1/l3/",
        "/learn/c1/l5/",
        "/learn/c1/l6/",
        "/documents/",
    ),
    "coordinator@tani.example": ("/coordination/", "/coordination/enrolments/", "/coordination/enrol/"),
}


def look_at_everything(browser: Browser, base: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for email, paths in PLACES.items():
        for viewport, scheme in ((PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")):
            page = signed_in(browser, base, email, viewport, scheme=scheme)
            if email and email.startswith("officer"):
                begin_course(page, base)
            for language in ("tr", "en", "ar"):
                for path in paths:
                    page.goto(f"{base}/{language}{path}")
                    page.wait_for_load_state("networkidle")
                    who = (email or "anyone").split("@")[0]
                    name = f"{who}{path.replace('/', '_')}{language}-{viewport['width']}-{scheme}.png"
                    page.screenshot(path=folder / name, full_page=True)
            page.context.close()


if __name__ == "__main__":
    main()
