import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import translation

from assessments import formats
from assessments.domain.importing import FileHasErrors, plan_import, run_import
from assessments.models import QuestionBank


class Command(BaseCommand):
    help = "Import questions from a file into a bank, all or nothing. Prints one JSON object; exit 1 on errors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=sorted(formats.FORMATS))
        parser.add_argument("--bank", required=True, help="short name of the question bank")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=[settings.LANGUAGE_CODE])
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--publish", action="store_true", help="publish instead of leaving drafts")

    def handle(self, *args: Any, **options: Any) -> None:
        bank = QuestionBank.objects.filter(slug=options["bank"]).first()
        if bank is None:
            raise CommandError(f"There is no question bank “{options['bank']}”.")
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        with translation.override(options["language"]):
            told, failed = self.run(bank, data, options)
        self.stdout.write(json.dumps(told, ensure_ascii=False))
        if failed:
            sys.exit(1)

    def run(self, bank: QuestionBank, data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        name = options["file"].name
        reading = formats.read(options["format"], data, language=options["language"], name=name)
        plan = plan_import(bank=bank, reading=reading)
        if not options["dry_run"] and not plan.problems:
            try:
                run_import(
                    plan=plan,
                    by=None,
                    format_name=options["format"],
                    file_name=name,
                    data=data,
                    publish=options["publish"],
                )
            except FileHasErrors:
                return plan.as_data(), True
        return plan.as_data(), bool(plan.problems)
