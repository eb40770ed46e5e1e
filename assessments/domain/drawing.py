"""Which questions an attempt gets, in which order, with its options in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery

from accounts.models import User
from assessments import kinds
from assessments.models import Question, QuestionVersion
from assessments.queries.wordings import frozen

_random = SystemRandom()


@dataclass(frozen=True)
class Drawn:
    version_id: int
    option_order: list[str]


def draw(*, rules: Mapping[str, Any], officer: User) -> list[Drawn]:
    """Draw as many questions of each section as its rules say, or all there are; pinned at their newest version."""
    picked: list[int] = []
    for section in rules["sections"]:
        available = [pk for pk in _drawable(section["bank"], officer.agency) if pk not in picked]
        chosen = set(_random.sample(available, min(section["draw"], len(available))))
        picked += [pk for pk in available if pk in chosen]  # in the order of the bank
    if rules["shuffle"]:
        _random.shuffle(picked)
    versions = frozen(picked)
    return [
        Drawn(pk, _order(versions[pk].kind, versions[pk].structure["options"], shuffle=rules["shuffle"]))
        for pk in picked
    ]


def _drawable(bank: str, agency: str) -> list[int]:
    """Newest versions of the bank's published pool questions for this agency, by code."""
    newest = QuestionVersion.objects.filter(question_key=OuterRef("translation_key")).order_by("-number")
    return list(
        Question.objects.filter(
            Q(agency__in=["", "all", agency]),
            bank__slug=bank,
            live=True,
            pool=True,
            locale__language_code=settings.LANGUAGE_CODE,
        )
        .annotate(version=Subquery(newest.values("pk")[:1]))
        .exclude(version=None)
        .order_by("code")
        .values_list("version", flat=True)
    )


def _order(kind: str, options: list[str], *, shuffle: bool) -> list[str]:
    order = list(options)
    if shuffle and kinds.get(kind).shuffles:
        _random.shuffle(order)
    return order
