"""Reads the short public course of content/public: screens in several languages, and the questions asked after them."""

import re
from dataclasses import dataclass
from pathlib import Path

from courses.source.markdown import plain, prose
from courses.source.problems import PathProblems, Problems
from courses.source.questions import read_questions
from courses.source.shapes import CourseSource, CourseText, Prose
from courses.source.tables import Table, read_front, read_table

CODE = "course"
BANK = "public"
BANK_TITLE = "Halka açık kısa eğitim"
SECTION = re.compile(r"## (.+?) \{#([a-z0-9-]+)\}\s*$")


@dataclass(frozen=True)
class ScreenText:
    """One screen: its text, and the one thing to remember, which is the quotation that ends it."""

    name: str
    line: int
    title: str
    text: Prose
    remember: str


@dataclass(frozen=True)
class PublicCourseText:
    """The course in one language."""

    title: str
    summary: str
    confirmation_title: str
    confirmation_sentence: str
    confirmation_note: str
    screens: tuple[ScreenText, ...]


@dataclass(frozen=True)
class PublicCourse:
    """`asked`: codes of the items of `items`, in the order in which they are asked; `texts` by language."""

    texts: dict[str, PublicCourseText]
    asked: tuple[str, ...]
    items: CourseSource


def read_public_course(
    folder: Path, source_language: str, languages: tuple[str, ...], problems: Problems
) -> PublicCourse | None:
    """The course of this folder; complains of what is wrong. None when nothing can be made of it."""
    table = read_table(folder / "course.toml", problems)
    if table is None:
        return None
    screens, asked = table.texts("screens"), table.texts("questions")
    _finish(table)
    texts = {language: _text(folder, language, screens, problems) for language in languages}
    _compare(folder, source_language, texts, problems)
    items = _items(folder, source_language, languages, screens, problems)
    known = {item.code for item in items.questions}
    for code in asked:
        if code not in known:
            table.complain("questions", f"there is no question “{code}”")
    return PublicCourse({language: text for language, text in texts.items() if text}, asked, items)


def _finish(table: Table) -> None:
    """What the pages promise of themselves is written there for people; the product keeps it without being told."""
    for key in ("code", "source_language"):
        table.text(key)
    table.texts("languages")
    table.texts("sources", required=False)
    table.number("minutes")
    table.number("attempts")
    table.day("checked_on")
    table.text("checked_by")
    table.table("confirmation")
    table.finish("the course.toml of the public course")


def _text(folder: Path, language: str, names: tuple[str, ...], problems: Problems) -> PublicCourseText | None:
    path = folder / f"{CODE}.{language}.md"
    front = read_front(path, problems)
    if front is None:
        return None
    table, lines, first = front
    text = PublicCourseText(
        title=table.text("title"),
        summary=table.text("summary"),
        confirmation_title=table.text("confirmation_title"),
        confirmation_sentence=table.text("confirmation_sentence"),
        confirmation_note=table.text("confirmation_note"),
        screens=_screens(lines, first, problems.at(path)),
    )
    table.finish("the front matter of the public course")
    if tuple(screen.name for screen in text.screens) != names:
        problems.add(path, first, f"the screens must be those of course.toml, in their order: {', '.join(names)}")
    return text


def _screens(lines: list[str], first: int, problems: PathProblems) -> tuple[ScreenText, ...]:
    starts = [number for number, line in enumerate(lines) if line.startswith("#")]
    before = lines[: starts[0]] if starts else lines
    if any(line.strip() for line in before):
        problems.add(first, "the text starts with “## Title {#name}”")
    ends = [*starts[1:], len(lines)]
    found = (_screen(lines[start:end], first + start, problems) for start, end in zip(starts, ends, strict=False))
    return tuple(screen for screen in found if screen)


def _screen(lines: list[str], line: int, problems: PathProblems) -> ScreenText | None:
    match = SECTION.match(lines[0])
    if not match:
        problems.add(line, "a screen is “## Title {#name}”")
        return None
    body, remember = _quotation(lines[1:])
    if not remember:
        problems.add(line, "a screen ends with what is to be remembered: “> …”")
    return ScreenText(
        name=match[2],
        line=line,
        title=plain(match[1], line, problems),
        text=prose("\n".join(body), line + 1, problems),
        remember=plain(remember, line, problems),
    )


def _quotation(lines: list[str]) -> tuple[list[str], str]:
    """The text of a screen, and the quotation at its end."""
    at = len(lines)
    while at and (not lines[at - 1].strip() or lines[at - 1].startswith(">")):
        at -= 1
    return lines[:at], " ".join(line.removeprefix(">").strip() for line in lines[at:] if line.strip())


def _compare(folder: Path, source: str, texts: dict[str, PublicCourseText | None], problems: Problems) -> None:
    """The same paragraphs and list items in every language, or they could not be translated side by side."""
    ours = texts[source]
    for language, text in texts.items():
        for one, other in zip(ours.screens if ours else (), text.screens if text else (), strict=False):
            if one.name == other.name and one.text.outline != other.text.outline:
                path = folder / f"{CODE}.{language}.md"
                problems.add(path, other.line, f"“{one.name}” must have the paragraphs and list items of {source}")


def _items(
    folder: Path, source_language: str, languages: tuple[str, ...], screens: tuple[str, ...], problems: Problems
) -> CourseSource:
    """The items in the shape the loader of courses takes; of a course there is only the bank."""
    title = CourseText(folder, "", "", "", (), BANK_TITLE, "", "", Prose())
    return CourseSource(
        path=folder,
        code=BANK,
        source_language=source_language,
        languages=languages,
        hours=0,
        competencies=(),
        validity_months=0,
        bank=BANK,
        quiz=None,
        texts={source_language: title},
        lessons={},
        questions=read_questions(folder, source_language, languages, screens, problems),
    )
