"""The sample course in Arabic letters: every English word letter by letter, so that right-to-left pages are full ones.

It says nothing in Arabic. What it proves is about direction, line height and marking of languages, not about words.
"""

import re
import shutil
from pathlib import Path

from django.core.management import call_command

from tests.factories.site import SAMPLE

LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz?", "ابسدهفغحيجكلمنوبقرستوفوخيز؟")
# Names and keys, as docs/reference/course-source.md has them; then words.
NAMES = (
    r"^\[\[.*|^::: .*|^#### .*|^(?:source|question|tone|image|file|captions|poster): .*"  # whole lines
    r"|^(?:id|key|status) = .*|^- \[[SMW+-]\]"
    r"|^### \w+:|^\w+(?: =|:)|\b[a-d] = |\{#[\w-]+\}"
)
SOURCE = re.compile(rf"({NAMES})|([A-Za-z?]+)", re.MULTILINE)


def load_arabic(folder: Path) -> None:
    """Load the sample course again, from a copy below this folder that has a third language."""
    copy = shutil.copytree(SAMPLE.parents[1], folder / "sample")
    add_arabic(copy / "courses" / "m1")
    call_command("load_course", str(copy / "courses" / "m1"), verbosity=0)


def add_arabic(course: Path) -> None:
    """Write the third language of the course in this folder, and of the legal sources beside it."""
    for english in [*course.rglob("*.en.*"), *course.parents[1].glob("*.en.*")]:
        arabic = english.with_name(english.name.replace(".en.", ".ar."))
        arabic.write_text(in_arabic_letters(english.read_text(encoding="utf-8")), encoding="utf-8")
    rules = course / "course.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace('"en"]', '"en", "ar"]'), encoding="utf-8")


def in_arabic_letters(source: str) -> str:
    return SOURCE.sub(lambda match: match[1] or match[2].lower().translate(LETTERS), source)
