"""Which questions an attempt gets, in which order, with its options in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from assessments import kinds
from assessments.models import Question, QuestionVersion
from assessments.queries.wordings import Frozen, frozen
from common.text import fold

_random = SystemRandom()


@dataclass(frozen=True)
class Drawn:
    version_id: int
    option_order: list[str]


def draw(*, rules: Mapping[str, Any], officer: User) -> list[Drawn]:
    """Draw the questions of each section, as many as its rules say or all there are; pinned at their newest version."""
    picked: list[int] = []
    for section in rules["sections"]:
        picked += _of_section(section, officer.agency, set(picked))
    if rules["shuffle"]:
        _random.shuffle(picked)
    versions = frozen(picked)
    return [Drawn(pk, _order(versions[pk], shuffle=rules["shuffle"])) for pk in picked]


def _of_section(section: Mapping[str, Any], agency: str, taken: set[int]) -> list[int]:
    if section["type"] == "fixed":
        return [pk for pk in _fixed(section["questions"]) if pk not in taken]
    picked: list[int] = []
    for row in section["rows"] if section["type"] == "blueprint" else [section]:
        available = [pk for pk in _drawable(section["bank"], agency, row) if pk not in taken and pk not in picked]
        chosen = set(_random.sample(available, min(row["count"], len(available))))
        picked += [pk for pk in available if pk in chosen]  # in the order of the bank
    return picked


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
    return [versions[key] for key in keys if key in versions]


def _drawable(bank: str, agency: str, row: Mapping[str, Any]) -> list[int]:
    """Newest versions of the bank's pool questions for this agency that fit a row, by code."""
    questions = _published().filter(Q(agency__in=["", "all", agency]), bank__slug=bank, pool=True)
    for name in ("category", "competency", "difficulty"):
        if row.get(name):
            questions = questions.filter(**{name: row[name]})
    found = questions.order_by("code").values_list("version", "tags")
    wanted = fold(row.get("tag") or "")
    return [pk for pk, tags in found if not wanted or wanted in {fold(tag.strip()) for tag in tags.split(",")}]


def _order(version: Frozen, *, shuffle: bool) -> list[str]:
    return kinds.get(version.kind).order(version.question.structure, _random if shuffle else None)
