"""Writes a published course as the source folder it could have been loaded from."""

from dataclasses import dataclass
from pathlib import Path

from courses.exporting.course import write_course
from courses.exporting.files import Bundle
from courses.exporting.lessons import write_lessons
from courses.exporting.questions import write_questions
from courses.exporting.reading import read_published
from courses.models import CoursePage
from courses.source import read_course


class ExportRefused(Exception):
    """Nothing was exported, or not all of it can be loaded again; `reasons` says why, one sentence each."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Exported:
    """`path` is the folder `load_course` takes; `notes` name what belongs to this site alone and was left out."""

    path: Path
    files: int
    notes: tuple[str, ...]


def export_course(*, code: str, folder: Path) -> Exported:
    """Write the published course into an empty or new folder: `courses/CODE/` and the legal sources beside `courses`.

    What is written is read back as a load would. A course that says something the format cannot hold is refused before
    anything is written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportRefused(f"“{folder}” is not an empty folder; name a new one.")
    bundle = Bundle(code)
    published = read_published(code, bundle)
    if published is None:
        raise ExportRefused(_unknown(code))
    write_course(bundle, published)
    write_lessons(bundle, published)
    write_questions(bundle, published)
    if bundle.refusals:
        raise ExportRefused(*dict.fromkeys(bundle.refusals))
    bundle.save(folder)
    _source, problems = read_course(folder / bundle.home)
    if problems:
        raise ExportRefused(*map(str, problems))
    return Exported(folder / bundle.home, len(bundle.contents), tuple(dict.fromkeys(bundle.notes)))


def _unknown(code: str) -> str:
    published = sorted(set(CoursePage.objects.live().values_list("code", flat=True)))
    there = f"There are {', '.join(published)}." if published else "No course is published."
    if CoursePage.objects.filter(code=code).exists():
        return f"The course “{code}” is not published. {there}"
    return f"There is no course “{code}”. {there}"
