"""Load a course source into Wagtail: bank, legal sources, questions, quiz, course, lessons; first in its own language,
then in the others."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import models, transaction
from wagtail.models import Locale

from assessments.models import Question, QuestionBank, Quiz
from courses.domain.loading.cards import card_words
from courses.domain.loading.contents import Memory
from courses.domain.loading.files import documents, images
from courses.domain.loading.ids import content_key
from courses.domain.loading.indexing import index, indexing_paused
from courses.domain.loading.names import lesson_names, question_names
from courses.domain.loading.objects import Report, Writer
from courses.domain.loading.quizzes import QuizContent, final_quiz, pretest
from courses.domain.loading.translating import translate
from courses.domain.loading.values import References, lesson_body, outcome_stream, question_parts
from courses.domain.outlines import freeze_outline, outlines_paused
from courses.models import CataloguePage, CoursePage, FieldCard, LegalSource, LessonPage
from courses.source import CourseSource, LessonSource
from courses.source.shapes import Care, LegalEntry, QuestionSource


class LoadRefused(Exception):
    """The site is not ready for the course; the message says what to do."""


def load_course(*, source: CourseSource, overwrite: bool = False) -> Report:
    """Make Wagtail say what the source says, in one transaction. Loading again what has not changed writes nothing."""
    with indexing_paused(), outlines_paused(), transaction.atomic():
        loader = _Loader(source, writer=Writer(Memory(), Report(source.code), overwrite))
        loader.run()
        index(loader.writer.report.touched)
    return loader.writer.report


def load_items(*, source: CourseSource, writer: Writer) -> list[Question]:
    """Only the bank and the items of a source, for questions that are asked outside a course: the public pages."""
    loader = _Loader(source, writer=writer)
    loader.bank = loader.load_bank()
    return [loader.load_question(item) for item in source.questions]


class _Loader:
    def __init__(self, source: CourseSource, *, writer: Writer) -> None:
        self.source = source
        self.writer = writer
        self.report = self.writer.report
        self.home = _locale(source.source_language)
        self.targets = [_locale(language) for language in source.targets]
        self.catalogues = {locale.pk: _catalogue(locale) for locale in [self.home, *self.targets]}
        self.files: dict[Path, int] = {}

    def run(self) -> None:
        self.bank = self.load_bank()
        legal = {entry.key: self.load_legal(entry) for entry in self.source.legal}
        questions = {item.code: self.load_question(item) for item in self.source.questions}
        asked = {code: question.pk for code, question in questions.items()}
        quizzes = {
            "pretest": self.load_quiz(pretest(self.source, asked)),
            "quiz": self.load_quiz(final_quiz(self.source, self.bank.pk)),
        }
        self.references = References(
            questions=asked,
            legal={key: law.pk for key, law in legal.items()},
            image=self.image,
            media=self.media,
        )
        self.course = self.load_course_page(quizzes)
        self.load_card()
        lessons = [self.load_lesson(number) for number in range(len(self.source.lessons[self.source.source_language]))]
        self.order_lessons()
        self.note_strangers(questions, lessons)
        self.report.counts = {"lessons": len(lessons), "questions": len(questions), "legal sources": len(legal)}
        self.report.counts |= {"field cards": 1} if self.source.cards else {}
        freeze_outline(course=self.course)

    # --- what is not translated -----------------------------------------------------------------------------------

    def load_bank(self) -> QuestionBank:
        title = self.source.texts[self.source.source_language].bank_title
        bank, _created = QuestionBank.objects.get_or_create(slug=self.source.bank, defaults={"title": title})
        return bank

    def image(self, path: Path) -> int:
        """Primary key of the Wagtail image with the content of this file."""
        return self.kept(path, images)

    def kept(self, path: Path, save: Callable[[str, Path], tuple[models.Model, bool]]) -> int:
        if path not in self.files:
            found, is_new = save(self.source.code, path)
            self.files[path] = found.pk
            if is_new:
                self.report.touched.append(found)
        return self.files[path]

    def media(self, path: Path) -> int:
        """Primary key of the Wagtail document with the content of this file."""
        return self.kept(path, documents)

    # --- snippets -------------------------------------------------------------------------------------------------

    def snippet(
        self,
        model: Any,
        kind: str,
        key: str,
        *,
        found: dict[str, Any],
        fixed: dict[str, Any],
        words: dict[str, dict[str, Any]],
        names: dict[str, str] | None = None,
    ) -> Any:
        """A snippet: `fixed` values and the source language's `words`, then its translations."""
        source = self.source.source_language

        def blank(locale: Locale = self.home) -> Any:
            return model(locale=locale, translation_key=content_key(kind, key))

        snippet, changed = self.writer.write(
            kind=kind,
            key=key,
            current=model.objects.filter(locale=self.home, **found).first(),
            blank=blank,
            values={**fixed, **words[source]},
            add=lambda instance: instance.save(),
            names=names,
        )
        for locale in self.targets:
            twin = blank(locale)
            for name, value in {**fixed, **words[locale.language_code]}.items():
                setattr(twin, name, value)
            self.translate(f"{kind} {key}", snippet, twin, locale, changed=changed)
        return snippet

    def load_legal(self, entry: LegalEntry) -> LegalSource:
        law: LegalSource = self.snippet(
            LegalSource,
            "legal",
            entry.key,
            found={"key": entry.key},
            fixed={
                "key": entry.key,
                "checked_on": entry.checked_on,
                "checked_by": entry.checked_by,
                "status": entry.status,
            },
            words={
                language: {"citation": text.citation, "summary": text.summary, "source": text.source}
                for language, text in entry.texts.items()
            },
        )
        return law

    def load_question(self, item: QuestionSource) -> Question:
        bank = self.source.bank
        question: Question = self.snippet(
            Question,
            "question",
            f"{bank}/{item.code}",
            found={"bank": self.bank, "code": item.code},
            fixed={
                "bank": self.bank,
                "code": item.code,
                "kind": item.kind,
                "answer_is_true": item.key == ("true",),
                "pool": item.pool,
                "competency": item.competency,
                "bloom": item.bloom,
                "agency": "" if item.agency == "all" else item.agency,
                "lesson": item.lesson,
                "points": item.points,
                "scheme": item.scheme,
                "difficulty": item.difficulty,
                "tags": ", ".join(item.tags),
            },
            words={
                language: {
                    "stem": text.stem,
                    "rationale": text.rationale,
                    "parts": _stream(Question, "parts", question_parts(item, bank, language, self.image)),
                }
                for language, text in item.texts.items()
            },
            names=question_names(item, bank),
        )
        return question

    def load_quiz(self, wanted: QuizContent | None) -> Quiz | None:
        if wanted is None:
            return None
        quiz: Quiz = self.snippet(
            Quiz,
            "quiz",
            wanted.code,
            found={"code": wanted.code},
            fixed={"code": wanted.code, "sections": _stream(Quiz, "sections", wanted.sections), **wanted.fixed},
            words=wanted.words,
        )
        return quiz

    def load_card(self) -> FieldCard | None:
        """After the course: a card is read only where its course is published."""
        code = self.source.code
        if not self.source.cards:
            return None
        card: FieldCard = self.snippet(
            FieldCard,
            "card",
            code,
            found={"course_code": code},
            fixed={"course_code": code},
            words={language: card_words(card, code) for language, card in self.source.cards.items()},
        )
        return card

    # --- pages ----------------------------------------------------------------------------------------------------

    def load_course_page(self, quizzes: dict[str, Quiz | None]) -> CoursePage:
        code = self.source.code
        current = CoursePage.objects.filter(locale=self.home, code=code).first()

        def blank(locale: Locale = self.home) -> CoursePage:
            return CoursePage(locale=locale, slug=code, translation_key=content_key("course", code), live=False)

        page, changed = self.writer.write(
            kind="course",
            key=code,
            current=current,
            blank=blank,
            values=self.course_values(self.source.source_language, quizzes),
            add=lambda instance: self.catalogues[self.home.pk].add_child(instance=instance),
        )
        for locale in self.targets:
            twin = blank(locale)
            for name, value in self.course_values(locale.language_code, quizzes).items():
                setattr(twin, name, value)
            self.translate(f"course {code}", page, twin, locale, changed=changed)
        return CoursePage.objects.get(pk=page.pk)

    def course_values(self, language: str, quizzes: dict[str, Quiz | None]) -> dict[str, Any]:
        source, text = self.source, self.source.texts[language]
        return {
            "title": text.title,
            "code": source.code,
            "summary": text.summary,
            "audience": text.audience,
            "outcomes": _stream(CoursePage, "outcomes", outcome_stream(text.outcomes, source.code)),
            "description": text.description.html,
            "hours": source.hours,
            "validity_months": source.validity_months,
            "competencies": ", ".join(source.competencies),
            "agencies": ",".join(source.agencies),
            **quizzes,
        }

    def load_lesson(self, number: int) -> LessonPage:
        lesson = self.source.lessons[self.source.source_language][number]
        key = f"{self.source.code}/{lesson.code}"

        def blank(locale: Locale = self.home) -> LessonPage:
            return LessonPage(locale=locale, slug=lesson.code, translation_key=content_key("lesson", key), live=False)

        page, changed = self.writer.write(
            kind="lesson",
            key=key,
            current=LessonPage.objects.child_of(self.course).filter(code=lesson.code).first(),
            blank=blank,
            values=self.lesson_values(lesson),
            add=lambda instance: self.course.add_child(instance=instance),
            names=lesson_names(lesson, self.source.code),
        )
        for locale in self.targets:
            twin = blank(locale)
            for name, value in self.lesson_values(self.source.lessons[locale.language_code][number]).items():
                setattr(twin, name, value)
            self.translate(f"lesson {key}", page, twin, locale, changed=changed)
        return LessonPage.objects.get(pk=page.pk)

    def lesson_values(self, lesson: LessonSource) -> dict[str, Any]:
        course = self.source.code
        return {
            "title": lesson.title,
            "code": lesson.code,
            "summary": lesson.summary,
            "minutes": lesson.minutes,
            "outcomes": _stream(LessonPage, "outcomes", outcome_stream(lesson.outcomes, course, lesson.code)),
            "body": _stream(LessonPage, "body", lesson_body(lesson, course, self.references)),
            "next_shift": lesson.next_shift,
            **_care(lesson.care),
        }

    # --- translation, order, leftovers ----------------------------------------------------------------------------

    def translate(self, name: str, source: Any, twin: models.Model, locale: Locale, *, changed: bool) -> None:
        outcome = translate(
            source_object=source,
            in_target_language=twin,
            locale=locale,
            source_changed=changed,
            overwrite=self.writer.overwrite,
        )
        if outcome.kept:
            self.report.kept.append(f"{name} in {locale.language_code}")
        elif outcome.kept_strings:
            self.report.kept.append(f"{name} in {locale.language_code} ({outcome.kept_strings} strings)")
        if outcome.changed:
            self.report.changed += not changed
            self.report.touched.append(source.get_translation(locale))

    def order_lessons(self) -> None:
        """Put the lessons of each language into the order of course.toml, unless they are in it."""
        wanted = [lesson.code for lesson in self.source.lessons[self.source.source_language]]
        for course in self.course.get_translations(inclusive=True):
            lessons = {lesson.code: lesson for lesson in LessonPage.objects.child_of(course).order_by("path")}
            present = [code for code in lessons if code in wanted]
            if present != [code for code in wanted if code in lessons]:
                for code in wanted:
                    if code in lessons:
                        LessonPage.objects.get(pk=lessons[code].pk).move(course, pos="last-child")
                self.report.changed += 1

    def note_strangers(self, questions: dict[str, Question], lessons: list[LessonPage]) -> None:
        """Objects that are in Wagtail and no longer in the source are left to people, and named."""
        keys = [lesson.pk for lesson in lessons]
        for lesson in LessonPage.objects.child_of(self.course).exclude(pk__in=keys):
            self.report.notes.append(f"lesson {lesson.code} is in Wagtail, not in the source; it stays")
        for question in Question.objects.filter(bank=self.bank, locale=self.home).exclude(code__in=questions):
            self.report.notes.append(f"question {question.code} is in Wagtail, not in the source; it stays")


def _care(care: Care) -> dict[str, Any]:
    """What the source says of the care of a text; what it leaves open is Wagtail's."""
    said = {"content_owner": care.owner, "checked_on": care.checked_on, "review_by": care.review_by}
    return {name: value for name, value in said.items() if value}


def _stream(model: Any, field: str, raw: list[dict[str, Any]]) -> Any:
    return model._meta.get_field(field).stream_block.to_python(raw)


def _locale(language: str) -> Locale:
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        raise LoadRefused(f"There is no locale “{language}” yet: run manage.py prepare_site first.")
    return locale


def _catalogue(locale: Locale) -> CataloguePage:
    catalogue = CataloguePage.objects.filter(locale=locale).first()
    if catalogue is None:
        raise LoadRefused(f"There is no catalogue in “{locale.language_code}” yet: run manage.py prepare_site first.")
    return catalogue
