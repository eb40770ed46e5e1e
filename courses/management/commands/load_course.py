from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from courses.domain.loading import LoadRefused, Report, load_course
from courses.source import read_course


class Command(BaseCommand):
    help = (
        "Load a course from a folder of plain text (docs/reference/course-source.md). Loading it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the folder of the course, for example content/courses/c1")
        parser.add_argument("--check", action="store_true", help="only check the source and print every error")
        parser.add_argument(
            "--overwrite", action="store_true", help="also replace what was changed in Wagtail since the last load"
        )

    def handle(self, *args: Any, path: Path, check: bool, overwrite: bool, **options: Any) -> None:
        source, problems = read_course(path)
        for problem in problems:
            self.stderr.write(str(problem))
        if source is None:
            raise CommandError(f"{len(problems)} errors in {path}; nothing was loaded.")
        if check:
            self.stdout.write(f"{source.code}: no errors")
            return
        try:
            self.tell(load_course(source=source, overwrite=overwrite))
        except LoadRefused as refusal:
            raise CommandError(str(refusal)) from refusal

    def tell(self, report: Report) -> None:
        counts = ", ".join(f"{number} {what}" for what, number in report.counts.items())
        done = "nothing changed" if report.nothing else f"{report.created} created, {report.changed} changed"
        self.stdout.write(f"{report.course}: {counts}: {done}")
        for name in report.kept:
            self.stdout.write(f"  changed in Wagtail, kept: {name}")
        for note in report.notes:
            self.stdout.write(f"  {note}")
