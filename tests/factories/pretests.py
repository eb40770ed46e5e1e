"""A pre-test for a published course, and officers who take it."""

from collections.abc import Collection

from assessments.domain import submit
from assessments.models import Attempt, Quiz
from courses.models import CoursePage, OutlineVersion
from enrolments.domain import start_pretest
from enrolments.models import Enrolment
from tests.factories.assessments import (
    BankFactory,
    QuizFactory,
    publish,
    published_question,
    right_places,
    save,
    wrong_places,
)


def pretest_quiz(**labels: int) -> Quiz:
    """So many questions for each label, none of which a final quiz may draw."""
    bank = BankFactory(slug="pretest")
    sections = [
        {"type": "fixed", "value": {"label": label, "questions": [_question(bank) for _n in range(number)]}}
        for label, number in labels.items()
    ]
    return publish(QuizFactory(code="pretest", title="Ön sınav", intro="", sections=sections, pass_mark=0, attempts=1))


def _question(bank) -> int:
    return published_question(bank=bank, pool=False).pk


def add_pretest(code: str = "m1", **labels: int) -> OutlineVersion:
    """Give a published course a pre-test; its new outline."""
    page = CoursePage.objects.get(code=code, locale__language_code="tr")
    page.pretest = pretest_quiz(**(labels or {"l1": 2, "l2": 2}))
    page.save_revision().publish()
    return OutlineVersion.objects.filter(outline__code=code).latest("number")


def take_pretest(enrolment: Enrolment, *, knows: Collection[str]) -> Attempt:
    """Hand in the pre-test: right where the label is known, wrong elsewhere."""
    attempt = start_pretest(enrolment=enrolment, language="tr")
    for item in attempt.items.select_related("question_version"):
        save(attempt, item.position, *(right_places if item.label in knows else wrong_places)(item))
    submit(attempt=attempt)
    return attempt
