"""What the shipped courses say, read straight from their files: words to count and sentences to judge."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from courses.checking.readability import sentences, words

CONTENT: Path = settings.ROOT / "content"
COURSES = sorted(path.name for path in (CONTENT / "courses").iterdir() if (path / "course.toml").is_file())
LANGUAGES = ("tr", "en")
CHOICES = ("single", "multiple")
CODES = ("image", "question", "source", "tone")  # header lines of blocks that say nothing to a reader
MARKS = re.compile(r"^(:::.*|#+\s|-\s+(\[[SMW+-]\]\s+)?|\d+\.\s+)|\*\*|\{#[^}]*\}|\*|\|")
SCENARIO = re.compile(r"\n::: scenario .*?\n:::\n", re.DOTALL)
PART = re.compile(r"^### (police|gendarmerie|coast_guard): .*\n", re.MULTILINE)
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


@dataclass(frozen=True)
class Lesson:
    """A lesson in one language: its front matter, its lines, and the lines a reader meets without their marks."""

    name: str
    front: dict[str, Any]
    body: str

    @property
    def lines(self) -> list[str]:
        return [said for line in self.body.splitlines() if (said := _plain(line))]

    @property
    def words(self) -> int:
        return sum(len(words(line)) for line in self.lines)

    @property
    def sentences(self) -> list[str]:
        return [sentence for line in self.lines for sentence in sentences(line)]

    @property
    def has_scenario(self) -> bool:
        return "\n::: scenario " in self.body

    @property
    def scenario_parts(self) -> list[tuple[str, str]]:
        """(agency, text) of each part of the scenario."""
        scenario = SCENARIO.search(self.body)
        pieces = PART.split(scenario[0]) if scenario else []
        return list(zip(pieces[1::2], pieces[2::2], strict=True))

    @property
    def common_words(self) -> int:
        """Words everyone meets: of the scenario an officer plays one part."""
        return replace(self, body=SCENARIO.sub("\n", self.body)).words

    @property
    def kinds(self) -> list[str]:
        """Kinds of its blocks, in their order."""
        return re.findall(r"^::: ([a-z_]+) [a-z0-9-]+$", self.body, re.MULTILINE)

    @property
    def laws(self) -> list[tuple[str, str]]:
        """(source, note) of each law block."""
        return re.findall(r"^::: law \S+\nsource: (\S+)\n(.*?)^:::$", self.body, re.MULTILINE | re.DOTALL)


def _plain(line: str) -> str:
    key, _, value = line.partition(": ")
    if key in CODES or re.match(r"#### (decision|model|trap)", line):
        return ""
    if value and re.fullmatch(r"[a-z_]+", key):
        line = value
    elif heading := re.match(r"### (?:police|gendarmerie|coast_guard): (.*)", line):
        line = heading[1]
    return MARKS.sub(" ", MARKS.sub("", LINK.sub(r"\1", line.strip()), count=1)).strip()


@cache
def lessons(course: str, language: str) -> tuple[Lesson, ...]:
    folder = CONTENT / "courses" / course / "lessons"
    return tuple(_lesson(path) for path in sorted(folder.glob(f"*.{language}.md")))


def _lesson(path: Path) -> Lesson:
    _before, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Lesson(f"{path.parent.parent.name}/{path.name}", tomllib.loads(front), body)


@cache
def front_of_course(course: str) -> dict[str, Any]:
    with (CONTENT / "courses" / course / "course.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def items(course: str, language: str) -> dict[str, dict[str, Any]]:
    folder = CONTENT / "courses" / course / "questions"
    found = [
        item
        for path in sorted(folder.glob(f"*.{language}.toml"))
        for item in tomllib.loads(path.read_text(encoding="utf-8"))["item"]
    ]
    return {item["id"]: item for item in found}


def choice_items(course: str) -> list[dict[str, Any]]:
    """Items with options in the source language."""
    return [item for item in items(course, "tr").values() if item["kind"] in CHOICES]


@cache
def statuses() -> dict[str, str]:
    """Standing of each legal source."""
    with (CONTENT / "legal.tr.toml").open("rb") as file:
        return {entry["key"]: entry["status"] for entry in tomllib.load(file)["source"]}


def strings(value: Any) -> Iterator[str]:
    """Every text in a table, wherever it is."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def texts(course: str, language: str) -> Iterator[tuple[str, str]]:
    """(where, text) of all a reader can meet: course page, lessons, field card, questions."""
    folder = CONTENT / "courses" / course
    for path in sorted(folder.rglob(f"*.{language}.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{course}/{path.relative_to(folder)}:{number}", line
    for code, item in items(course, language).items():
        for text in strings(item):
            yield f"{course}/{code}", text
