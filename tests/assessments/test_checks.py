"""A question inside a lesson: bare until answered, judged at once, every try kept."""

import pytest

from assessments.domain import AnswerRefused, NotAnswered, NotDrawn, answer_check
from assessments.models import CheckResponse
from assessments.queries import check_view, check_views
from assessments.signals import check_answered
from common.scoping import UnscopedQueryError
from tests.factories import UserFactory
from tests.factories.assessments import (
    QuestionFactory,
    choice,
    options,
    publish,
    published_question,
    translate,
)
from tests.factories.kinds import example

pytestmark = pytest.mark.django_db
HERE = "lesson:block"


@pytest.fixture
def officer():
    return UserFactory()


@pytest.fixture
def question():
    return published_question(code="q1", pool=False)


def answer(officer, question, places, context_key=HERE, **how):
    return answer_check(
        officer=officer,
        question_key=question.translation_key,
        context_key=context_key,
        fields=choice(*places),
        **{"language": "tr", **how},
    )


def view(question, officer=None, language="tr", context_key=HERE):
    return check_view(
        question_key=question.translation_key, language=language, officer=officer, context_key=context_key
    )


def chosen(shown):
    return [option["text"] for option in shown.review["options"] if option["chosen"]]


def test_before_answering_only_the_question_is_shown(officer, question):
    shown = view(question, officer)
    assert (shown.stem, shown.ask["input_type"]) == (question.stem, "radio")
    assert shown.ask["options"] == [
        {"place": place, "text": text, "chosen": False}
        for place, text in enumerate(["Doğru", "Yanlış", "Belki"], start=1)
    ]
    assert (shown.answered, shown.correct, shown.review, shown.rationale) == (False, None, None, "")


def test_after_answering_it_explains(officer, question):
    assert not answer(officer, question, [2]).correct
    shown = view(question, officer)
    assert (shown.answered, shown.correct, chosen(shown)) == (True, False, ["Yanlış"])
    assert [option["feedback"] for option in shown.review["options"]] == ["", "Geri bildirim Yanlış", ""]
    assert shown.rationale == question.rationale


def test_it_explains_to_nobody_else_and_nowhere_else(officer, question):
    answer(officer, question, [1])
    for other in (view(question), view(question, UserFactory()), view(question, officer, context_key="lesson:other")):
        assert not other.answered
        assert other.rationale == ""


def test_every_try_is_kept_and_the_last_one_shown(officer, question):
    for places in ([2], [3], [1]):
        answer(officer, question, places)
    rows = CheckResponse.objects.of(officer).order_by("sequence")
    assert [(row.sequence, row.correct) for row in rows] == [(1, False), (2, False), (3, True)]
    assert view(question, officer).correct


def test_the_same_answer_again_is_the_same_row(officer, question):
    assert answer(officer, question, [2]) == answer(officer, question, [2])


@pytest.mark.parametrize(("places", "error"), [([], NotAnswered), ([0], NotDrawn), ([4], NotDrawn), ([1, 2], NotDrawn)])
def test_what_cannot_come_from_the_form_is_refused(officer, question, places, error):
    with pytest.raises(error) as refusal:
        answer(officer, question, places)
    assert isinstance(refusal.value, AnswerRefused)
    assert str(refusal.value)


def test_a_question_never_published_cannot_be_asked(officer):
    draft = QuestionFactory()
    assert view(draft) is None
    with pytest.raises(NotDrawn):
        answer(officer, draft, [1])


def test_an_answer_is_judged_by_the_version_on_the_screen(officer, question):
    shown = view(question)
    question.parts = options("Belki", "Yanlış", "Doğru", right=(3,), ids="new")
    publish(question)
    assert answer(officer, question, [1], version=shown.version).correct
    assert not view(question, officer).answered  # other options now: the question is open again


def test_a_corrected_key_judges_earlier_answers_anew(officer, question):
    assert answer(officer, question, [1]).correct
    question.parts = options("Doğru", "Yanlış", "Belki", right=(2,), ids="q1")
    publish(question)
    shown = view(question, officer)
    assert (shown.answered, chosen(shown), shown.correct) == (True, ["Doğru"], False)


def test_language_of_the_reader(officer, question):
    translate(question, stem="Question?", parts=options("Right", "Wrong", "Maybe", ids="q1"), rationale="Because")
    answer(officer, question, [1])
    assert view(question, officer, "en").rationale == "Because"
    assert view(question, officer, "ar").fell_back


def test_the_news_waits_for_the_commit(officer, question, django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, response, **kwargs):
        heard.append(response)

    check_answered.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            response = answer(officer, question, [1])
            assert heard == []
    finally:
        check_answered.disconnect(listen)
    assert heard == [response]


@pytest.mark.parametrize("count", [1, 3])
def test_a_whole_lesson_costs_four_queries(officer, count, django_assert_num_queries):
    questions = [published_question() for _number in range(count)]
    for question in questions:
        answer(officer, question, [1], context_key=f"lesson:{question.code}")
    asked = [(question.translation_key, f"lesson:{question.code}") for question in questions]
    with django_assert_num_queries(4):
        views = check_views(asked, language="tr", officer=officer)
    assert [views[place].correct for place in asked] == [True] * count
    with django_assert_num_queries(2):  # the words are in the cache now
        check_views(asked, language="tr", officer=officer)


def test_answers_of_people_are_never_read_unscoped(officer, question):
    answer(officer, question, [1])
    with pytest.raises(UnscopedQueryError):
        list(CheckResponse.objects.filter(correct=True))


def test_a_written_check_promises_no_trainer(officer):
    written = published_question(**example("written"), pool=False)
    translate(written)
    assert "Nobody marks it" in view(written, officer, language="en").hint
