"""Publishing freezes: what a course demands is written as an immutable version when it changes."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from courses.models import CoursePage, LessonPage, OutlineVersion
from courses.models.outline import PRETEST_LEAST
from courses.rendering import sections_of

READ = "read"  # the activity of reading the lesson itself
_paused: ContextVar[bool] = ContextVar("outlines_paused", default=False)


@contextmanager
def outlines_paused() -> Iterator[None]:
    """Publish many pages and freeze once at the end, by hand."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def refreeze(*, course: CoursePage) -> None:
    """What the receivers call: freeze, unless a verb that publishes many pages does it itself at its end."""
    if not _paused.get():
        freeze_outline(course=course)


@transaction.atomic
def freeze_outline(*, course: CoursePage) -> OutlineVersion | None:
    """Write what the course demands now, if it differs from the newest version; the version in force.

    Only live lessons count. None, and nothing written, when the course is not live or has no live lesson.
    """
    course = source_page(course)
    locked = CoursePage.objects.select_for_update().filter(pk=course.pk, live=True).first()
    outline = describe(locked) if locked else None
    if outline is None or not outline["lessons"]:
        return None
    newest = OutlineVersion.objects.filter(course_key=course.translation_key).order_by("-number").first()
    digest = hashlib.sha256(json.dumps(outline, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    if newest and newest.digest == digest:
        return newest
    return OutlineVersion.objects.create(
        course_key=course.translation_key, number=newest.number + 1 if newest else 1, outline=outline, digest=digest
    )


def source_page(course: CoursePage) -> CoursePage:
    """The course in the source language of the site; a course that does not exist there is its own source."""
    return course.get_translation_or_none(Locale.get_default()) or course


def describe(course: CoursePage) -> dict[str, Any]:
    """The outline of a live course page; its shape is told in `models.outline`."""
    pages = course.get_translations(inclusive=True).live().select_related("locale").order_by("pk")
    outline = {
        "code": course.code,
        "hours": course.hours,
        "validity_months": course.validity_months,
        "quiz": str(course.quiz.translation_key) if course.quiz else None,
        "titles": {page.locale.language_code: page.title for page in pages},
        "lessons": [_lesson(lesson) for lesson in LessonPage.objects.child_of(course).live().order_by("path")],
    }
    if course.pretest:
        outline["pretest"] = {"quiz": str(course.pretest.translation_key), "least": PRETEST_LEAST}
    return outline


def _lesson(lesson: LessonPage) -> dict[str, Any]:
    activities = [{"id": READ, "kind": READ, "questions": [], "parts": {}}]
    activities += [activity for block in demanded(lesson.body) if (activity := _activity(block))]
    return {
        "key": str(lesson.translation_key),
        "code": lesson.code,
        "minutes": lesson.minutes,
        "sections": [section.block_id for section in sections_of(lesson.body)],
        "activities": activities,
    }


def demanded(body: Any) -> Iterator[Any]:
    """The blocks of a lesson but those a content note covers: from the note to the next section (level-2 heading).

    Who skips what distresses completes the lesson all the same; answers given there are kept, as everywhere.
    """
    covered = False
    for block in body:
        if block.block_type == "heading" and block.value["level"] == "2":
            covered = False
        covered = covered or block.block_type == "content_note"
        if not covered:
            yield block


def _activity(block: Any) -> dict[str, Any] | None:
    """What a block asks of the officer; None for a block that asks nothing (or whose question was deleted)."""
    if block.block_type == "check":
        parts: dict[str, list[str]] = {}
        questions = _keys([block.value["question"]])
    elif block.block_type == "scenario":
        parts = {part["agency"]: _keys(d["question"] for d in part["decisions"]) for part in block.value["parts"]}
        questions = [key for keys in parts.values() for key in keys]
    else:
        return None
    return {"id": block.id, "kind": block.block_type, "questions": questions, "parts": parts} if questions else None


def _keys(questions: Any) -> list[str]:
    return [str(question.translation_key) for question in questions if question]
