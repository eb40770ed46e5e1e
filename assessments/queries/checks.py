"""Questions asked inside a lesson: bare, and explained once this officer has answered at this place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from accounts.models import User
from assessments import kinds
from assessments.models import CheckResponse, QuestionVersion
from assessments.queries.wordings import Explanation, Words, explanations_of, newest_wording, words_of

Place = tuple[UUID, str]  # question key, context key


@dataclass(frozen=True)
class CheckView:
    """A question at a place. `ask` is the context of the kind's form; `correct`, `review`, `feedback` (for what was
    chosen) and `rationale` are empty until it is answered there.

    `version` goes into the form: an answer is judged by the version that was on the screen.
    """

    question_key: UUID
    version: int
    stem: str
    kind: str
    hint: str
    stepwise: bool
    ask: dict[str, Any]
    language: str
    fell_back: bool
    answered: bool = False
    correct: bool | None = None
    review: dict[str, Any] | None = None
    rationale: str = ""


def check_view(
    *, question_key: UUID, language: str, officer: User | None = None, context_key: str = ""
) -> CheckView | None:
    """One question; None when it was never published."""
    found = check_views([(question_key, context_key)], language=language, officer=officer)
    return next(iter(found.values()), None)


def judge_openly(*, question_key: UUID, fields: kinds.Fields, language: str) -> CheckView | None:
    """A question asked of somebody nobody knows: judged when `fields` answer it, and nothing is kept.

    For public practice only: whoever may ask as often as they like can find out every key.
    """
    version: Any = next(iter(_newest_versions({UUID(str(question_key))}, language)), None)
    if version is None:
        return None
    kind, question = kinds.get(version.kind), kinds.Question(version.structure, version.key)
    try:
        answer = kind.read(question, kind.order(version.structure, None), fields, {})
    except kinds.InvalidAnswer:
        answer = {}
    words, explained = words_of([version.wording]), explanations_of([version.wording])
    return _view(version, words[version.wording], explained[version.wording], answer, language)


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
            views[key, context] = _view(
                version,
                words[version.wording],
                explained.get(version.wording),
                answers.get((key, context)),
                language,
            )
    return views


def _newest_versions(keys: set[UUID], language: str) -> Iterable[Any]:
    newest = QuestionVersion.objects.filter(question_key=OuterRef("question_key")).order_by("-number")
    return QuestionVersion.objects.filter(question_key__in=keys, number=Subquery(newest.values("number")[:1])).annotate(
        wording=newest_wording("pk", language)
    )


def _answers(officer: User | None, asked: list[Place]) -> dict[Place, kinds.Answer]:
    """What the officer last answered at each of these places."""
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
    return {(key, context): answer for key, context, answer in rows}


def _view(
    version: Any, words: Words, explanation: Explanation | None, answer: kinds.Answer | None, language: str
) -> CheckView:
    """Judged by the key of today; an answer that no longer fits the question leaves it open again."""
    kind = kinds.get(version.kind)
    question = kinds.Question(version.structure, version.key)
    order = kind.order(version.structure, None)
    given = answer if answer and kind.fits(question, answer) else {}
    finished = bool(given) and kind.finished(question, given)
    with words.spoken():
        bare = CheckView(
            question_key=version.question_key,
            version=version.number,
            stem=words.stem,
            kind=kind.name,
            hint=str(kind.lesson_hint or kind.hint),
            stepwise=kind.stepwise,
            ask=kind.ask(version.structure, order, words.texts, given if kind.stepwise and not finished else {}),
            language=words.language,
            fell_back=words.language != language,
        )
        if not finished or explanation is None:
            return bare
        return replace(
            bare,
            answered=True,
            correct=judged(kind, question, given),
            review=kind.review(question, order, words.texts, explanation.feedback, given),
            rationale=explanation.rationale,
        )


def judged(kind: kinds.Kind, question: kinds.Question, answer: kinds.Answer) -> bool | None:
    """Whether an answer wins all points; None when only a person could say, or while steps are left."""
    if not kind.finished(question, answer):
        return None
    points = kind.mark(question, answer)
    return None if points is None else points >= question.points
