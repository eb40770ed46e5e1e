"""Questions asked inside a lesson: bare, and explained once this officer has answered at this place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from accounts.models import User
from assessments import kinds
from assessments.models import CheckResponse, QuestionVersion
from assessments.queries.attempts import places
from assessments.queries.wordings import Explanation, Option, Words, explanations_of, newest_wording, words_of

Place = tuple[UUID, str]  # question key, context key


@dataclass(frozen=True)
class CheckView:
    """A question at a place. `correct`, `chosen`, `feedback` (for what was chosen) and `rationale` are empty until it
    is answered there.

    `version` goes into the form: an answer is judged by the version that was on the screen.
    """

    question_key: UUID
    version: int
    stem: str
    input_type: str
    options: tuple[Option, ...]
    language: str
    fell_back: bool
    answered: bool = False
    correct: bool | None = None
    chosen: tuple[int, ...] = ()
    feedback: tuple[str, ...] = ()
    rationale: str = ""


def check_view(
    *, question_key: UUID, language: str, officer: User | None = None, context_key: str = ""
) -> CheckView | None:
    """One question; None when it was never published."""
    found = check_views([(question_key, context_key)], language=language, officer=officer)
    return next(iter(found.values()), None)


def check_views(asked: Iterable[Place], *, language: str, officer: User | None = None) -> dict[Place, CheckView]:
    """All questions of a lesson at once, by (question key, context key): at most four queries however many there are.

    Questions never published are left out.
    """
    wanted = [(UUID(str(key)), context) for key, context in asked]
    versions = {
        version.question_key: version for version in _newest_versions({key for key, _context in wanted}, language)
    }
    words = words_of(version.wording for version in versions.values())
    answers = _answers(officer, wanted)
    explained = explanations_of(versions[key].wording for key, context in answers if key in versions)
    views = {}
    for key, context in wanted:
        if key in versions:
            version = versions[key]
            bare = _bare(version, words[version.wording], language)
            answer = answers.get((key, context))
            views[key, context] = (
                _answered(bare, version, answer, explained[version.wording]) if answer else CheckView(**bare)
            )
    return views


def _newest_versions(keys: set[UUID], language: str) -> Iterable[Any]:
    newest = QuestionVersion.objects.filter(question_key=OuterRef("question_key")).order_by("-number")
    return QuestionVersion.objects.filter(question_key__in=keys, number=Subquery(newest.values("number")[:1])).annotate(
        wording=newest_wording("pk", language)
    )


def _answers(officer: User | None, asked: list[Place]) -> dict[Place, list[str]]:
    """What the officer last chose at each of these places, as option ids."""
    if officer is None or not officer.is_authenticated:
        return {}
    rows = (
        CheckResponse.objects.of(officer)
        .filter(
            context_key__in={context for _key, context in asked},
            question_version__question_key__in={key for key, _c in asked},
        )
        .order_by("pk")
        .values_list("question_version__question_key", "context_key", "answer")
    )
    return {(key, context): answer["chosen"] for key, context, answer in rows}


def _bare(version: Any, words: Words, language: str) -> dict[str, Any]:
    kind = kinds.get(version.kind)
    return {
        "question_key": version.question_key,
        "version": version.number,
        "stem": words.stem,
        "input_type": kind.input_type,
        "options": words.shown(kind, version.structure["options"]),
        "language": words.language,
        "fell_back": words.language != language,
    }


def _answered(bare: dict[str, Any], version: Any, chosen: list[str], explanation: Explanation) -> CheckView:
    """Judged by the key of today; an answer to options that are gone leaves the question open again."""
    structure = version.structure
    if not set(chosen) <= set(structure["options"]):
        return CheckView(**bare)
    return CheckView(
        **bare,
        answered=True,
        correct=kinds.get(version.kind).mark(structure, {"chosen": chosen}) >= structure["points"],
        chosen=places(structure["options"], chosen),
        feedback=tuple(
            explanation.feedback[option]
            for option in structure["options"]
            if option in chosen and option in explanation.feedback
        ),
        rationale=explanation.rationale,
    )
