"""`make prove`: the product as `make run` starts it, and a worker killed while a certificate is due."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "deneme-icin-uzun-bir-soz"
pytestmark = pytest.mark.prove


class Demo:
    """A demo of its own folder and port, started as a person would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        environment = {**os.environ, "TANI_VAR": str(self.folder), "TANI_DEMO_PASSWORD": PASSWORD}
        for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL"):  # a demo has its own
            environment.pop(name, None)
        command = [sys.executable, "tools/serve.py", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603
        self.until(lambda: json.loads(self.get("/healthz"))["tasks"] == "ok", seconds=300)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)

    def get(self, path: str, opener: OpenerDirector | None = None) -> str:
        return (opener or build_opener()).open(self.base + path, timeout=20).read().decode()

    def until(self, done: Any, *, seconds: int) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if done():
                    return
            except (URLError, OSError, KeyError):
                pass
            time.sleep(0.5)
        pytest.fail("waited in vain")

    def kill_worker(self) -> None:
        os.kill(int((self.folder / "worker.pid").read_text()), signal.SIGKILL)


class Officer:
    """Plain forms with cookies and CSRF, as a browser without scripts sends them."""

    def __init__(self, demo: Demo, email: str) -> None:
        self.demo = demo
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.post("/tr/accounts/login/", {"login": email, "password": PASSWORD})

    def get(self, path: str) -> str:
        return self.demo.get(path, self.opener)

    def post(self, path: str, data: dict[str, Any], page: str | None = None) -> tuple[str, str]:
        """Send a form from the page it stands on; returns where that led and what was there."""
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', self.get(page or path))[1]
        body = urlencode({**data, "csrfmiddlewaretoken": token}, doseq=True).encode()
        request = Request(self.demo.base + path, body, {"Referer": self.demo.base + path})  # noqa: S310
        response = self.opener.open(request, timeout=20)
        return response.url.removeprefix(self.demo.base), response.read().decode()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path)
    demo.start()
    yield demo
    demo.stop()


def certificates(demo: Demo) -> int:
    return len(list((demo.folder / "private" / "certificates").glob("**/*.pdf")))


def test_a_certificate_survives_the_death_of_the_worker_and_comes_once(demo: Demo):
    officer = Officer(demo, "officer3@tani.example")
    officer.post("/tr/learn/c1/enrol/", {}, page="/tr/courses/c1/")
    demo.until(lambda: certificates(demo) == 3, seconds=120)  # the demo's own three colleagues
    demo.kill_worker()
    demo.process.wait(timeout=30)  # the supervisor leaves no half of itself behind
    assert demo.process.returncode == 1
    complete(demo)  # while no worker is there to hear of it
    demo.start()
    demo.until(lambda: ".pdf" in officer_again(demo).get("/tr/documents/"), seconds=180)
    assert officer_again(demo).get("/tr/documents/").count(".pdf") == 1
    assert certificates(demo) == 4


def officer_again(demo: Demo) -> Officer:
    return Officer(demo, "officer3@tani.example")


def complete(demo: Demo) -> None:
    """Finish the course through the product's verbs in a process of its own; the broker's folder takes the message."""
    code = (
        "from accounts.models import User; from enrolments.queries import *; from enrolments.domain import *; "
        "from web.demo.learning import take_quiz; "
        "officer = User.objects.get(email='officer3@tani.example'); enrolment = newest_enrolment(officer, 'c1'); "
        "todo = activities_of(enrolment.outline); "
        "[complete_activity(enrolment=enrolment, lesson_key=key, activity_id=block) for key, block in todo]; "
        "take_quiz(enrolment, wrong=False)"
    )
    environment = {**os.environ, "TANI_VAR": str(demo.folder), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603
    for message in (demo.folder / "queue" / "messages").glob("*"):
        message.unlink()  # and the broker forgets
