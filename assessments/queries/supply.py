"""Which questions the sections of a quiz may ask: what its banks hold today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery

from assessments.models import Question, QuestionCategory, QuestionVersion
from common.text import fold

EVERYBODY = ("", "all")  # agencies of a question that anybody may get


class Found(NamedTuple):
    """A live question by its newest version."""

    version: int
    agency: str


@dataclass(frozen=True)
class Row:
    """A number of questions wanted by a row of a blueprint, or by a drawn section, which is one row.

    `section` and `row` count from 1; `found`: the live questions of the pool that fit, for any agency, by code.
    """

    section: int
    row: int
    cell: Mapping[str, Any]
    wanted: int
    found: tuple[Found, ...]

    def versions(self, agency: str) -> list[int]:
        return [each.version for each in self.found if each.agency in (*EVERYBODY, agency)]


@dataclass(frozen=True)
class Fixed:
    """A section of fixed questions: the newest versions of those that are live, each once, in their order."""

    section: int
    wanted: int
    versions: tuple[int, ...]


def supply(sections: Sequence[Mapping[str, Any]]) -> list[Fixed | Row]:
    """What the sections of a quiz's rules find, in their order. One query for each row, and one for a category."""
    return [part for number, section in enumerate(sections, start=1) for part in _parts(number, section)]


def _parts(number: int, section: Mapping[str, Any]) -> Iterator[Fixed | Row]:
    if section["type"] == "fixed":
        yield Fixed(number, len(set(section["questions"])), tuple(_fixed(section["questions"])))
        return
    for place, cell in enumerate(section["rows"] if section["type"] == "blueprint" else [section], start=1):
        yield Row(number, place, cell, cell["count"], tuple(_drawable(section["bank"], cell)))


def _published() -> QuerySet[Any, Any]:
    """Live questions in the source language with the primary key of their newest `version`."""
    newest = QuestionVersion.objects.filter(question_key=OuterRef("translation_key")).order_by("-number")
    return (
        Question.objects.filter(live=True, locale__language_code=settings.LANGUAGE_CODE)
        .annotate(version=Subquery(newest.values("pk")[:1]))
        .exclude(version=None)
    )


def _fixed(keys: Sequence[str]) -> list[int]:
    found = dict(_published().filter(translation_key__in=keys).values_list("translation_key", "version"))
    versions = {str(key): version for key, version in found.items()}
    return [versions[key] for key in dict.fromkeys(keys) if key in versions]


def _drawable(bank: str, cell: Mapping[str, Any]) -> list[Found]:
    """The bank's pool questions that fit a cell, by code. A category holds what is in the categories inside it too."""
    questions = _published().filter(bank__slug=bank, pool=True)
    for name in ("competency", "difficulty"):
        if cell.get(name):
            questions = questions.filter(**{name: cell[name]})
    if cell.get("category"):
        questions = questions.filter(category__in=categories_within(cell["category"]))
    wanted = fold(cell.get("tag") or "")
    return [
        Found(version, agency)
        for version, agency, tags in questions.order_by("code").values_list("version", "agency", "tags")
        if not wanted or wanted in {fold(tag.strip()) for tag in tags.split(",")}
    ]


def categories_within(category: int) -> set[int]:
    """Primary keys of a category and of all inside it, however deep. One query."""
    inside: dict[int | None, list[int]] = {}
    for pk, parent in QuestionCategory.objects.values_list("pk", "parent"):
        inside.setdefault(parent, []).append(pk)
    found, left = set(), [category]
    while left:
        current = left.pop()
        if current not in found:
            found.add(current)
            left += inside.get(current, [])
    return found
