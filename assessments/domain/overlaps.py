"""Whether two quizzes could ask the same question, so that the feedback of one would be the key of the other."""

from django.conf import settings

from assessments.domain.publishing import sections_of
from assessments.models import Question, QuestionVersion, Quiz
from assessments.queries.supply import Fixed, supply


def shared_questions(first: Quiz, second: Quiz) -> list[str]:
    """Codes of the live questions that either quiz may ask, for whatever agency. A handful of queries for each row."""
    keys = QuestionVersion.objects.filter(pk__in=_askable(first) & _askable(second)).values("question_key")
    shared = Question.objects.filter(translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE)
    return sorted(shared.values_list("code", flat=True))


def _askable(quiz: Quiz) -> set[int]:
    """Versions of all questions that the sections name or may draw."""
    found: set[int] = set()
    for part in supply(sections_of(quiz)):
        found.update(part.versions if isinstance(part, Fixed) else (each.version for each in part.found))
    return found
