import json
from argparse import ArgumentParser
from pathlib import Path
from sys import exit
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from assessments.domain.importing import CREATED, UNCHANGED, UPDATED, ImportRefused, Plan, import_questions, plan_import
from assessments.formats import FORMATS, MOST_BYTES
from assessments.models import QuestionBank


class Command(BaseCommand):
    help = (
        "Read a file of questions into a bank (docs/reference/question-formats.md) and print one JSON object. New "
        "questions become drafts; reading the same file again changes nothing. With errors nothing is stored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--bank", required=True, help="the short name of the question bank")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=[c for c, _n in settings.LANGUAGES])
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")
        parser.add_argument("--publish", action="store_true", help="publish the questions instead of keeping drafts")
        parser.add_argument(
            "--valid", action="store_true", help="take the questions without an error, leave the others"
        )

    def handle(self, *args: Any, file: Path, bank: str, **options: Any) -> None:
        try:
            with file.open("rb") as source:
                data = source.read(MOST_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from None
        found = QuestionBank.objects.filter(slug=bank).first()
        if found is None:
            raise CommandError(f"There is no question bank “{bank}”.")
        how = {name: options[name] for name in ("format", "language", "publish")}
        failed = self.run(dict(bank=found, data=data, name=file.name, **how), **options)
        if failed:
            exit(1)

    def run(self, how: dict[str, Any], *, dry_run: bool, valid: bool, **options: Any) -> bool:
        """Whether the file has errors."""
        if dry_run:
            plan = plan_import(**how)
            self.tell(plan, stored=valid or not plan.problems)
            return bool(plan.problems)
        try:
            plan, _made = import_questions(**how, take_valid=valid)
        except ImportRefused as refused:
            self.tell(refused.plan, stored=False)
            return True
        self.tell(plan, stored=True)
        return bool(plan.problems)

    def tell(self, plan: Plan, *, stored: bool) -> None:
        counts = {action: plan.count(action) if stored else 0 for action in (CREATED, UPDATED, UNCHANGED)}
        said = {
            **counts,
            "skipped": len(plan.skipped) + (plan.failed if stored else len(plan.steps) + plan.failed),
            "errors": [{"line": problem.line, "message": str(problem)} for problem in plan.problems],
            "notes": [
                {"line": step.item.line, "message": f"{step.item.code}: {note}"}
                for step in plan.steps
                for note in step.notes
            ],
        }
        self.stdout.write(json.dumps(said, ensure_ascii=False))
