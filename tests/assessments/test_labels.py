"""Sections of a quiz say what they test; the label is frozen with the attempt and scores are told by it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from assessments import domain
from assessments.models import AttemptItem, QuizVersion
from assessments.queries import LabelScore, label_scores
from tests.factories import UserFactory
from tests.factories.assessments import (
    CONTEXT,
    BankFactory,
    QuizFactory,
    answer_all,
    begin,
    drawn,
    publish,
    published_question,
    right_places,
    save,
    wrong_places,
)

pytestmark = pytest.mark.django_db


def fixed(label: str, *questions):
    return {"type": "fixed", "value": {"label": label, "questions": [question.pk for question in questions]}}


@pytest.fixture
def quiz():
    """Two questions on l1, three on l2, one that tests nothing in particular."""
    sections = [fixed(label, *(published_question() for _ in range(n))) for label, n in (("l1", 2), ("l2", 3), ("", 1))]
    return publish(QuizFactory(sections=sections, pass_mark=0, attempts=0))


def scores(officer, quiz):
    return label_scores(officer=officer, quiz_key=quiz.translation_key, context_key=CONTEXT)


def answer(attempt, label: str, *, wrong: int = 0):
    for number, item in enumerate(attempt.items.filter(label=label).select_related("question_version")):
        save(attempt, item.position, *(wrong_places if number < wrong else right_places)(item))


def test_the_label_is_frozen_with_the_rules_and_with_each_item(quiz):
    sections = QuizVersion.objects.get(quiz_key=quiz.translation_key).rules["sections"]
    assert [section.get("label") for section in sections] == ["l1", "l2", None]
    labels = AttemptItem.objects.filter(attempt=begin(UserFactory(), quiz)).values_list("label", flat=True)
    assert sorted(labels) == ["", "l1", "l1", "l2", "l2", "l2"]


def test_a_later_label_does_not_reach_an_attempt_already_begun(quiz):
    attempt = begin(UserFactory(), quiz)
    quiz.sections = [fixed("l9", published_question())]
    publish(quiz)
    assert set(attempt.items.values_list("label", flat=True)) == {"", "l1", "l2"}


def test_scores_are_told_by_label_after_the_attempt_is_handed_in(quiz):
    officer = UserFactory()
    attempt = begin(officer, quiz)
    answer(attempt, "l1")
    answer(attempt, "l2", wrong=1)
    assert scores(officer, quiz) is None
    domain.submit(attempt=attempt)
    found = scores(officer, quiz)
    assert found.attempt == attempt.public_id
    assert found.scores == {
        "l1": LabelScore("l1", 2, 2, Decimal(2), Decimal(2)),
        "l2": LabelScore("l2", 3, 2, Decimal(2), Decimal(3)),
    }
    assert found.scores["l1"].all_right
    assert not found.scores["l2"].all_right


def test_the_first_attempt_counts_and_nobody_elses(quiz):
    officer, other = UserFactory(), UserFactory()
    first = begin(officer, quiz)
    answer_all(first, wrong=6)
    domain.submit(attempt=first)
    second = begin(officer, quiz)
    answer_all(second)
    domain.submit(attempt=second)
    assert scores(officer, quiz).attempt == first.public_id
    assert not any(score.right for score in scores(officer, quiz).scores.values())
    assert scores(other, quiz) is None


def test_a_corrected_mark_is_what_counts(quiz):
    officer = UserFactory()
    attempt = begin(officer, quiz)
    answer(attempt, "l1", wrong=1)
    domain.submit(attempt=attempt)
    wrong = attempt.items.filter(label="l1", marks__points=0).get()
    domain.correct_mark(attempt=attempt, position=wrong.position, points=Decimal(1), reason="x", by=UserFactory())
    assert scores(officer, quiz).scores["l1"].all_right


def test_scores_cost_one_query_however_many_labels(quiz, django_assert_num_queries):
    officer = UserFactory()
    attempt = begin(officer, quiz)
    domain.submit(attempt=attempt)
    with django_assert_num_queries(1):
        scores(officer, quiz)


def test_what_is_drawn_ahead_keeps_its_label():
    bank, officer = BankFactory(), UserFactory()
    for _number in range(3):
        published_question(bank=bank)
    section = drawn(bank, 2, label="l1")
    quiz = publish(QuizFactory(sections=section, prepare=True, opens_at=timezone.now() + timezone.timedelta(hours=1)))
    (version,) = domain.quizzes_to_prepare()
    domain.prepare_draw(officer=officer, version=version, context_key=CONTEXT)
    domain.grant_override(
        quiz_key=quiz.translation_key, officer=officer, by=UserFactory(), reason="x", opens_at=timezone.now()
    )
    assert set(begin(officer, quiz).items.values_list("label", flat=True)) == {"l1"}


def test_a_label_is_a_slug(quiz):
    block = quiz.sections.stream_block.child_blocks["fixed"].child_blocks["label"]
    assert block.clean("lesson-1") == "lesson-1"
    with pytest.raises(ValidationError):
        block.clean("ders 1")


def test_questions_two_quizzes_may_both_ask_are_named(quiz):
    bank = BankFactory()
    pool = published_question(bank=bank)
    kept = published_question(bank=bank, pool=False)
    final = publish(QuizFactory(sections=drawn(bank, 1)))
    assert domain.shared_questions(publish(QuizFactory(sections=[fixed("l1", kept)])), final) == []
    assert domain.shared_questions(publish(QuizFactory(sections=[fixed("l1", kept, pool)])), final) == [pool.code]
