"""Work out marks by rule and results again and compare them with the stored rows. Changes nothing."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.queries.recomputing import recompute


class Command(BaseCommand):
    help = (
        "Works out every mark by rule and every result of submitted attempts again from the stored answers and "
        "question versions. Prints one JSON object: attempts, marks, differences. Exit 1 on a difference."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--attempt", metavar="ID", help="only the attempt with this receipt number")

    def handle(self, *args: Any, **options: Any) -> None:
        found = recompute(options["attempt"])
        self.stdout.write(json.dumps(asdict(found), ensure_ascii=False))
        if found.differences:
            sys.exit(1)
