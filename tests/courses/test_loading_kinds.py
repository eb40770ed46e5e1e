"""Items of every kind in Wagtail: they can be asked in both languages, and loading again leaves them alone."""

from pathlib import Path

import pytest
from wagtail.blocks import StreamValue
from wagtail.images.models import Image
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationContext, TranslationSource

from assessments import kinds
from assessments.models import Question, QuestionVersion, QuestionWording, Quiz
from courses.domain.loading import ids, segments
from courses.models import SourceLoad
from tests.courses.test_translation import block_ids, rows
from tests.factories.courses import load, write_sample


@pytest.fixture
def sample(prepared: None, tmp_path: Path) -> Path:
    """The sample course m2, loaded; the folder of its source."""
    folder = write_sample(tmp_path)
    load(folder)
    return folder


def question(code: str, language: str = "tr") -> Question:
    return Question.objects.get(code=code, locale__language_code=language)


def questions(language: str) -> list[Question]:
    return list(Question.objects.filter(locale__language_code=language).order_by("code"))


def test_every_item_is_frozen_with_words_in_both_languages(sample: Path) -> None:
    assert {each.kind for each in questions("tr")} == set(kinds.names())
    for language in ("tr", "en"):
        assert [each.code for each in questions(language) if each.problem()] == []
    for version in QuestionVersion.objects.all():
        wordings = QuestionWording.objects.filter(version=version)
        assert set(wordings.values_list("language", flat=True)) == {"tr", "en"}, version.kind
    assert QuestionVersion.objects.count() == 11


def test_what_decides_marks_is_equal_in_both_languages(sample: Path) -> None:
    for turkish, english in zip(questions("tr"), questions("en"), strict=True):
        kind, ours, theirs = kinds.get(turkish.kind), turkish.draft(), english.draft()
        assert (kind.structure(ours), kind.key(ours)) == (kind.structure(theirs), kind.key(theirs)), turkish.code
        ids_here = block_ids(turkish.parts.get_prep_value())
        assert ids_here == block_ids(english.parts.get_prep_value())
        assert len(ids_here) == len(set(ids_here))


def test_words_are_those_of_each_language(sample: Path) -> None:
    note, drill = question("m2-note", "en"), question("m2-drill", "en")

    assert [part.value["text"] for part in note.parts][:2] == ["States facts", "Says who was told"]
    assert note.parts[2].value["text"] == "At 10.00 I spoke with two people.\nI told the provincial migration office."
    scene = drill.parts[0].value
    assert (scene["name"], scene["question"]) == ("giriş", "What do you do?")
    assert list(scene["decisions"][0]["indicators"]) == ["The man speaks for all", "The man holds the papers"]
    assert [part.value["name"] for part in question("m2-days", "en").parts.blocks_by_name("unit")] == ["days", "weeks"]
    assert (question("m2-call", "en").parts[0].value["text"], drill.points) == ("157", 4)


def test_a_picture_is_stored_once_and_shown_in_every_language(sample: Path) -> None:
    image = Image.objects.get()

    assert image.title == "m2: plan"
    assert {question("m2-plan", language).parts[0].value["image"] for language in ("tr", "en")} == {image}


def test_the_quiz_has_the_rules_and_the_blueprint_of_the_source(sample: Path) -> None:
    for quiz in Quiz.objects.all():
        rules = (quiz.mode, quiz.counting, quiz.wait_minutes, quiz.time_limit, quiz.grace)
        assert rules == ("practice", "last", 30, 20, 15)
        [section] = quiz.sections
        found = [(row["competency"], row["difficulty"], row["tag"], row["count"]) for row in section.value["rows"]]
        assert (section.block_type, section.value["bank"].slug) == ("blueprint", "m2")
        assert found == [("K1", "easy", "", 2), ("", "", "süre", 1), ("K2", "", "", 1)]
        assert quiz.question_count == 4
    assert Quiz.objects.count() == 2


def test_every_translation_is_complete(sample: Path) -> None:
    for each in Translation.objects.all():
        total, done = each.get_progress()
        assert total == done, each
    words = set(StringSegment.objects.values_list("string__data", flat=True))
    assert {"Tanımlama", "hafta", "Ara kapı", "Üç olgudan ikisi yeter.", "Belgeler adamda"} <= words
    assert words.isdisjoint({"seksen", "157", "500, 500, 60", "oda", "giriş"})


def test_loading_again_changes_nothing(sample: Path) -> None:
    before = (SourceLoad.objects.count(), QuestionVersion.objects.count(), StringTranslation.objects.count())

    report = load(sample)

    assert (report.nothing, report.kept, report.notes) == (True, [], [])
    assert (SourceLoad.objects.count(), QuestionVersion.objects.count(), StringTranslation.objects.count()) == before


def test_publishing_in_the_editor_without_a_change_is_no_change(sample: Path) -> None:
    for each in questions("tr"):
        fresh = Question.objects.get(pk=each.pk)
        parts = fresh.parts
        fresh.parts = StreamValue(parts.stream_block, [(part.block_type, part.value, part.id) for part in parts])
        fresh.save_revision().publish()

    report = load(sample)

    assert (report.nothing, report.kept) == (True, [])
    assert QuestionVersion.objects.count() == 11


def test_a_changed_word_of_a_translation_is_loaded(sample: Path, tmp_path: Path) -> None:
    write_sample(tmp_path, ("questions/drill.en.toml", "I ask the man.", "I question the man."))

    report = load(sample)

    assert (report.created, report.changed) == (0, 1)
    assert "I question the man." in question("m2-drill", "en").parts[0].value["decisions"][1]["text"]


def test_a_changed_key_makes_a_new_version(sample: Path, tmp_path: Path) -> None:
    write_sample(tmp_path, ("questions/kinds.tr.toml", "value = 30", "value = 31"))

    load(sample)

    versions = QuestionVersion.objects.filter(question_key=question("m2-days").translation_key).order_by("number")
    assert [version.key["right"][0]["value"] for version in versions] == ["30", "31"]


@pytest.mark.parametrize("code", ["m2-drill", "m2-plan", "m2-gap", "m2-days", "m2-match"])
def test_the_quick_extraction_writes_what_wagtail_localize_writes(sample: Path, code: str) -> None:
    item = question(code)

    def forget() -> None:
        Translation.objects.all().delete()
        TranslationSource.objects.all().delete()
        TranslationContext.objects.all().delete()

    forget()
    ours = rows(segments.source_of(item))
    forget()

    assert ours == rows(TranslationSource.get_or_create_from_instance(item)[0])
    assert len(ours["strings"]) >= 3


def test_ids_of_parts_never_change() -> None:
    """Answers of officers are stored by these ids."""
    assert ids.option_id("c1", "c1-q01", "a") == "ad5a49c0-779b-5d14-8528-bb1d2038da77"
    assert ids.part_id("m2", "m2-drill", "scene", "oda", "decisions", "1") == "721ab626-c411-5346-8e15-b95aaf7255ed"
