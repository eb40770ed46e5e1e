"""Submitting: one result, worked out from the answers; corrections are new rows; news after commit."""

from decimal import Decimal

import pytest

from assessments.domain import NotDrawn, correct_mark, submit
from assessments.models import AttemptResult, Mark
from assessments.queries import result_view, standing
from assessments.signals import attempt_marked
from common.models import AuditEvent
from tests.factories import UserFactory
from tests.factories.assessments import (
    CONTEXT,
    answer_all,
    begin,
    options,
    publish,
    published_question,
    published_quiz,
    save,
    translate,
    wrong_places,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz():
    return published_quiz(questions=3, draw=3, pass_mark=66)


@pytest.fixture
def attempt(quiz):
    return begin(UserFactory(), quiz)


@pytest.fixture
def news():
    heard = []

    def listen(sender, attempt, **kwargs):
        heard.append(attempt)

    attempt_marked.connect(listen)
    yield heard
    attempt_marked.disconnect(listen)


def test_all_right_passes(attempt):
    answer_all(attempt)
    result = submit(attempt=attempt)
    assert (result.points, result.max_points, result.percent, result.passed) == (3, 3, 100, True)
    assert attempt.submitted_at is not None


@pytest.mark.parametrize(("wrong", "percent", "passed"), [(1, "66.66", True), (2, "33.33", False), (3, "0.00", False)])
def test_the_percentage_is_rounded_down_and_compared_with_the_pass_mark(attempt, wrong, percent, passed):
    answer_all(attempt, wrong=wrong)
    result = submit(attempt=attempt)
    assert (str(result.percent), result.passed) == (percent, passed)


def test_just_below_the_pass_mark_is_not_passed():
    attempt = begin(UserFactory(), published_quiz(questions=3, draw=3, pass_mark=67))
    answer_all(attempt, wrong=1)
    assert not submit(attempt=attempt).passed


def test_what_was_not_answered_wins_nothing_and_says_so(attempt):
    result = submit(attempt=attempt)
    assert result.points == 0
    assert list(Mark.objects.filter(item__attempt=attempt).values_list("response", flat=True)) == [None, None, None]
    assert not any(item.answered for item in result_view(attempt, "tr").items)


def test_submitting_twice_gives_the_same_result(attempt, news, django_capture_on_commit_callbacks):
    answer_all(attempt)
    with django_capture_on_commit_callbacks(execute=True):
        assert submit(attempt=attempt) == submit(attempt=attempt)
    assert Mark.objects.count() == 3
    assert AttemptResult.objects.count() == 1
    assert news == [attempt]


def test_the_news_waits_for_the_commit(attempt, news, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        submit(attempt=attempt)
        assert news == []
    callbacks[0]()
    assert [heard.submitted_at is not None for heard in news] == [True]


def test_the_pass_mark_is_the_one_the_attempt_began_under(attempt, quiz):
    quiz.pass_mark = 100
    publish(quiz)
    answer_all(attempt, wrong=1)
    assert submit(attempt=attempt).passed


def test_the_result_explains_each_answer(attempt):
    answer_all(attempt, wrong=1)
    submit(attempt=attempt)
    view = result_view(attempt, "tr")
    assert (view.points, view.max_points, view.number, view.pass_mark) == (2, 3, 1, 66)
    first, second = view.items[0], view.items[1]
    assert (first.right, second.right) == (False, True)
    assert first.rationale.startswith("Gerekçe")
    options = first.review["options"]
    chosen = next(option for option in options if option["chosen"])
    assert chosen["feedback"] == f"Geri bildirim {chosen['text']}"
    assert not chosen["right"]
    assert [option["text"] for option in options if option["right"]] == ["Doğru"]
    assert not any(option["feedback"] for option in options if not option["chosen"])


def test_there_is_no_result_before_submitting(attempt):
    answer_all(attempt)
    assert result_view(attempt, "tr") is None


def test_the_result_speaks_the_language_of_the_reader():
    quiz = published_quiz(questions=0, draw=1)
    question = published_question(code="q1")
    english = options("Right", "Wrong", "Maybe", ids="q1")
    translate(question, stem="Question?", options=english, rationale="Because")
    attempt = begin(UserFactory(), quiz)
    submit(attempt=attempt)
    item = result_view(attempt, "en").items[0]
    assert (item.stem, item.rationale, item.fell_back) == ("Question?", "Because", False)


def test_multiple_choice_wins_only_for_exactly_the_key():
    quiz = published_quiz(questions=0, draw=1, attempts=0)
    published_question(kind="multiple", parts=options("A", "B", "C", right=(1, 2)))
    officer = UserFactory()
    for texts, points in [({"A", "B"}, 1), ({"A"}, 0), ({"A", "B", "C"}, 0), ({"C"}, 0)]:
        attempt = begin(officer, quiz)
        order = attempt.items.get().option_order
        wanted = {"A": "opt-1", "B": "opt-2", "C": "opt-3"}
        places = [order.index(wanted[text]) + 1 for text in texts]
        save(attempt, 1, *places)
        assert submit(attempt=attempt).points == points


def test_a_corrected_mark_supersedes_and_keeps_the_earlier_one(attempt):
    answer_all(attempt, wrong=2)
    assert not submit(attempt=attempt).passed
    boss = UserFactory()
    result = correct_mark(attempt=attempt, position=1, points=Decimal(1), reason="Soru hatalıydı", by=boss)
    assert (result.number, result.points, result.passed) == (2, 2, True)
    marks = Mark.objects.filter(item__attempt=attempt, item__position=1).order_by("number")
    assert [(mark.points, mark.reason) for mark in marks] == [(0, ""), (1, "Soru hatalıydı")]
    view = result_view(attempt, "tr")
    assert (view.passed, view.points, view.items[0].right) == (True, 2, True)
    assert standing(officer=attempt.officer, quiz_key=attempt.quiz_key, context_key=CONTEXT).passed
    assert AuditEvent.objects.get(action="mark.correct").actor == boss
    assert submit(attempt=attempt) == result


@pytest.mark.parametrize(("position", "points"), [(9, 1), (1, 2), (1, -1)])
def test_a_correction_must_fit_the_item(attempt, position, points):
    submit(attempt=attempt)
    with pytest.raises(NotDrawn):
        correct_mark(attempt=attempt, position=position, points=Decimal(points), reason="-", by=attempt.officer)


def test_an_attempt_not_submitted_has_no_mark_to_correct(attempt):
    with pytest.raises(NotDrawn):
        correct_mark(attempt=attempt, position=1, points=Decimal(1), reason="-", by=attempt.officer)


def test_the_last_answer_is_the_one_marked(attempt):
    answer_all(attempt)
    item = attempt.items.select_related("question_version").get(position=1)
    save(attempt, 1, *wrong_places(item))
    assert submit(attempt=attempt).points == 2
