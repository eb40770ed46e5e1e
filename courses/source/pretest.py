"""The pre-test of a course source: which items belong to it, and whether they can let a lesson be skipped."""

from collections import Counter
from collections.abc import Collection, Mapping

from courses.models.outline import PRETEST_LEAST
from courses.source.problems import Problems
from courses.source.shapes import CourseSource, CourseText, PretestRules, QuestionSource
from courses.source.tables import Table

BY_HAND = ("written", "drill")  # kinds that a person marks, or that teach while they ask


def read_pretest(table: Table) -> PretestRules | None:
    """The table `[pretest]` of course.toml."""
    pretest = table.table("pretest")
    if pretest is None:
        return None
    rules = PretestRules(code=pretest.code("code"))
    pretest.finish("[pretest]")
    return rules


def check_pretest(course: CourseSource, asked: Collection[str], table: Table, problems: Problems) -> None:
    """`asked`: codes of the items that lessons ask; `table`: course.toml."""
    if course.pretest is None:
        return
    items = [item for item in course.questions if item.pretest]
    if course.quiz is not None and course.quiz.code == course.pretest.code:
        table.complain("pretest", "the pre-test and the final quiz need different codes")
    if not items:
        table.complain("pretest", "there is a [pretest], but no item has the tag “pretest”")
    for item in items:
        for problem in _problems_of(item, asked):
            _complain(item, problems, problem)
    for lesson, number in Counter(item.lesson for item in items).items():
        if number < PRETEST_LEAST:
            table.complain(
                "pretest",
                f"the lesson “{lesson}” has {number} pre-test item; it needs {PRETEST_LEAST} to be skipped",
            )
    _check_texts(course.texts, problems)


def _problems_of(item: QuestionSource, asked: Collection[str]) -> list[str]:
    """Its feedback is shown before the lessons are read, so nothing later may ask it."""
    found = []
    if item.pool:
        found.append("an item of the pre-test has pool = false, or the final quiz could ask it again")
    if item.code in asked:
        found.append("an item of the pre-test cannot be asked in a lesson too")
    if item.agency != "all":
        found.append("an item of the pre-test is for all agencies")
    if item.kind in BY_HAND:
        found.append(f"an item of the kind {item.kind} cannot be in a pre-test")
    return found


def _complain(item: QuestionSource, problems: Problems, message: str) -> None:
    text = next(iter(item.texts.values()))
    problems.add(text.path, text.line, message)


def _check_texts(texts: Mapping[str, CourseText], problems: Problems) -> None:
    for text in texts.values():
        for name in ("pretest_title", "pretest_intro"):
            if not getattr(text, name):
                problems.add(text.path, 1, f"“{name}” is missing: the course has a pre-test")
