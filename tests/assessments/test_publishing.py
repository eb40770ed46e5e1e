"""What publishing writes, and what it leaves alone."""

import pytest
from django.db import DatabaseError, transaction
from wagtail.admin.panels import get_edit_handler
from wagtail.test.utils.form_data import nested_form_data, streamfield

from assessments.domain import freeze_question, freeze_quiz
from assessments.models import Question, QuestionVersion, QuestionWording, QuizVersion, QuizWording
from common.db import AppendOnlyError
from tests.factories.assessments import (
    BankFactory,
    QuestionFactory,
    QuizFactory,
    locale,
    options,
    publish,
    published_question,
    published_quiz,
    translate,
)

pytestmark = pytest.mark.django_db


def versions(question):
    return QuestionVersion.objects.filter(question_key=question.translation_key).order_by("number")


def wordings(question, language):
    rows = QuestionWording.objects.filter(version__question_key=question.translation_key, language=language)
    return rows.order_by("version__number", "revision")


def test_publishing_freezes_structure_and_source_wording():
    question = published_question(code="q1")
    version = versions(question).get()
    assert version.number == 1
    assert version.structure == {"options": ["q1-1", "q1-2", "q1-3"], "points": 1}
    assert version.key == {"right": ["q1-1"], "scheme": "all"}
    wording = wordings(question, "tr").get()
    assert wording.stem == question.stem
    assert wording.texts == {"q1-1": "Doğru", "q1-2": "Yanlış", "q1-3": "Belki"}
    assert wording.feedback["q1-2"] == "Geri bildirim Yanlış"
    assert wording.rationale == question.rationale


def test_a_draft_freezes_nothing():
    question = QuestionFactory()
    question.save_revision()
    assert not versions(question).exists()
    assert freeze_question(question=question) is None


def test_publishing_twice_unchanged_writes_nothing():
    question = published_question()
    translate(question, stem="Question?")
    rows = QuestionVersion.objects.count(), QuestionWording.objects.count()
    publish(question)
    freeze_question(question=question)
    assert (QuestionVersion.objects.count(), QuestionWording.objects.count()) == rows


def test_a_changed_key_is_a_new_version_and_the_old_one_stays():
    question = published_question(code="q1")
    question.parts = options("Doğru", "Yanlış", "Belki", right=(2,), ids="q1")
    publish(question)
    assert [version.key["right"] for version in versions(question)] == [["q1-1"], ["q1-2"]]


def test_a_changed_source_wording_is_a_new_version():
    question = published_question()
    question.stem = "Başka soru?"
    publish(question)
    assert [wording.stem for wording in wordings(question, "tr")][-1] == "Başka soru?"
    assert versions(question).count() == 2


def test_going_back_to_earlier_words_is_a_new_version_again():
    question = published_question(stem="A")
    for stem in ("B", "A"):
        question.stem = stem
        publish(question)
    assert [version.number for version in versions(question)] == [1, 2, 3]


def test_a_translation_adds_words_and_a_correction_a_revision():
    question = published_question()
    english = translate(question, stem="Question?")
    english.stem = "Better question?"
    publish(english)
    assert versions(question).count() == 1
    assert [(w.revision, w.stem) for w in wordings(question, "en")] == [(1, "Question?"), (2, "Better question?")]


def test_a_new_version_takes_the_published_translations_along():
    question = published_question()
    translate(question, stem="Question?")
    question.rationale = "Yeni gerekçe"
    publish(question)
    assert [w.version.number for w in wordings(question, "en")] == [1, 2]


def test_a_translation_with_other_options_adds_no_words():
    question = published_question(code="q1")
    english = translate(question, stem="Question?")
    question.parts = options("Doğru", "Yanlış", "Belki", "Hiçbiri", ids="q1")
    publish(question)
    english.stem = "Changed?"
    publish(english)
    assert [(w.version.number, w.stem) for w in wordings(question, "en")] == [(1, "Question?")]


def test_a_translation_published_first_waits_for_the_source():
    question = QuestionFactory()
    english = translate(question, stem="Question?")
    assert freeze_question(question=english) is None
    assert not versions(question).exists()
    publish(question)
    assert wordings(question, "en").get().stem == "Question?"


def test_an_unpublished_translation_is_not_taken():
    question = published_question()
    english = translate(question, stem="Question?")
    english.unpublish()
    question.stem = "Yeni?"
    publish(question)
    assert [w.version.number for w in wordings(question, "en")] == [1]


def test_a_question_that_cannot_be_asked_is_not_frozen():
    question = QuestionFactory(parts=options("Tek"))
    question.save_revision(clean=False).publish()
    assert not versions(question).exists()


def test_true_false_has_no_option_words():
    question = published_question(kind="true_false", parts=[], answer_is_true=True)
    assert versions(question).get().structure == {"options": ["true", "false"], "points": 1}
    assert versions(question).get().key["right"] == ["true"]
    assert wordings(question, "tr").get().texts == {}


def test_frozen_rows_cannot_be_changed_or_deleted():
    version = versions(published_question()).get()
    with pytest.raises(AppendOnlyError):
        version.save()
    with pytest.raises(AppendOnlyError):
        QuestionVersion.objects.filter(pk=version.pk).update(number=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        QuestionVersion.objects.filter(pk=version.pk)._raw_delete("default")


def test_a_quiz_freezes_rules_and_words_apart():
    quiz = published_quiz(questions=0, draw=5, attempts=2)
    translate(quiz, title="Final quiz")
    version = QuizVersion.objects.get(quiz_key=quiz.translation_key)
    assert version.rules == {
        "pass_mark": 80,
        "attempts": 2,
        "wait_minutes": 0,
        "time_limit": None,
        "grace": 10,
        "mode": "standard",
        "counting": "best",
        "shuffle": True,
        "prepare": False,
        "access_code": "",
        "opens_at": None,
        "closes_at": None,
        "sections": [{"type": "drawn", "bank": "c1", "count": 5, "category": None, "tag": ""}],
    }
    quiz.title = "Son sınav"
    publish(quiz)
    assert QuizVersion.objects.filter(quiz_key=quiz.translation_key).count() == 1
    assert list(
        QuizWording.objects.filter(version=version).order_by("language", "revision").values_list("title", flat=True)
    ) == ["Final quiz", "Bitirme sınavı", "Son sınav"]


def test_changed_rules_are_a_new_quiz_version_with_all_words():
    quiz = published_quiz(questions=0)
    translate(quiz, title="Final quiz")
    quiz.pass_mark = 70
    publish(quiz)
    newest = QuizVersion.objects.filter(quiz_key=quiz.translation_key).order_by("-number").first()
    assert newest.number == 2
    assert set(newest.wordings.values_list("language", flat=True)) == {"tr", "en"}


def test_a_quiz_published_twice_writes_nothing_and_a_foreign_one_first_waits():
    quiz = published_quiz(questions=0)
    freeze_quiz(quiz=quiz)
    assert QuizVersion.objects.count() == QuizWording.objects.count() == 1
    other = QuizFactory()
    assert freeze_quiz(quiz=translate(other, title="First")) is None


def question_form():
    choices = {"kind": "single", "points": 1, "scheme": "all", "difficulty": "medium"}
    data = {"bank": BankFactory().pk, "code": "new", "stem": "?", "rationale": "-", **choices}
    form_class = get_edit_handler(Question).get_form_class()
    return form_class(nested_form_data({**data, "parts": streamfield([])}), instance=Question(locale=locale("tr")))


def test_an_unfinished_draft_can_be_saved_but_not_published():
    draft = question_form()
    draft.defer_required_fields()
    assert draft.is_valid(), draft.errors
    assert "parts" in question_form().errors
