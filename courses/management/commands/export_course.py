from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from courses.exporting import ExportRefused, export_course


class Command(BaseCommand):
    help = "Write a published course as a folder of plain text, in the format load_course reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the code of the course, for example c1")
        parser.add_argument("folder", type=Path, help="an empty or new folder; it gets courses/CODE and legal.*.toml")

    def handle(self, *args: Any, code: str, folder: Path, **options: Any) -> None:
        try:
            done = export_course(code=code, folder=folder)
        except ExportRefused as refusal:
            for reason in refusal.reasons[:-1]:
                self.stderr.write(reason)
            raise CommandError(refusal.reasons[-1]) from refusal
        for note in done.notes:
            self.stdout.write(f"  {note}")
        self.stdout.write(f"{code}: {done.files} files; load it with: manage.py load_course {done.path}")
