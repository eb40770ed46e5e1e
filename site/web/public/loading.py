"""Brings Wagtail's awareness pages to what the source says; what somebody changed in Wagtail since is kept."""

from typing import Any, cast

from django.db import transaction
from wagtail.models import Locale

from courses.domain.loading import load_items
from courses.domain.loading.contents import Memory
from courses.domain.loading.ids import block_id, content_key
from courses.domain.loading.indexing import index, indexing_paused
from courses.domain.loading.objects import Report, Writer
from courses.domain.loading.translating import translate
from courses.domain.loading.values import References, lesson_body
from courses.source import LessonSource
from web.models import AwarenessCoursePage, AwarenessIndexPage, AwarenessPage, HomePage
from web.public.course import CODE as COURSE
from web.public.course import PublicCourse, PublicCourseText
from web.public.source import INDEX, LANGUAGES, SOURCE, PageText, PublicSource

SLUG = "awareness"


def load_public(*, source: PublicSource, overwrite: bool = False) -> Report:
    """One transaction; loading again what has not changed writes nothing."""
    with indexing_paused(), transaction.atomic():
        loader = _Loader(source, overwrite=overwrite)
        loader.run()
        index(loader.report.touched)
    return loader.report


class _Loader:
    def __init__(self, source: PublicSource, *, overwrite: bool) -> None:
        self.source = source
        self.report = Report("public")
        self.writer = Writer(Memory(), self.report, overwrite)
        self.home = Locale.objects.get(language_code=SOURCE)
        self.targets = [Locale.objects.get(language_code=code) for code in LANGUAGES if code != SOURCE]

    def run(self) -> None:
        front = HomePage.objects.get(locale=self.home)
        texts = {language: {"title": page.title, "summary": page.summary} for language, page in self.index()}
        self.root = self.page(AwarenessIndexPage, INDEX, SLUG, front, texts)
        for code, pages in self.source.pages.items():
            self.page(
                AwarenessPage, code, code, self.root, {language: _values(page) for language, page in pages.items()}
            )
        self.course()
        self.report.counts = {"pages": len(self.source.pages), "questions": len(self.source.course.asked)}

    def course(self) -> None:
        """The short course, its questions first: the page asks them by reference."""
        course = self.source.course
        questions = {item.code: item.pk for item in load_items(source=course.items, writer=self.writer)}
        values = {language: _course_values(course, text, questions) for language, text in course.texts.items()}
        self.page(AwarenessCoursePage, COURSE, COURSE, self.root, values)

    def index(self) -> list[tuple[str, PageText]]:
        return list(self.source.index.items())

    def page(self, model: Any, code: str, slug: str, parent: Any, values: dict[str, dict[str, Any]]) -> Any:
        """A page below `parent` with these values by language, and its translations."""
        key = content_key("public", code)

        def blank(locale: Locale = self.home) -> Any:
            return model(locale=locale, slug=slug, translation_key=key, live=False)

        page, changed = self.writer.write(
            kind="public",
            key=code,
            current=model.objects.filter(locale=self.home, translation_key=key).first(),
            blank=blank,
            values=values[SOURCE],
            add=lambda instance: parent.add_child(instance=instance),
        )
        for locale in self.targets:
            twin = blank(locale)
            for name, value in values[locale.language_code].items():
                setattr(twin, name, value)
            self.translate(code, page, twin, locale, changed=changed)
        return model.objects.get(pk=page.pk)

    def translate(self, code: str, page: Any, twin: Any, locale: Locale, *, changed: bool) -> None:
        outcome = translate(
            source_object=page,
            in_target_language=twin,
            locale=locale,
            source_changed=changed,
            overwrite=self.writer.overwrite,
        )
        if outcome.kept or outcome.kept_strings:
            self.report.kept.append(f"public {code} in {locale.language_code}")
        if outcome.changed:
            self.report.changed += not changed
            self.report.touched.append(page.get_translation(locale))


def _values(page: PageText) -> dict[str, Any]:
    raw = lesson_body(cast("LessonSource", page), "public", References({}, {}, lambda path: 0, lambda path: 0))
    return {
        "title": page.title,
        "summary": page.summary,
        "audience": page.audience,
        "action": page.action,
        "quick_exit": page.quick_exit,
        "body": AwarenessPage._meta.get_field("body").stream_block.to_python(raw),
        "leaflet_title": page.leaflet_title,
        "leaflet": page.leaflet.html,
        "checked_on": page.checked_on,
        "checked_by": page.checked_by,
    }


def _course_values(course: PublicCourse, text: PublicCourseText, questions: dict[str, int]) -> dict[str, Any]:
    """`questions`: primary keys in the source language, by code."""
    screens = [
        {
            "type": "screen",
            "value": {"title": screen.title, "text": screen.text.html, "remember": screen.remember},
            "id": block_id("public", COURSE, screen.name),
        }
        for screen in text.screens
    ]
    asked = [
        {"type": "question", "value": questions[code], "id": block_id("public", COURSE, "question", code)}
        for code in course.asked
    ]
    return {
        "title": text.title,
        "summary": text.summary,
        "screens": _stream("screens", screens),
        "questions": _stream("questions", asked),
        "confirmation_title": text.confirmation_title,
        "confirmation_text": text.confirmation_sentence,
        "confirmation_note": text.confirmation_note,
    }


def _stream(field: str, raw: list[dict[str, Any]]) -> Any:
    return AwarenessCoursePage._meta.get_field(field).stream_block.to_python(raw)
