"""The pre-test of a course: its source, its place in the outline, and that the final quiz cannot ask its items."""

import pytest
from django.core.exceptions import ValidationError

from assessments.models import Quiz
from courses.models import CoursePage, OutlineVersion
from courses.source import read_course
from tests.factories.courses import load, prepare_site, write_course

pytestmark = pytest.mark.django_db

ITEM = """
[[item]]
id = "{id}"
kind = "single"
key = ["a"]
pool = {pool}
tags = ["pretest"]
competency = "K1"
bloom = "remember"
agency = "{agency}"
lesson = "{lesson}"
stem = "{id}?"
rationale = "Gerekçe."
options = {{ a = "Evet", b = "Hayır" }}
"""
WORDS = '\n[[item]]\nid = "{id}"\nstem = "{id}?"\nrationale = "Why."\noptions = {{ a = "Yes", b = "No" }}\n'
FIRST = '[[item]]\nid = "d-1"\n'
TABLE = ("course.toml", "[quiz]\n", '[pretest]\ncode = "deneme-on"\n\n[quiz]\n')
TEXTS = tuple(
    (f"course.{language}.md", "quiz_title", f'pretest_title = "{title}"\npretest_intro = "Intro."\nquiz_title')
    for language, title in (("tr", "Ön test"), ("en", "Pre-test"))
)


def item(code: str, *, lesson: str = "l1", pool: str = "false", agency: str = "all"):
    """The edits that add an item in both languages."""
    said = ITEM.format(id=code, lesson=lesson, pool=pool, agency=agency)
    return [
        ("questions/q.tr.toml", FIRST, f"{said}\n{FIRST}"),
        ("questions/q.en.toml", FIRST, f"{WORDS.format(id=code)}\n{FIRST}"),
    ]


ASKED = [(f"lessons/l1.{language}.md", "question: d-1", "question: d-p1") for language in ("tr", "en")]
BOTH = [*item("d-p1"), *item("d-p2")]


def complaints(tmp_path, *edits) -> str:
    return "\n".join(str(problem) for problem in read_course(write_course(tmp_path, *edits))[1])


def test_a_sound_pretest_is_loaded_as_sections_labelled_with_lessons(tmp_path):
    prepare_site()
    report = load(write_course(tmp_path, TABLE, *TEXTS, *BOTH, *item("d-p3", lesson="l2"), *item("d-p4", lesson="l2")))
    assert report.created
    page = CoursePage.objects.get(code="deneme", locale__language_code="tr")
    (first, second) = page.pretest.sections
    assert [first.value["label"], second.value["label"]] == ["l1", "l2"]
    assert {question.code for question in first.value["questions"]} == {"d-p1", "d-p2"}
    assert (page.pretest.pass_mark, page.pretest.attempts, page.pretest.title) == (0, 1, "Ön test")
    english = CoursePage.objects.get(code="deneme", locale__language_code="en")
    assert english.pretest.translation_key == page.pretest.translation_key
    assert Quiz.objects.get(code="deneme-on", locale__language_code="en").title == "Pre-test"


def test_a_second_load_changes_nothing(tmp_path):
    prepare_site()
    course = write_course(tmp_path, TABLE, *TEXTS, *BOTH)
    load(course)
    assert load(course).nothing


def test_the_outline_freezes_the_pretest_its_rule_and_the_sections(tmp_path):
    prepare_site()
    load(write_course(tmp_path, TABLE, *TEXTS, *BOTH))
    outline = OutlineVersion.objects.get(outline__code="deneme").outline
    key = Quiz.objects.get(code="deneme-on", locale__language_code="tr").translation_key
    assert outline["pretest"] == {"quiz": str(key), "least": 2}
    page = CoursePage.objects.get(code="deneme", locale__language_code="tr")
    page.pretest = None
    page.save_revision().publish()
    newest = OutlineVersion.objects.filter(outline__code="deneme").latest("number")
    assert newest.number == 2
    assert "pretest" not in newest.outline
    body = page.get_children().get(slug="l1").specific.body
    headings = [block.id for block in body if block.block_type == "heading" and block.value["level"] == "2"]
    assert newest.outline["lessons"][0]["sections"] == headings


def test_a_course_without_one_has_none(tmp_path):
    prepare_site()
    load(write_course(tmp_path))
    assert "pretest" not in OutlineVersion.objects.get(outline__code="deneme").outline
    assert CoursePage.objects.get(code="deneme", locale__language_code="tr").pretest is None


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([TABLE, *TEXTS], "no item has the tag"),
        ([TABLE, *TEXTS, *item("d-p1")], "has 1 pre-test item"),
        ([TABLE, *BOTH], "“pretest_title” is missing"),
        ([TABLE, *TEXTS, *item("d-p1"), *item("d-p2", pool="true")], "pool = false"),
        ([TABLE, *TEXTS, *item("d-p1"), *item("d-p2", agency="police")], "for all agencies"),
        (
            [TABLE, *TEXTS, *BOTH, *ASKED],
            "asked in a lesson too",
        ),
        ([("course.toml", "[quiz]\n", '[pretest]\ncode = "deneme-son"\n\n[quiz]\n'), *TEXTS, *BOTH], "different codes"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path, edits, said):
    assert said in complaints(tmp_path, *edits)


def test_the_editor_refuses_a_pretest_whose_items_the_final_quiz_may_draw(tmp_path):
    prepare_site()
    load(write_course(tmp_path, TABLE, *TEXTS, *BOTH))
    page = CoursePage.objects.get(code="deneme", locale__language_code="tr")
    asked = page.pretest.sections[0].value["questions"][0]
    asked.pool = True
    asked.save_revision().publish()
    with pytest.raises(ValidationError, match=asked.code):
        page.full_clean()
    page.pretest = page.quiz
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.message_dict) == {"pretest"}
