"""What of a course is published, gathered for an export: pages, questions, quizzes, legal sources, card."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from wagtail_localize.models import TranslationSource

from assessments.models import Question, QuestionBank, Quiz
from courses.exporting.files import Bundle
from courses.models import CoursePage, FieldCard, LegalSource, LessonPage, SourceLoad


@dataclass(frozen=True)
class Published:
    """A course in its languages, the source language first. Everything but `bank` is by language; questions are by code
    in the order they are written, legal sources by key.
    """

    code: str
    languages: tuple[str, ...]
    pages: Mapping[str, CoursePage]
    lessons: Mapping[str, list[LessonPage]]
    bank: QuestionBank
    questions: Mapping[str, Mapping[str, Question]]
    quiz: Mapping[str, Quiz]
    pretest: Mapping[str, Quiz]
    laws: Mapping[str, Mapping[str, LegalSource]]
    cards: Mapping[str, FieldCard]

    @property
    def source(self) -> str:
        return self.languages[0]

    @cached_property
    def _names(self) -> dict[tuple[str, str], dict[str, str]]:
        return {(row.kind, row.key): row.names for row in SourceLoad.objects.filter(kind__in=("lesson", "question"))}

    def names(self, kind: str, key: str) -> dict[str, str]:
        """The names a course source gave to blocks of this object, by their ids."""
        return self._names.get((kind, key), {})


def read_published(code: str, bundle: Bundle) -> Published | None:
    """The published course with this code, or None. What is not published in a language leaves that language out."""
    pages = {page.locale.language_code: page for page in CoursePage.objects.live().filter(code=code)}
    if not pages:
        return None
    source = _source_language(next(iter(pages.values())), pages)
    lessons = {language: _lessons(page) for language, page in pages.items()}
    bank = _bank(pages[source], lessons[source])
    reader = _Languages(bundle, source, [code for code, _name in settings.LANGUAGES if code in pages])
    codes = [lesson.code for lesson in lessons[source]]
    reader.keep_complete("lesson", codes, {lang: [each.code for each in found] for lang, found in lessons.items()})
    questions = _questions(bank)
    reader.keep_complete("question", [*questions.get(source, {})], questions)
    laws = {language: {law.key: law for law in _laws(lessons[language])} for language in reader.languages}
    reader.keep_complete("legal source", [*laws[source]], laws)
    cards = {c.locale.language_code: c for c in FieldCard.objects.filter(course_code=code, live=True)}
    reader.keep_complete("field card", [code] if source in cards else [], {key: [code] for key in cards})
    return Published(
        code=code,
        languages=tuple(reader.languages),
        pages=pages,
        lessons=lessons,
        bank=bank,
        questions=_in_order(questions, source, pages[source].pretest),
        quiz=_quizzes(pages, "quiz"),
        pretest=_quizzes(pages, "pretest"),
        laws=laws,
        cards=cards if source in cards else {},
    )


@dataclass
class _Languages:
    """The languages that have everything; `languages` begins with the source language."""

    bundle: Bundle
    source: str
    languages: list[str]

    def __post_init__(self) -> None:
        self.languages = [self.source, *(code for code in self.languages if code != self.source)]

    def keep_complete(self, what: str, wanted: list[str], found: Mapping[str, Any]) -> None:
        for language in list(self.languages):
            missing = [key for key in wanted if key not in found.get(language, ())]
            if missing and language != self.source:
                self.languages.remove(language)
                self.bundle.notes.append(f"“{language}” is left out: the {what} “{missing[0]}” is not published in it")


def _source_language(page: CoursePage, pages: Mapping[str, CoursePage]) -> str:
    """The language that was translated from; that of the site where nothing was translated."""
    made = TranslationSource.objects.filter(object_id=page.translation_key).select_related("locale").first()
    candidates = [made.locale.language_code] if made else []
    return next((code for code in [*candidates, settings.LANGUAGE_CODE] if code in pages), next(iter(pages)))


def _lessons(course: CoursePage) -> list[LessonPage]:
    return list(LessonPage.objects.live().child_of(course).order_by("path"))


def asked(lessons: list[LessonPage]) -> Iterator[Question]:
    """The questions lessons ask, in their order."""
    for block in (block for lesson in lessons for block in lesson.body):
        if block.block_type == "check" and block.value["question"]:
            yield block.value["question"]
        elif block.block_type == "scenario":
            decisions = (decision for part in block.value["parts"] for decision in part["decisions"])
            yield from (decision["question"] for decision in decisions if decision["question"])


def _bank(page: CoursePage, lessons: list[LessonPage]) -> QuestionBank:
    """The bank of the course: of its final quiz, else of the questions its lessons ask, else a new one."""
    sections = page.quiz.sections if page.quiz else ()
    banks = [section.value["bank"] for section in sections if section.value.get("bank")]
    banks += [question.bank for question in asked(lessons)]
    return banks[0] if banks else QuestionBank(slug=page.code, title=page.title)


def _questions(bank: QuestionBank) -> dict[str, dict[str, Question]]:
    """The live questions of the bank, by language and code."""
    found: dict[str, dict[str, Question]] = {}
    for item in Question.objects.filter(bank_id=bank.pk, live=True).select_related("locale").order_by("code"):
        found.setdefault(item.locale.language_code, {})[item.code] = item
    return found


def _in_order(
    questions: dict[str, dict[str, Question]], source: str, pretest: Quiz | None
) -> dict[str, dict[str, Question]]:
    """Those of the pre-test in its order, which its loader takes over; the others by their code."""
    asked = [item.code for section in (pretest.sections if pretest else ()) for item in section.value["questions"]]
    place = {code: number for number, code in enumerate(asked)}
    own = questions.get(source, {})
    order = sorted(own, key=lambda code: (place.get(code, -1), code))
    return {
        language: {code: found[code] for code in order if code in found}
        for language, found in {source: own, **questions}.items()
    }


def _quizzes(pages: Mapping[str, CoursePage], name: str) -> dict[str, Quiz]:
    return {language: quiz for language, page in pages.items() if (quiz := getattr(page, name)) is not None}


def _laws(lessons: list[LessonPage]) -> list[LegalSource]:
    """The legal sources that lessons cite, by their key."""
    blocks = (block for lesson in lessons for block in lesson.body if block.block_type == "law")
    found = {law.key: law for block in blocks if (law := block.value["source"]) is not None and law.live}
    return [found[key] for key in sorted(found)]
