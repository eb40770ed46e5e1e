"""The words of frozen questions: which wording to show, and its text from the process cache (a wording never changes).

What may be seen before marking (`Words`) and what may not (`Explanation`) are read and cached apart.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.utils import translation

from assessments import kinds
from assessments.models import QuestionVersion, QuestionWording, QuizVersion, QuizWording

T = TypeVar("T")


@dataclass(frozen=True)
class Words:
    """Stem and texts of one wording; `texts` maps ids to words and stays on the server."""

    language: str
    stem: str
    texts: dict[str, str]

    def spoken(self) -> AbstractContextManager[None]:
        """A kind's own labels speak the language of the stem."""
        return translation.override(self.language)


@dataclass(frozen=True)
class Explanation:
    """What is said after marking: feedback by id, and why."""

    feedback: dict[str, str]
    rationale: str


class Frozen(NamedTuple):
    """The immutable half of a question version. Holds the key: for reading answers and marking only."""

    kind: str
    question: kinds.Question


def newest_wording(version: str, language: str, field: str = "pk") -> Subquery:
    """The newest wording of the version at this lookup, in the language asked for, else in the source language."""
    return Subquery(_best(QuestionWording.objects.filter(version=OuterRef(version)), language).values(field)[:1])


def newest_quiz_wording(version: str, language: str, field: str) -> Subquery:
    return Subquery(_best(QuizWording.objects.filter(version=OuterRef(version)), language).values(field)[:1])


def _best(wordings: QuerySet[Any], language: str) -> QuerySet[Any]:
    asked_first = Case(When(language=language, then=Value(0)), default=Value(1), output_field=IntegerField())
    return wordings.filter(language__in=[language, settings.LANGUAGE_CODE]).order_by(asked_first, "-revision")


def newest_quiz_version(quiz_key: Any) -> QuerySet[QuizVersion]:
    """A queryset whose first row is the newest version; takes a key or an OuterRef."""
    return QuizVersion.objects.filter(quiz_key=quiz_key).order_by("-number")


def words_of(wording_ids: Iterable[int]) -> dict[int, Words]:
    return _cached("words", wording_ids, _read_words)


def explanations_of(wording_ids: Iterable[int]) -> dict[int, Explanation]:
    return _cached("explanation", wording_ids, _read_explanations)


def frozen(version_ids: Iterable[int]) -> dict[int, Frozen]:
    return _cached("frozen", version_ids, _read_frozen)


def rules_of(quiz_version_id: int) -> dict[str, Any]:
    """The rules of a quiz version. Not to be changed."""
    return _cached("rules", [quiz_version_id], _read_rules)[quiz_version_id]


def _cached(name: str, ids: Iterable[int], read: Callable[[list[int]], dict[int, T]]) -> dict[int, T]:
    """Rows that never change, from the process cache; one query for those not in it yet."""
    wanted = {f"assessments:{name}:{pk}": pk for pk in ids}
    found = {wanted[key]: value for key, value in caches["process"].get_many(wanted).items()}
    missing = [pk for pk in wanted.values() if pk not in found]
    if missing:
        fresh = read(missing)
        caches["process"].set_many({f"assessments:{name}:{pk}": value for pk, value in fresh.items()})
        found.update(fresh)
    return found


def _read_words(ids: list[int]) -> dict[int, Words]:
    rows = QuestionWording.objects.filter(pk__in=ids).values_list("pk", "language", "stem", "texts")
    return {pk: Words(language, stem, texts) for pk, language, stem, texts in rows}


def _read_explanations(ids: list[int]) -> dict[int, Explanation]:
    rows = QuestionWording.objects.filter(pk__in=ids).values_list("pk", "feedback", "rationale")
    return {pk: Explanation(feedback, rationale) for pk, feedback, rationale in rows}


def _read_frozen(ids: list[int]) -> dict[int, Frozen]:
    rows = QuestionVersion.objects.filter(pk__in=ids).values_list("pk", "kind", "structure", "key")
    return {pk: Frozen(kind, kinds.Question(structure, key)) for pk, kind, structure, key in rows}


def _read_rules(ids: list[int]) -> dict[int, dict[str, Any]]:
    return dict(QuizVersion.objects.filter(pk__in=ids).values_list("pk", "rules"))
