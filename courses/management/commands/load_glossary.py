from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from courses.domain.glossary import GlossaryRefused, load_glossary, read_glossary


class Command(BaseCommand):
    help = "Load glossary.tr.toml and glossary.en.toml from a folder (content). What was changed in Wagtail is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--overwrite", action="store_true", help="also replace what was changed in Wagtail")

    def handle(self, *args: Any, path: Path, overwrite: bool, **options: Any) -> None:
        try:
            report = load_glossary(terms=read_glossary(path), overwrite=overwrite)
        except GlossaryRefused as refusal:
            raise CommandError(f"{refusal}; nothing was loaded.") from refusal
        done = "nothing changed" if report.nothing else f"{report.created} created, {report.changed} changed"
        self.stdout.write(f"glossary: {report.counts['terms']} terms: {done}")
        for name in report.kept:
            self.stdout.write(f"  changed in Wagtail, kept: {name}")
