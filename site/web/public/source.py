"""Reads content/public: pages in several languages with the same blocks under the same names."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from courses.source.blocks import BlockSource, HeadingSource, Prose
from courses.source.body import read_body
from courses.source.markdown import prose
from courses.source.problems import Problems, SourceProblem
from courses.source.tables import Table, read_front
from web.public.course import PublicCourse, read_public_course

SOURCE = "tr"
LANGUAGES = ("tr", "en", "ar")
INDEX = "pages"
PAGES = ("you", "hotel", "drivers", "health", "school")
LEAFLET = "{#leaflet}"


@dataclass(frozen=True)
class PageText:
    """A page in one language; `code` is its slug."""

    code: str
    title: str
    summary: str
    audience: str = ""
    action: str = ""
    quick_exit: bool = False
    leaflet_title: str = ""
    leaflet: Prose = field(default_factory=Prose)
    checked_on: date | None = None
    checked_by: str = ""
    blocks: tuple[BlockSource, ...] = ()


@dataclass(frozen=True)
class PublicSource:
    """`pages` by code and language; `index` by language."""

    index: dict[str, PageText]
    pages: dict[str, dict[str, PageText]]
    course: PublicCourse


def read_public(folder: Path) -> tuple[PublicSource | None, list[SourceProblem]]:
    """The pages of a folder, or None and what is wrong with them."""
    problems = Problems()
    index = {language: _page(folder, INDEX, language, problems) for language in LANGUAGES}
    pages = {code: {language: _page(folder, code, language, problems) for language in LANGUAGES} for code in PAGES}
    for code, texts in pages.items():
        _compare(folder, code, texts, problems)
    course = read_public_course(folder, SOURCE, LANGUAGES, problems)
    found = problems.sorted()
    if found or course is None:
        return None, found
    return PublicSource(
        index={language: page for language, page in index.items() if page},
        pages={code: {language: page for language, page in texts.items() if page} for code, texts in pages.items()},
        course=course,
    ), []


def _page(folder: Path, code: str, language: str, problems: Problems) -> PageText | None:
    path = folder / f"{code}.{language}.md"
    front = read_front(path, problems)
    if front is None:
        return None
    table, lines, first = front
    if code == INDEX:
        return PageText(code=code, title=table.text("title"), summary=table.text("summary"))
    at = next((number for number, line in enumerate(lines) if LEAFLET in line), len(lines))
    blocks = read_body(lines[:at], first, folder, problems.at(path))
    leaflet = prose("\n".join(lines[at + 1 :]), first + at + 1, problems.at(path)) if at < len(lines) else Prose()
    return _text(code, table, blocks, leaflet)


def _text(code: str, table: Table, blocks: tuple[BlockSource, ...], leaflet: Prose) -> PageText:
    page = PageText(
        code=code,
        title=table.text("title"),
        summary=table.text("summary"),
        audience=table.text("audience"),
        action=table.text("action"),
        quick_exit=table.truth("quick_exit"),
        leaflet_title=table.text("leaflet_title"),
        leaflet=leaflet,
        checked_on=table.get("checked_on", date, None, required=True),
        checked_by=table.text("checked_by"),
        blocks=blocks,
    )
    table.texts("sources", required=False)
    table.text("quick_exit_label", required=False)
    table.finish("a public page")
    return page


def _compare(folder: Path, code: str, texts: dict[str, PageText | None], problems: Problems) -> None:
    """The same blocks under the same names in every language, or a translation could not be kept side by side."""
    source = texts[SOURCE]
    for language, page in texts.items():
        if source is None or page is None:
            continue
        wanted = [(block.kind, block.name) for block in source.blocks]
        if [(block.kind, block.name) for block in page.blocks] != wanted:
            names = ", ".join(block.name for block in source.blocks if isinstance(block, HeadingSource))
            path = folder / f"{code}.{language}.md"
            problems.add(path, 1, f"the sections and texts must be those of {code}.{SOURCE}.md: {names}")
