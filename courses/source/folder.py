"""A course folder to a `CourseSource`, or to the list of everything that is wrong with it."""

from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.models import Agency
from assessments.models import Difficulty, Quiz
from common.text import fold
from courses.source import parity
from courses.source.blocks import CheckSource, LawSource, ScenarioSource
from courses.source.body import read_body
from courses.source.cards import read_cards
from courses.source.legal import read_legal
from courses.source.markdown import prose
from courses.source.pretest import check_pretest, read_pretest
from courses.source.problems import Problems, SourceProblem
from courses.source.questions import read_questions
from courses.source.shapes import (
    BlueprintRow,
    Care,
    CourseSource,
    CourseText,
    LessonSource,
    QuestionSource,
    QuizRules,
)
from courses.source.tables import Table, read_front, read_table

MODES = [mode for mode in Quiz.Mode.values if mode != Quiz.Mode.EXAM]  # it needs a closing date, which Wagtail has


def read_course(path: Path) -> tuple[CourseSource | None, list[SourceProblem]]:
    """Read and check the course in this folder. The course is None when there is any problem."""
    problems = Problems()
    course = _read(path, problems)
    if course is not None:
        _check_references(course, problems)
        _check_parity(course, problems)
    found = problems.sorted()
    return (None if found else course), found


def _read(path: Path, problems: Problems) -> CourseSource | None:
    table = read_table(path / "course.toml", problems)
    if table is None:
        return None
    code = table.code("code")
    lessons = table.texts("lessons")
    care = _care(table)
    known = [code for code, _name in settings.LANGUAGES]
    source_language = table.choice("source_language", known)
    languages = table.texts("languages")
    _check_languages(table, source_language, languages, known)
    if problems.found:
        return None
    bank, quiz = _bank(table), _quiz(table)
    course = CourseSource(
        path=path,
        code=code,
        source_language=source_language,
        languages=languages,
        hours=table.number("hours", least=1),
        competencies=table.texts("competencies", required=False),
        validity_months=table.number("validity_months"),
        bank=bank,
        quiz=quiz,
        pretest=read_pretest(table),
        texts={lang: text for lang in languages if (text := _course_text(path / f"course.{lang}.md", problems))},
        lessons={
            lang: _lessons(path, lessons, lang, problems, care if lang == source_language else None)
            for lang in languages
        },
        questions=read_questions(path, source_language, languages, lessons, problems),
        legal=read_legal(path.resolve().parent.parent, source_language, languages, problems),
        cards=read_cards(path, source_language, languages, problems),
        agencies=_agencies(table),
    )
    table.finish("course.toml")
    _check_draw(course, table)
    check_pretest(course, _codes_asked(course), table, problems)
    return course


def _check_languages(table: Table, source_language: str, languages: tuple[str, ...], known: list[str]) -> None:
    if source_language and source_language not in languages:
        table.complain("languages", f"“languages” must contain the source language “{source_language}”")
    for language in languages:
        if language not in known:
            table.complain("languages", f"“{language}” is not a language of this site ({', '.join(known)})")


def _agencies(table: Table) -> tuple[str, ...]:
    agencies = table.texts("agencies", required=False)
    for agency in agencies:
        if agency not in Agency.values:
            table.complain("agencies", f"“{agency}” is no agency; there are {', '.join(Agency.values)}")
    return tuple(agency for agency in Agency.values if agency in agencies)


def _bank(table: Table) -> str:
    bank = table.table("bank")
    if bank is None:
        table.complain("bank", "[bank] is missing")
        return ""
    slug = bank.code("slug")
    bank.finish("[bank]")
    return slug


def _quiz(table: Table) -> QuizRules | None:
    quiz = table.table("quiz")
    if quiz is None:
        return None
    blueprint = tuple(_row(row) for row in quiz.tables("blueprint", "quiz.blueprint"))
    if blueprint and "draw" in quiz.data:
        quiz.complain("draw", "a quiz has “draw” or a blueprint, not both")
    rules = QuizRules(
        code=quiz.code("code"),
        draw=quiz.number("draw", least=1, default=1 if blueprint else None),
        blueprint=blueprint,
        pass_mark=quiz.number("pass_mark", most=100),
        attempts=quiz.number("attempts"),
        shuffle=quiz.truth("shuffle"),
        mode=quiz.choice("mode", MODES, default=_default("mode")),
        counting=quiz.choice("counting", Quiz.Counting.values, default=_default("counting")),
        wait_minutes=quiz.number("wait_minutes", default=_default("wait_minutes")),
        time_limit=quiz.number("time_limit", default=0) or None,
        grace=quiz.number("grace", most=1440, default=_default("grace")),
    )
    quiz.finish("[quiz]")
    return rules


def _default(name: str) -> Any:
    """What Wagtail proposes for a rule of a quiz."""
    field: Any = Quiz._meta.get_field(name)
    default = field.default
    return getattr(default, "value", default)


def _row(table: Table) -> BlueprintRow:
    row = BlueprintRow(
        competency=table.text("competency", required=False),
        difficulty=table.choice("difficulty", Difficulty.values, default=""),
        tag=table.text("tag", required=False),
        count=table.number("count", least=1),
    )
    table.finish("[[quiz.blueprint]]")
    return row


def _check_draw(course: CourseSource, table: Table) -> None:
    """Whether the bank has what the quiz asks for."""
    pool = [item for item in course.questions if item.pool]
    if course.quiz is None:
        return
    for row in course.quiz.blueprint:
        found = sum(_is_of(item, row) for item in pool)
        if found < row.count:
            cell = ", ".join(filter(None, (row.competency, row.difficulty, row.tag))) or "any"
            table.complain("blueprint", f"the blueprint draws {row.count} items of {cell}, but the bank has {found}")
    key = "blueprint" if course.quiz.blueprint else "draw"
    if course.quiz.count > len(pool):
        table.complain(key, f"the quiz draws {course.quiz.count} items, but only {len(pool)} have pool = true")


def _is_of(item: QuestionSource, row: BlueprintRow) -> bool:
    """Whether the draw would take the item for this row (assessments.domain.drawing)."""
    return (
        row.competency in ("", item.competency)
        and row.difficulty in ("", item.difficulty)
        and (not row.tag or fold(row.tag) in map(fold, item.tags))
    )


def _course_text(path: Path, problems: Problems) -> CourseText | None:
    front = read_front(path, problems)
    if front is None:
        return None
    table, body, line = front
    text = CourseText(
        path=path,
        title=table.text("title"),
        summary=table.text("summary"),
        audience=table.text("audience"),
        outcomes=table.texts("outcomes"),
        bank_title=table.text("bank_title"),
        quiz_title=table.text("quiz_title"),
        quiz_intro=table.text("quiz_intro"),
        pretest_title=table.text("pretest_title", required=False),
        pretest_intro=table.text("pretest_intro", required=False),
        description=prose("\n".join(body), line, problems.at(path)),
    )
    table.finish("the front matter of a course")
    return text


def _care(table: Table) -> Care:
    care = Care(table.text("owner", required=False), table.day_or_none("checked_on"), table.day_or_none("review_by"))
    if care.checked_on and care.review_by and care.review_by <= care.checked_on:
        table.complain("review_by", "“review_by” must be after “checked_on”")
    return care


def _lessons(
    path: Path, codes: tuple[str, ...], language: str, problems: Problems, care: Care | None
) -> tuple[LessonSource, ...]:
    found = (_lesson(path, code, language, problems, care) for code in codes)
    return tuple(lesson for lesson in found if lesson)


def _lesson(folder: Path, code: str, language: str, problems: Problems, care: Care | None) -> LessonSource | None:
    """`care` is what the course says of all its lessons; None in a language that is a translation."""
    path = folder / "lessons" / f"{code}.{language}.md"
    front = read_front(path, problems)
    if front is None:
        return None
    table, body, line = front
    lesson = LessonSource(
        path=path,
        code=code,
        title=table.text("title"),
        minutes=table.number("minutes", least=1),
        summary=table.text("summary"),
        outcomes=table.texts("outcomes"),
        next_shift=table.text("next_shift"),
        blocks=read_body(body, line, folder, problems.at(path)),
        care=Care() if care is None else _care(table).or_else(care),
    )
    table.finish("the front matter of a lesson")
    return lesson


def _check_references(course: CourseSource, problems: Problems) -> None:
    questions = {item.code for item in course.questions}
    legal = {entry.key for entry in course.legal}
    for lesson in (lesson for lessons in course.lessons.values() for lesson in lessons):
        for block in lesson.blocks:
            if isinstance(block, LawSource) and block.source not in legal:
                problems.add(lesson.path, block.line, f"there is no legal source “{block.source}”")
            for line, code in _asked(block):
                if code not in questions:
                    problems.add(lesson.path, line, f"there is no question “{code}”")


def _codes_asked(course: CourseSource) -> set[str]:
    """The items that lessons ask."""
    blocks = (block for lessons in course.lessons.values() for lesson in lessons for block in lesson.blocks)
    return {code for block in blocks for _line, code in _asked(block)}


def _asked(block: object) -> list[tuple[int, str]]:
    """The items a block asks, with the line of each."""
    if isinstance(block, CheckSource):
        return [(block.line, block.question)]
    if isinstance(block, ScenarioSource):
        return [(decision.line, decision.question) for part in block.parts for decision in part.decisions]
    return []


def _check_parity(course: CourseSource, problems: Problems) -> None:
    source = {lesson.code: lesson for lesson in course.lessons[course.source_language]}
    text = course.texts.get(course.source_language)
    for language in course.targets:
        if text and language in course.texts:
            parity.compare_courses(text, course.texts[language], problems)
        for lesson in course.lessons[language]:
            if lesson.code in source:
                parity.compare_lessons(source[lesson.code], lesson, problems)
