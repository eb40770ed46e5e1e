"""A course out of Wagtail and in again: nothing is lost, nothing changes, and what cannot be held is said."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Question, Quiz
from courses.blocks import LessonBody
from courses.exporting import ExportRefused, blocks, course, export_course, lessons, questions
from courses.models import CoursePage, FieldCard, LegalSource, LessonPage
from tests.factories.courses import load, write_sample


def exported(code: str, folder: Path) -> dict[str, bytes]:
    """The files of an export, by their path."""
    export_course(code=code, folder=folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def lesson(code: str, language: str = "tr") -> LessonPage:
    return LessonPage.objects.get(code=code, locale__language_code=language)


def publish(page: LessonPage) -> None:
    page.save_revision().publish()


def translatable(model: type) -> set[str]:
    return {field.field_name for field in model.translatable_fields}


def test_what_was_exported_loads_again_and_changes_nothing(course: Path, tmp_path: Path) -> None:
    exported("deneme", tmp_path / "out")
    report = load(tmp_path / "out" / "courses" / "deneme")
    assert (report.created, report.changed, report.kept) == (0, 0, [])


def test_an_item_of_every_kind_comes_back_as_it_was(prepared: None, tmp_path: Path) -> None:
    load(write_sample(tmp_path / "in"))
    exported("m2", tmp_path / "out")
    report = load(tmp_path / "out" / "courses" / "m2")
    assert (report.created, report.changed, report.kept) == (0, 0, [])
