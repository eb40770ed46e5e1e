"""The pre-test of a course: whether it may be taken, and which lessons it showed to be known.

The rule is frozen with the outline: all questions labelled with the code of a lesson right, and at least so many.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from assessments.models import Attempt
from assessments.queries import Labelled, LabelScore, QuizInfo, label_scores, quiz_info
from courses.models import OutlineVersion
from enrolments.models import Enrolment
from enrolments.queries.enrolments import pretest_key


@dataclass(frozen=True)
class Pretest:
    """How an officer stands at the pre-test: `begun` and `handed_in` are the public id of the one attempt, or empty.
    `known`: keys of the lessons that may be skipped.
    """

    info: QuizInfo
    begun: str = ""
    handed_in: str = ""
    known: frozenset[str] = frozenset()

    @property
    def offered(self) -> bool:
        return not (self.begun or self.handed_in)


def pretest_quiz(outline: OutlineVersion) -> UUID | None:
    """The key of the pre-test that held when the outline was frozen."""
    rule = outline.outline.get("pretest")
    return UUID(rule["quiz"]) if rule else None


def known_lessons(enrolment: Enrolment) -> tuple[str, frozenset[str]]:
    """The public id of the attempt at the pre-test, and the keys of the lessons it showed to be known; empty before it
    is handed in. One query, none without a pre-test.
    """
    scored = _scored(enrolment)
    return (scored.attempt, known_by(enrolment.outline, scored.scores)) if scored else ("", frozenset())


def _scored(enrolment: Enrolment) -> Labelled | None:
    quiz_key = pretest_quiz(enrolment.outline)
    if quiz_key is None:
        return None
    return label_scores(officer=enrolment.officer, quiz_key=quiz_key, context_key=pretest_key(enrolment))


def known_by(outline: OutlineVersion, scores: Mapping[str, LabelScore]) -> frozenset[str]:
    """Keys of the lessons whose questions were all right, if there were enough of them."""
    least = outline.outline["pretest"]["least"]
    right = {label for label, score in scores.items() if score.questions >= least and score.all_right}
    return frozenset(lesson["key"] for lesson in outline.outline["lessons"] if lesson["code"] in right)


def pretest_of(enrolment: Enrolment, language: str) -> Pretest | None:
    """How the officer stands at the pre-test; None when the outline has none or its quiz was never published. At most
    three queries.
    """
    quiz_key = pretest_quiz(enrolment.outline)
    info = quiz_info(quiz_key, language) if quiz_key else None
    if quiz_key is None or info is None:
        return None
    attempt, known = known_lessons(enrolment)
    if attempt:
        return Pretest(info, handed_in=attempt, known=known)
    tries = Attempt.objects.of(enrolment.officer).filter(quiz_key=quiz_key, context_key=pretest_key(enrolment))
    return Pretest(info, begun=tries.values_list("public_id", flat=True).first() or "")
