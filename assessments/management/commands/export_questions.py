import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import translation

from assessments import formats
from assessments.domain.exchange import item_of, questions_of
from assessments.models import QuestionBank


class Command(BaseCommand):
    help = "Export the questions of a bank into a file. Prints one JSON object that names what the format cannot say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--bank", required=True, help="short name of the question bank")
        parser.add_argument("--format", required=True, choices=sorted(formats.FORMATS))
        parser.add_argument("--language", default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, file: Path, bank: str, language: str, **options: Any) -> None:
        found = QuestionBank.objects.filter(slug=bank).first()
        if found is None:
            raise CommandError(f"There is no question bank “{bank}”.")
        with translation.override(language):
            items = [item_of(question) for question in questions_of(found, language)]
            writing = formats.write(options["format"], items, language=language)
        try:
            file.write_bytes(writing.data)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        told = {
            "exported": writing.count,
            "left_out": [{"code": loss.code, "reason": str(loss.reason)} for loss in writing.left_out],
            "reduced": [{"code": loss.code, "reason": str(loss.reason)} for loss in writing.reduced],
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False))
