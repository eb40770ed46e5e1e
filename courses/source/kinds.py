"""What each kind of block asks for, from its header lines and its body."""

import re
from collections.abc import Callable
from pathlib import Path

from courses.source import blocks
from courses.source.images import read_image
from courses.source.markdown import plain
from courses.source.problems import PathProblems
from courses.source.raw import RawBlock
from courses.source.scenario import read_scenario

INDICATOR = re.compile(r"- \[([SMW-])\]\s+(.+)$")


def _callout(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    tone, title, body = raw.choice("tone"), raw.header("title"), raw.prose(required=True)
    raw.finish()
    return blocks.CalloutSource(raw.name, raw.line, tone, title, body)


def _law(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    source, note = raw.header("source"), raw.prose(required=True)
    raw.finish()
    return blocks.LawSource(raw.name, raw.line, source, note)


def _check(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    question = raw.header("question")
    raw.finish(bodyless=True)
    return blocks.CheckSource(raw.name, raw.line, question)


def _checklist(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    title, intro = raw.header("title"), raw.header("intro", required=False)
    items = []
    for line, text in raw.entries():
        match = INDICATOR.match(text)
        if match:
            items.append((match[1], _cell(match[2], line, raw.problems)))
        else:
            raw.problems.add(line, "an indicator is “- [S] text”, with S, M, W or - for its strength")
    if not items:
        raw.problems.add(raw.line, f"the checklist “{raw.name}” has no indicator")
    raw.finish()
    return blocks.ChecklistSource(raw.name, raw.line, title, intro, tuple(items))


def _comparison(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    title, left, right = raw.header("title"), raw.header("left"), raw.header("right")
    rows = []
    for line, text in raw.entries():
        cells = [_cell(cell, line, raw.problems) for cell in text.removeprefix("- ").split("|")]
        if len(cells) == 3 and all(cells) and text.startswith("- "):
            rows.append((cells[0], cells[1], cells[2]))
        else:
            raw.problems.add(line, "a row is “- row heading | left | right”")
    if not rows:
        raw.problems.add(raw.line, f"the comparison “{raw.name}” has no row")
    raw.finish()
    return blocks.ComparisonSource(raw.name, raw.line, title, left, right, tuple(rows))


def _cell(text: str, line: int, problems: PathProblems) -> str:
    words = plain(text, line, problems)
    if len(words) > 400:
        problems.add(line, f"the text has {len(words)} characters; at most 400 fit")
    return words


def _figure(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    name, alt = raw.header("image"), raw.header("alt")
    caption = raw.header("caption", required=False)
    image = read_image(name, folder, raw.headers.get("image", (raw.line, ""))[0], raw.problems)
    raw.finish(bodyless=True)
    return blocks.FigureSource(raw.name, raw.line, image, alt, caption)


def _scenario(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    title = raw.header("title")
    parts = read_scenario(raw.body, raw.body_line, raw.problems)
    if not parts:
        raw.problems.add(raw.line, f"the scenario “{raw.name}” has no part")
    raw.finish()
    return blocks.ScenarioSource(raw.name, raw.line, title, parts)


READERS: dict[str, Callable[[RawBlock, Path], blocks.BlockSource]] = {
    "callout": _callout,
    "checklist": _checklist,
    "law": _law,
    "comparison": _comparison,
    "figure": _figure,
    "check": _check,
    "scenario": _scenario,
}
