"""A course source in Wagtail: what arrives, what a second load leaves alone, what a trainer's change is worth."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.images.models import Image
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend

from assessments.models import Question, QuestionBank, Quiz
from courses.domain.loading import LoadRefused
from courses.models import CoursePage, LegalSource, LessonPage, OutlineVersion, SourceLoad
from tests.factories.courses import load, write_course


def lesson(code: str, language: str = "tr") -> LessonPage:
    return LessonPage.objects.get(code=code, locale__language_code=language)


def question(code: str, language: str = "tr") -> Question:
    return Question.objects.get(code=code, locale__language_code=language)


def written() -> tuple[int, ...]:
    return tuple(
        model.objects.count() for model in (Revision, PageLogEntry, ModelLogEntry, Image, OutlineVersion, SourceLoad)
    )


def test_everything_of_the_source_is_live_in_both_languages(course: Path) -> None:
    for language in ("tr", "en"):
        page = CoursePage.objects.live().get(code="deneme", locale__language_code=language)
        lessons = LessonPage.objects.child_of(page).live().order_by("path")
        assert [each.code for each in lessons] == ["l1", "l2"]
        assert page.quiz.locale.language_code == language
        assert Question.objects.filter(live=True, locale__language_code=language).count() == 4
        assert LegalSource.objects.filter(live=True, locale__language_code=language).count() == 2
    assert QuestionBank.objects.get().title == "Deneme havuzu"
    quiz = Quiz.objects.get(locale__language_code="tr")
    assert (quiz.question_count, quiz.pass_mark, quiz.attempts, quiz.shuffle) == (1, 80, 3, True)
    assert [(s.block_type, s.value["bank"], s.value["count"]) for s in quiz.sections] == [
        ("drawn", QuestionBank.objects.get(), 1)
    ]


def test_questions_carry_key_tags_and_feedback(course: Path) -> None:
    single, multiple, statement = question("d-1"), question("d-2"), question("d-3")

    assert [(o.value["text"], o.value["correct"], o.value["feedback"]) for o in single.parts] == [
        ("İki", False, "GERİBİLDİRİM: eksik."),
        ("Üç", True, ""),
    ]
    assert [o.value["correct"] for o in multiple.parts] == [True, True, False]
    assert (multiple.agency, single.agency) == ("police", "")
    assert (statement.answer_is_true, len(statement.parts)) == (False, 0)
    assert [o.id for o in question("d-1", "en").parts] == [o.id for o in single.parts]


def test_a_second_load_changes_nothing_and_says_so(course: Path) -> None:
    before = written()
    out = io.StringIO()

    call_command("load_course", str(course), stdout=out)

    assert out.getvalue() == "deneme: 2 lessons, 4 questions, 2 legal sources: nothing changed\n"
    assert written() == before


def test_a_changed_sentence_changes_its_lesson_and_no_other(course: Path, tmp_path: Path) -> None:
    untouched = lesson("l2").latest_revision_id
    write_course(
        tmp_path,
        ("lessons/l1.tr.md", "Ara söz.", "Yeni söz."),
        ("lessons/l1.en.md", "A word between.", "A new word."),
    )

    report = load(course)

    assert (report.created, report.changed, report.kept) == (0, 1, [])
    assert "Yeni söz." in str(lesson("l1").body)
    assert "A new word." in str(lesson("l1", "en").body)
    assert lesson("l2").latest_revision_id == untouched


def test_a_changed_translation_alone_is_loaded(course: Path, tmp_path: Path) -> None:
    turkish = lesson("l1").latest_revision_id
    write_course(tmp_path, ("lessons/l1.en.md", "A word between.", "A better word."))

    report = load(course)

    assert report.changed == 1
    assert "A better word." in str(lesson("l1", "en").body)
    assert lesson("l1").latest_revision_id == turkish


def test_what_a_trainer_changed_is_kept_and_named(course: Path, tmp_path: Path) -> None:
    page = lesson("l1")
    page.title = "Eğitmenin başlığı"
    page.save_revision().publish()
    write_course(tmp_path, ("lessons/l1.tr.md", "Ara söz.", "Yeni söz."))
    out = io.StringIO()

    call_command("load_course", str(course), stdout=out)

    assert "changed in Wagtail, kept: lesson deneme/l1" in out.getvalue()
    assert lesson("l1").title == "Eğitmenin başlığı"
    assert "Yeni söz." not in str(lesson("l1").body)


def test_a_trainers_draft_is_kept_too(course: Path) -> None:
    item = question("d-1")
    item.stem = "Taslak soru?"
    item.save_revision()

    report = load(course)

    assert report.kept == ["question deneme/d-1"]
    assert question("d-1").get_latest_revision_as_object().stem == "Taslak soru?"


def test_overwrite_takes_the_source_back(course: Path) -> None:
    page = lesson("l1")
    page.title = "Eğitmenin başlığı"
    page.save_revision().publish()

    report = load(course, overwrite=True)

    assert (report.changed, report.kept) == (1, [])
    assert lesson("l1").title == "Birinci ders"


def test_saving_in_the_editor_without_a_change_is_no_change(course: Path) -> None:
    """Wagtail's editor writes a key into each paragraph it saves."""
    page = lesson("l1")
    page.body.raw_data[0]["value"] = page.body.raw_data[0]["value"].replace("<p>", '<p data-block-key="x7k2p">', 1)
    page.save_revision().publish()

    assert load(course).kept == []


def test_what_somebody_took_offline_stays_offline(course: Path, tmp_path: Path) -> None:
    lesson("l2").unpublish()
    lesson("l1", "en").unpublish()
    write_course(tmp_path, ("lessons/l1.en.md", "A word between.", "A better word."))

    report = load(course)

    assert report.kept == ["lesson deneme/l1 in en", "lesson deneme/l2"]
    assert not lesson("l2").live
    assert not lesson("l1", "en").live
    assert load(course, overwrite=True).kept == []
    assert lesson("l2").live
    assert lesson("l1", "en").live


def test_lessons_follow_the_order_of_the_source(course: Path, tmp_path: Path) -> None:
    write_course(tmp_path, ("course.toml", '"l1", "l2"]', '"l2", "l1"]'))

    load(course)

    for language in ("tr", "en"):
        parent = CoursePage.objects.get(locale__language_code=language)
        assert [p.code for p in LessonPage.objects.child_of(parent).order_by("path")] == ["l2", "l1"]
    assert load(course).nothing


def test_what_left_the_source_stays_and_is_named(course: Path, tmp_path: Path) -> None:
    write_course(
        tmp_path, ("course.toml", '"l1", "l2"]', '"l1"]'), ("questions/q.tr.toml", 'lesson = "l2"', 'lesson = "l1"')
    )

    report = load(course)

    assert "lesson l2 is in Wagtail, not in the source; it stays" in report.notes
    assert lesson("l2").live


def test_each_language_shows_its_own_figure_and_a_file_is_stored_once(course: Path) -> None:
    figures = {
        language: next(block.value["image"] for block in lesson("l1", language).body if block.block_type == "figure")
        for language in ("tr", "en")
    }

    assert {language: image.title for language, image in figures.items()} == {
        "tr": "deneme: harita.tr",
        "en": "deneme: harita.en",
    }
    load(course)
    assert Image.objects.count() == 2


def test_trainers_see_where_a_question_is_used(course: Path) -> None:
    """The reference index is written once at the end of a load."""
    users = ReferenceIndex.get_references_to(question("d-1"))

    assert {int(row.object_id) for row in users} == {lesson("l1").pk}


def test_search_finds_what_was_loaded(course: Path) -> None:
    found = get_search_backend().autocomplete("unsur", Question.objects.all())

    assert [each.code for each in found] == ["d-1"]


def test_check_writes_nothing(prepared: None, folder: Path) -> None:
    out = io.StringIO()

    call_command("load_course", str(folder), "--check", stdout=out)

    assert out.getvalue() == "deneme: no errors\n"
    assert not CoursePage.objects.exists()


def test_a_source_with_errors_loads_nothing_and_prints_each(prepared: None, tmp_path: Path) -> None:
    folder = write_course(tmp_path, ("lessons/l1.tr.md", "tone: warning", "tone: angry"))
    err = io.StringIO()

    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_course", str(folder), stderr=err)

    assert f"{folder}/lessons/l1.tr.md:18: “tone” must be one of" in err.getvalue()
    assert not CoursePage.objects.exists()


def test_a_site_that_is_not_prepared_is_told_what_to_do(db: None, folder: Path) -> None:
    with pytest.raises(LoadRefused, match="prepare_site"):
        load(folder)


def test_a_failure_in_the_middle_leaves_nothing_behind(
    prepared: None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**kwargs: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("courses.domain.loading.course.freeze_outline", fail)

    with pytest.raises(OSError, match="disk full"):
        load(folder)

    assert not Question.objects.exists()
    assert not CoursePage.objects.exists()


def test_the_same_source_gives_the_same_ids_in_another_database(course: Path) -> None:
    """Records survive the loss of the content: keys and block ids are made of names alone."""
    assert str(lesson("l1").translation_key) == "0385c20e-b7f7-5695-8d7c-44ffbd4ce91c"
    assert lesson("l1").body[0].id == "16faa6ae-375a-5962-87e7-532866a49a5c"
    assert question("d-1").parts[0].id == "7514bf5a-6d71-54b5-ba79-6e763249ddb4"
