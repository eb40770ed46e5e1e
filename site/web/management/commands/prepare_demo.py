import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from web.demo import learning, organisation, people

CONTENT = settings.ROOT / "content" / "courses"


class Command(BaseCommand):
    help = "Bring the embedded demo up to date: database, static files, site, courses, accounts. Keeps what is there."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo accounts cannot be created with these settings.")
        stamp = settings.VAR / "prepared"
        digest = self.digest()
        if stamp.exists() and stamp.read_text() == digest:
            return
        self.step("database", "migrate", verbosity=0, interactive=False)
        self.step("cache table", "createcachetable", verbosity=0)
        self.step("static files", "collectstatic", verbosity=0, interactive=False)
        self.step("site, languages, groups, workflow", "prepare_site", verbosity=0)
        self.load("glossary", "load_glossary", CONTENT.parent)
        for course in sorted(CONTENT.iterdir()):
            self.load(f"course {course.name}", "load_course", course)
        self.load("public awareness pages", "load_public", CONTENT.parent / "public")
        self.say("units and demo accounts")
        organisation.build()
        learning.build(people.build(demo_password()))
        stamp.write_text(digest)

    def load(self, what: str, command: str, source: Path) -> None:
        """What has errors in its source is named and left out: the rest is served all the same."""
        try:
            self.step(what, command, str(source), verbosity=0)
        except CommandError as error:
            self.stderr.write(f"  left out: {error}")

    def step(self, what: str, command: str, *args: str, **options: Any) -> None:
        self.say(what)
        call_command(command, *args, **options)

    def say(self, what: str) -> None:
        self.stdout.write(f"→ {what}")
        self.stdout.flush()

    @staticmethod
    def digest() -> str:
        """Of everything that preparation depends on, and of the demo password asked for."""
        digest = hashlib.sha256(os.environ.get("TANI_DEMO_PASSWORD", "").encode())
        patterns = (
            "**/migrations/*.py",
            "content/**/*",
            "site/static/**/*",
            "*/static/**/*",
            "site/web/demo/*.py",
            "requirements.txt",
        )
        for pattern in patterns:
            for path in sorted(settings.ROOT.glob(pattern)):
                if path.is_file() and ".venv" not in path.parts and "var" not in path.parts:
                    digest.update(f"{path}:{path.stat().st_mtime_ns}".encode())
        return digest.hexdigest()


def demo_password() -> str:
    """From the environment, else random and kept in a file only the owner can read, so that the next start prints the
    same.
    """
    given = os.environ.get("TANI_DEMO_PASSWORD")
    if given:
        return given
    kept: Path = settings.VAR / "demo_password"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(12))
    return kept.read_text()
