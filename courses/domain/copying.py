"""A lesson taken into a course, this one or another: its words in every language both have, its questions shared."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from courses.domain.loading.translating import carry_over
from courses.models import CoursePage, LessonPage


@dataclass(frozen=True)
class Copied:
    """The draft that was made and the languages its words came along in."""

    lesson: LessonPage
    locales: tuple[Locale, ...]


@transaction.atomic
def copy_lesson(*, lesson: LessonPage, course: CoursePage, by: Any) -> Copied:
    """Copy the draft of a lesson as a draft to the end of a course of the same language.

    Activities are named by (key of the lesson, block id): the copy has a key of its own, so answers given in the one
    never count in the other, while its blocks keep their ids.
    """
    code = free_code(lesson.code, course)
    draft = lesson.get_latest_revision_as_object()
    copied = draft.copy(
        to=course,
        update_attrs={"code": code, "slug": code, "title": draft.title, "draft_title": draft.title},
        copy_revisions=False,
        keep_live=False,
        user=by,
    )
    return Copied(copied, tuple(_translate(copied, lesson, course)))


def _translate(copied: LessonPage, lesson: LessonPage, course: CoursePage) -> list[Locale]:
    open_to = set(course.get_translations().values_list("locale_id", flat=True))
    originals = [each for each in lesson.get_translations().select_related("locale") if each.locale_id in open_to]
    for original in originals:
        carry_over(to=copied, translated=original, locale=original.locale)
    return [original.locale for original in originals]


def free_code(code: str, course: CoursePage) -> str:
    """The code itself if no lesson of the course has it, else the next one with its letters: l7 after l6."""
    taken = set(course.get_children().values_list("slug", flat=True))
    taken |= set(LessonPage.objects.child_of(course).values_list("code", flat=True))
    if code not in taken:
        return code
    stem = re.sub(r"\d+$", "", code) or "l"
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"
