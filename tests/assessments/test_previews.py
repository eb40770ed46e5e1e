"""What a trainer sees in the editor's preview, before anything is frozen."""

import pytest

from tests.factories.assessments import QuestionFactory, QuizFactory, options

pytestmark = pytest.mark.django_db


def preview(item, mode=""):
    return item.make_preview_request(preview_mode=mode).render().content.decode()


def test_the_open_preview_shows_the_question_without_its_key():
    html = preview(QuestionFactory(code="q1"), "open")
    assert "Soru q1?" in html
    assert html.count('type="radio"') == 3
    assert "Geri bildirim" not in html
    assert "Gerekçe" not in html
    assert "checked" not in html


def test_the_marked_preview_shows_key_feedback_and_why():
    html = preview(QuestionFactory(code="q1", kind="multiple", parts=options("A", "B", "C", right=(1, 3))), "marked")
    assert html.count("choice--chosen") == html.count("tag--ok") == 2
    assert html.count("choice--given") == 3
    assert "Geri bildirim A" in html
    assert "Geri bildirim C" in html
    assert "Gerekçe q1" in html


def test_true_false_is_previewed_with_its_own_labels():
    html = preview(QuestionFactory(kind="true_false", parts=[], answer_is_true=True), "marked")
    assert html.count("choice--given") == 2
    assert html.count("choice--chosen") == html.count("tag--ok") == 1


def test_a_quiz_is_previewed_with_its_rules():
    html = preview(QuizFactory(title="Sınav", attempts=0))
    assert "Sınav" in html
    assert "80%" in html or "%80" in html
