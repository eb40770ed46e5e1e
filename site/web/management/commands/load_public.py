from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from web.public.loading import load_public
from web.public.source import read_public


class Command(BaseCommand):
    help = "Load the public awareness pages from a folder (content/public). What was changed in Wagtail is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--check", action="store_true", help="only report errors, with file and line")
        parser.add_argument("--overwrite", action="store_true", help="also replace what was changed in Wagtail")

    def handle(self, *args: Any, path: Path, check: bool, overwrite: bool, **options: Any) -> None:
        source, problems = read_public(path)
        for problem in problems:
            self.stderr.write(str(problem))
        if source is None:
            raise CommandError(f"{len(problems)} errors in {path}; nothing was loaded.")
        if check:
            self.stdout.write("public: no errors")
            return
        report = load_public(source=source, overwrite=overwrite)
        done = "nothing changed" if report.nothing else f"{report.created} created, {report.changed} changed"
        counts = ", ".join(f"{number} {what}" for what, number in report.counts.items())
        self.stdout.write(f"public: {counts}: {done}")
        for name in report.kept:
            self.stdout.write(f"  changed in Wagtail, kept: {name}")
