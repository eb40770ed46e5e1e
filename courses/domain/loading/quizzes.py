"""The quizzes of a course source, as fields of `Quiz`: the final quiz and the pre-test."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.domain.loading.ids import block_id
from courses.domain.loading.values import Raw, quiz_sections
from courses.source import CourseSource


@dataclass(frozen=True)
class QuizContent:
    """`sections` in the raw form; `fixed` what no language changes; `words` by language."""

    code: str
    sections: list[Raw]
    fixed: dict[str, Any]
    words: dict[str, dict[str, str]]


def final_quiz(source: CourseSource, bank: int) -> QuizContent | None:
    """`bank` is the primary key of the course's bank."""
    rules = source.quiz
    if rules is None:
        return None
    names = ("pass_mark", "attempts", "shuffle", "mode", "counting", "wait_minutes", "time_limit", "grace")
    return QuizContent(
        code=rules.code,
        sections=quiz_sections(rules, bank),
        fixed={name: getattr(rules, name) for name in names},
        words={
            language: {"title": text.quiz_title, "intro": text.quiz_intro} for language, text in source.texts.items()
        },
    )


def pretest(source: CourseSource, questions: Mapping[str, int]) -> QuizContent | None:
    """One attempt, nothing to pass, no clock. `questions`: primary keys by code."""
    if source.pretest is None:
        return None
    code = source.pretest.code
    return QuizContent(
        code=code,
        sections=_by_lesson(source, code, questions),
        fixed={"pass_mark": 0, "attempts": 1, "shuffle": True, "mode": "standard"},
        words={
            language: {"title": text.pretest_title, "intro": text.pretest_intro}
            for language, text in source.texts.items()
        },
    )


def _by_lesson(source: CourseSource, code: str, questions: Mapping[str, int]) -> list[Raw]:
    """A section for each lesson that the pre-test asks about, labelled with its code."""
    sections = []
    for lesson in source.lessons[source.source_language]:
        items = [item.code for item in source.questions if item.pretest and item.lesson == lesson.code]
        if items:
            asked = [
                {"type": "item", "value": questions[item], "id": block_id(code, lesson.code, "item", item)}
                for item in items
            ]
            value = {"label": lesson.code, "questions": asked}
            sections.append({"type": "fixed", "value": value, "id": block_id(code, lesson.code, "section")})
    return sections
