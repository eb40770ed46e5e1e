"""A course out of Wagtail and in again: nothing is lost, nothing changes, and what cannot be held is said."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.blocks import ListBlock, StructBlock

from assessments.models import Question, Quiz
from courses.blocks import LessonBody
from courses.exporting import blocks, course, export_course, lessons, questions
from courses.models import CoursePage, FieldCard, LegalSource, LessonPage
from tests.factories.courses import load, write_course, write_sample
from tests.factories.media import write_every_block

CONTENT = Path(__file__).resolve().parents[2] / "content" / "courses"
COURSES = sorted(path.name for path in CONTENT.iterdir() if (path / "course.toml").is_file())


def exported(code: str, folder: Path) -> dict[str, bytes]:
    """The files of an export, by their path."""
    export_course(code=code, folder=folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def lesson(code: str, language: str = "tr") -> LessonPage:
    return LessonPage.objects.get(code=code, locale__language_code=language)


def with_body(page: LessonPage, *raw: dict[str, Any]) -> None:
    """Publish the lesson with these blocks at its end, as an editor would."""
    page.body = LessonPage._meta.get_field("body").stream_block.to_python([*page.body.get_prep_value(), *raw])
    page.save_revision().publish()


def refused(code: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says when it exports nothing."""
    with pytest.raises(CommandError) as error:
        call_command("export_course", code, str(folder))
    assert not folder.exists() or not any(folder.iterdir())
    return f"{capsys.readouterr().err}{error.value}"


def round_trip(source: Path, code: str, tmp_path: Path) -> None:
    """Load → export → load changes nothing; export → load into a site without it → export gives the same bytes."""
    with transaction.atomic():
        load(source)
        first = exported(code, tmp_path / "first")
        report = load(tmp_path / "first" / "courses" / code)
        assert (report.created, report.changed, report.kept, report.notes) == (0, 0, [], [])
        transaction.set_rollback(True)
    load(tmp_path / "first" / "courses" / code)
    assert exported(code, tmp_path / "second") == first


def test_a_course_comes_back_as_it_was(prepared: None, tmp_path: Path) -> None:
    round_trip(write_course(tmp_path / "in"), "deneme", tmp_path)


def test_an_item_of_every_kind_comes_back_as_it_was(prepared: None, tmp_path: Path) -> None:
    round_trip(write_sample(tmp_path / "in"), "m2", tmp_path)


def test_every_kind_of_block_comes_back_as_it_was(prepared: None, tmp_path: Path) -> None:
    round_trip(write_every_block(tmp_path / "in"), "m3", tmp_path)


@pytest.mark.prove
@pytest.mark.parametrize("code", COURSES)
def test_the_shipped_courses_come_back_as_they_were(prepared: None, tmp_path: Path, code: str) -> None:
    """Three loads of a whole course: half a minute each."""
    round_trip(CONTENT / code, code, tmp_path)


def test_an_export_is_written_as_a_person_would(course: Path, tmp_path: Path) -> None:
    files = {path: text.decode() for path, text in exported("deneme", tmp_path / "out").items() if ".png" not in path}
    original = (course / "lessons" / "l1.tr.md").read_text(encoding="utf-8").replace("\n##", "\n\n##")
    assert files["courses/deneme/lessons/l1.tr.md"].split("+++")[2].split() == original.split("+++")[2].split()
    assert 'options = { a = "İki", b = "Üç" }\nfeedback = { a = "GERİBİLDİRİM: eksik." }' in "".join(files.values())
    assert set(files) == {
        *(f"legal.{language}.toml" for language in ("tr", "en")),
        *(f"courses/deneme/lessons/{code}.{language}.md" for code in ("l1", "l2") for language in ("tr", "en")),
        *(f"courses/deneme/questions/{code}.{language}.toml" for code in ("l1", "l2") for language in ("tr", "en")),
        *(f"courses/deneme/course.{name}" for name in ("toml", "tr.md", "en.md")),
    }


def test_what_was_made_in_the_editor_keeps_its_ids(course: Path, tmp_path: Path) -> None:
    made = ["0b0e9a52-71c7-4c6e-9a2f-0000000000a1", "0b0e9a52-71c7-4c6e-9a2f-0000000000a2"]
    with_body(
        lesson("l1"),
        {"type": "text", "value": "<p>Bir</p>", "id": made[0]},
        {"type": "text", "value": '<p data-block-key="x1">3 * 4 <b>kalın </b>son</p>', "id": made[1]},
    )
    Question.objects.filter(code="d-1").delete()  # nothing loaded it: its options have ids of Wagtail's
    files = exported_in_turkish(tmp_path / "out")
    text = files["courses/deneme/lessons/l1.tr.md"].decode()
    assert f"::: text {made[1]}\n\n3 \\* 4 **kalın** son\n:::" in text
    load(tmp_path / "out" / "courses" / "deneme", overwrite=True)
    assert [block.id for block in lesson("l1").body][-2:] == made


def exported_in_turkish(folder: Path) -> dict[str, bytes]:
    """An export without the other languages and the check that asked the question that is gone."""
    page = lesson("l1")
    page.body = page.body.stream_block.to_python([raw for raw in page.body.get_prep_value() if raw["type"] != "check"])
    page.save_revision().publish()
    CoursePage.objects.get(locale__language_code="en").unpublish()
    Quiz.objects.all().update(sections=[])
    CoursePage.objects.update(quiz=None)
    return exported("deneme", folder)


def test_a_language_that_lacks_something_is_left_out_and_named(course: Path, tmp_path: Path, capsys: Any) -> None:
    lesson("l2", "en").unpublish()
    call_command("export_course", "deneme", str(tmp_path / "out"))
    assert "“en” is left out: the lesson “l2” is not published in it" in capsys.readouterr().out
    assert not list((tmp_path / "out").rglob("*.en.*md"))


def test_errors_say_what_to_do(course: Path, tmp_path: Path, capsys: Any) -> None:
    assert "There is no course “c9”. There are deneme." in refused("c9", tmp_path / "out", capsys)
    for page in CoursePage.objects.filter(code="deneme"):
        page.unpublish()
    assert "The course “deneme” is not published. No course is" in refused("deneme", tmp_path / "out", capsys)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "file").touch()
    with pytest.raises(CommandError, match="is not an empty folder; name a new one"):
        call_command("export_course", "deneme", str(tmp_path / "out"))


def test_everything_the_format_cannot_hold_is_named_at_once(course: Path, tmp_path: Path, capsys: Any) -> None:
    with_body(
        lesson("l1"),
        {"type": "text", "value": '<p><a linktype="page" id="3">bu sayfa</a></p>', "id": "n1"},
        {"type": "comparison", "id": "n2", "value": {"title": "x", "left": "a", "right": "b", "rows": [
            {"type": "item", "id": "n3", "value": {"heading": "h", "left": "1|2", "right": "3"}}]}},
    )  # fmt: skip
    Quiz.objects.update(sections=[])
    said = refused("deneme", tmp_path / "out", capsys)
    assert "a link to a page or document of this site cannot be taken along" in said
    assert "“|” parts the cells of a line" in said
    assert "quiz deneme-son: a source holds one section" in said


def test_a_quiz_of_an_examination_leaves_its_day_and_code_here(course: Path, tmp_path: Path) -> None:
    Quiz.objects.update(mode="exam", access_code="7F-ARDA")
    files = exported("deneme", tmp_path / "out")
    assert b"7F-ARDA" not in b"".join(files.values())
    assert b"mode" not in files["courses/deneme/course.toml"]


# --- nothing is lost in silence -----------------------------------------------------------------------------------


def fields(block: Any) -> tuple[str, ...]:
    return tuple(block.child_blocks) if isinstance(block, StructBlock) else ()


@pytest.mark.parametrize(("kind", "block"), LessonBody().child_blocks.items())
def test_every_field_of_every_block_is_written(kind: str, block: Any) -> None:
    if kind in blocks.IN_THE_TEXT:
        assert blocks.IN_THE_TEXT[kind] == fields(block)
        return
    written = blocks.WRITERS[kind].fields
    found = {"": fields(block)}
    waiting = list(getattr(block, "child_blocks", {}).items())
    for name, child in waiting:
        if isinstance(child, ListBlock) and isinstance(child.child_block, StructBlock):
            found[name] = fields(child.child_block)
            waiting += child.child_block.child_blocks.items()
    assert {name: sorted(each) for name, each in written.items()} == {
        name: sorted(each) for name, each in found.items()
    }


@pytest.mark.parametrize(
    ("model", "known"),
    [
        (LessonPage, lessons.FIELDS | set(lessons.CARE.values()) | lessons.NOT_IN_THE_SOURCE),
        (CoursePage, course.FIELDS | course.NOT_IN_THE_SOURCE),
        (Question, questions.FIELDS | questions.NOT_IN_THE_SOURCE),
        (Quiz, {"code", "title", "intro", "sections", *course.RULES, *course.ONLY_HERE}),
        (FieldCard, {"course_code", "sections", *course.CARD.values()}),
        (LegalSource, {"key", *course.LAW_WORDS, *course.LAW_STANDING}),
    ],
)
def test_every_field_of_what_is_exported_is_known(model: Any, known: set[str]) -> None:
    assert {each.field_name for each in model.translatable_fields} == known
