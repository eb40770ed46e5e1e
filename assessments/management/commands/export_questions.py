import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from assessments.domain.exporting import export_questions
from assessments.formats import FORMATS
from assessments.models import QuestionBank


class Command(BaseCommand):
    help = (
        "Write the questions of a bank (their newest drafts) into a file and print one JSON object that names what the "
        "format cannot hold. `qti` is QTI 3.0, `qti21` is QTI 2.1. The same questions give the same bytes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--bank", required=True, help="the short name of the question bank")
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=[c for c, _n in settings.LANGUAGES])

    def handle(self, *args: Any, file: Path, bank: str, language: str, **options: Any) -> None:
        found = QuestionBank.objects.filter(slug=bank).first()
        if found is None:
            raise CommandError(f"There is no question bank “{bank}”.")
        writing = export_questions(bank=found, format=options["format"], language=language)
        try:
            file.write_bytes(writing.data)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}") from None
        said = {
            "exported": writing.count,
            "left_out": [{"code": loss.code, "reason": loss.reason} for loss in writing.left_out],
            "reduced": [{"code": loss.code, "reason": loss.reason} for loss in writing.reduced],
        }
        self.stdout.write(json.dumps(said, ensure_ascii=False))
