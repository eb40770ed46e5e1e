"""Languages of a lesson or course must have the same blocks: that lets an officer change the language in the middle."""

from courses.source.blocks import BlockSource, Prose
from courses.source.problems import Problems
from courses.source.shapes import CourseText, LessonSource


def compare_lessons(source: LessonSource, other: LessonSource, problems: Problems) -> None:
    found = problems.at(other.path)
    if source.minutes != other.minutes:
        found.add(1, f"“minutes” is {other.minutes}, in the source language {source.minutes}")
    if len(source.outcomes) != len(other.outcomes):
        found.add(1, f"{len(other.outcomes)} outcomes, in the source language {len(source.outcomes)}")
    theirs = {block.name: block for block in source.blocks}
    ours = {block.name: block for block in other.blocks}
    last = 1
    for block in source.blocks:
        if block.name not in ours:
            found.add(last, f"after this line the {block.kind} “{block.name}” of the source language is missing")
        else:
            last = ours[block.name].line
            compare_blocks(block, ours[block.name], other, problems)
    for block in other.blocks:
        if block.name not in theirs:
            found.add(block.line, f"the {block.kind} “{block.name}” is not in the source language")
    if set(theirs) == set(ours) and list(theirs) != list(ours):
        _report_order(source, other, problems)


def _report_order(source: LessonSource, other: LessonSource, problems: Problems) -> None:
    for theirs, ours in zip(source.blocks, other.blocks, strict=True):
        if theirs.name != ours.name:
            problems.add(other.path, ours.line, f"“{ours.name}” stands where the source language has “{theirs.name}”")
            return


def compare_blocks(source: BlockSource, other: BlockSource, lesson: LessonSource, problems: Problems) -> None:
    found = problems.at(lesson.path)
    if source.kind != other.kind:
        found.add(other.line, f"“{other.name}” is a {other.kind}, in the source language a {source.kind}")
        return
    for key, value in source.shared.items():
        if other.shared.get(key) != value:
            found.add(other.line, f"“{key}” of “{other.name}” is not that of the source language ({_words(value)})")
    for label, words in source.prose.items():
        if label in other.prose:
            _compare_prose(f"{label} of “{other.name}”", words, other.prose[label], other.line, problems, lesson)


def _compare_prose(
    label: str, source: Prose, other: Prose, line: int, problems: Problems, lesson: LessonSource
) -> None:
    if source.outline != other.outline:
        theirs, ours = " ".join(source.outline) or "nothing", " ".join(other.outline) or "nothing"
        problems.add(
            lesson.path, line, f"{label}: {ours}, in the source language {theirs} (p: paragraph, ul:3: list of three)"
        )
    elif source.links != other.links:
        problems.add(lesson.path, line, f"{label}: the links are not those of the source language, in their order")


def compare_courses(source: CourseText, other: CourseText, problems: Problems) -> None:
    if len(source.outcomes) != len(other.outcomes):
        problems.add(other.path, 1, f"{len(other.outcomes)} outcomes, in the source language {len(source.outcomes)}")
    if source.description.outline != other.description.outline:
        ours, theirs = " ".join(other.description.outline), " ".join(source.description.outline)
        problems.add(
            other.path, 1, f"description: {ours}, in the source language {theirs} (p: paragraph, ul:3: list of three)"
        )


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "given" if value else "not given"
    return str(value)
