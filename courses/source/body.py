"""The body of a lesson file to blocks."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from wagtail.blocks import CharBlock

from courses.blocks import LessonBody
from courses.source import shapes
from courses.source.images import read_image
from courses.source.markdown import plain, prose
from courses.source.problems import PathProblems
from courses.source.scenario import read_scenario

OPENING = re.compile(r":::\s*(\S+)\s+(\S+)\s*$")
HEADING = re.compile(r"(#{2,3})\s+(.+?)\s*\{#([^}\s]*)\}\s*$")
HEADER = re.compile(r"([a-z_]+):(?:\s+(.*))?$")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
INDICATOR = re.compile(r"- \[([SMW-])\]\s+(.+)$")
_blocks = LessonBody().child_blocks


@dataclass
class RawBlock:
    """A block as written: its header lines and the lines of its body."""

    kind: str
    name: str
    line: int
    problems: PathProblems
    headers: dict[str, tuple[int, str]] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    body_line: int = 0
    asked: set[str] = field(default_factory=set)

    def header(self, key: str, *, required: bool = True) -> str:
        self.asked.add(key)
        line, value = self.headers.get(key, (self.line, ""))
        if required and not value:
            self.problems.add(line, f"the {self.kind} “{self.name}” needs “{key}: …”")
        text = plain(value, line, self.problems)
        limit = _limit(self.kind, key)
        if limit and len(text) > limit:
            self.problems.add(line, f"“{key}” has {len(text)} characters; at most {limit} fit")
        return text

    def choice(self, key: str) -> str:
        value = self.header(key)
        allowed = [option for option, _label in _blocks[self.kind].child_blocks[key].field.choices if option]
        if value and value not in allowed:
            self.problems.add(self.headers[key][0], f"“{key}” must be one of {', '.join(allowed)}, not “{value}”")
        return value

    def prose(self, *, required: bool) -> shapes.Prose:
        found = prose("\n".join(self.body), self.body_line, self.problems)
        if required and not found.html:
            self.problems.add(self.line, f"the {self.kind} “{self.name}” has no text")
        return found

    def entries(self) -> list[tuple[int, str]]:
        """The lines of the body that are not empty, with their numbers."""
        return [(self.body_line + n, text.rstrip()) for n, text in enumerate(self.body) if text.strip()]

    def finish(self, *, bodyless: bool = False) -> None:
        for key, (line, _value) in self.headers.items():
            if key not in self.asked:
                self.problems.add(line, f"“{key}” is not known in a {self.kind}")
        if bodyless and self.entries():
            self.problems.add(self.entries()[0][0], f"a {self.kind} has no text of its own")


def _limit(kind: str, key: str) -> int | None:
    child = getattr(_blocks[kind], "child_blocks", {}).get(key)
    return child.field.max_length if isinstance(child, CharBlock) else None


def read_body(lines: list[str], first: int, folder: Path, problems: PathProblems) -> tuple[shapes.BlockSource, ...]:
    """Blocks of a lesson body whose first line has the number `first`; `folder` is that of the course."""
    return tuple(_Body(lines, first, folder, problems).read())


class _Body:
    def __init__(self, lines: list[str], first: int, folder: Path, problems: PathProblems) -> None:
        self.lines, self.first, self.folder, self.problems = lines, first, folder, problems
        self.found: list[shapes.BlockSource] = []
        self.names: dict[str, int] = {}
        self.section, self.runs = "top", 0
        self.buffer: list[str] = []
        self.buffer_line = first

    def read(self) -> list[shapes.BlockSource]:
        number = 0
        while number < len(self.lines):
            text, line = self.lines[number].rstrip(), self.first + number
            if text.startswith(":::"):
                self.flush()
                number = self.block(number)
            elif text.startswith("#"):
                self.flush()
                self.heading(text, line)
                number += 1
            else:
                self.gather(text, line)
                number += 1
        self.flush()
        return self.found

    def gather(self, text: str, line: int) -> None:
        if text and not self.buffer:
            self.buffer_line = line
        if text or self.buffer:
            self.buffer.append(text)

    def flush(self) -> None:
        """End the run of text gathered so far; it is named after its section and its place there."""
        if self.buffer:
            self.runs += 1
            name = f"{self.section}/text-{self.runs}"
            self.found.append(
                shapes.TextSource(
                    name, self.buffer_line, prose("\n".join(self.buffer), self.buffer_line, self.problems)
                )
            )
        self.buffer = []

    def claim(self, name: str, line: int) -> None:
        if not NAME.fullmatch(name):
            self.problems.add(line, f"a name is lower case letters, digits and hyphens, not “{name}”")
        if name in self.names:
            self.problems.add(line, f"the name “{name}” is already used on line {self.names[name]}")
        self.names.setdefault(name, line)

    def heading(self, text: str, line: int) -> None:
        match = HEADING.match(text)
        if not match:
            self.problems.add(line, "a heading is “## Text {#name}” or “### Text {#name}”")
            return
        marks, words, name = match.groups()
        self.claim(name, line)
        self.section, self.runs = name, 0
        words = plain(words, line, self.problems)
        limit = _limit("heading", "text")
        if limit and len(words) > limit:
            self.problems.add(line, f"the heading has {len(words)} characters; at most {limit} fit")
        self.found.append(shapes.HeadingSource(name, line, words, len(marks)))

    def block(self, number: int) -> int:
        """Read the block that opens at this index; the index after its end."""
        line = self.first + number
        match = OPENING.match(self.lines[number])
        end = next((n for n in range(number + 1, len(self.lines)) if self.lines[n].startswith(":::")), len(self.lines))
        if not match:
            self.problems.add(line, "a block starts with “::: KIND NAME”")
            return number + 1
        kind, name = match.groups()
        if end == len(self.lines) or self.lines[end].rstrip() != ":::":
            self.problems.add(line, f"the {kind} “{name}” is not closed with “:::”")
            return end
        self.claim(name, line)
        raw = self.raw(kind, name, number, end)
        reader = READERS.get(kind)
        if reader is None:
            self.problems.add(line, f"“{kind}” is no kind of block; there are {', '.join(READERS)}")
        else:
            self.found.append(reader(raw, self.folder))
        return end + 1

    def raw(self, kind: str, name: str, number: int, end: int) -> RawBlock:
        block = RawBlock(kind, name, self.first + number, self.problems)
        at = number + 1
        while at < end and self.lines[at].strip():
            match, line = HEADER.match(self.lines[at]), self.first + at
            if not match:
                self.problems.add(line, "expected “key: value”, or an empty line before the text")
            elif match[1] in block.headers:
                self.problems.add(line, f"“{match[1]}” is given twice")
            else:
                block.headers[match[1]] = (line, (match[2] or "").strip())
            at += 1
        block.body, block.body_line = self.lines[at:end], self.first + at
        return block


def _callout(raw: RawBlock, folder: Path) -> shapes.BlockSource:
    tone, title, body = raw.choice("tone"), raw.header("title"), raw.prose(required=True)
    raw.finish()
    return shapes.CalloutSource(raw.name, raw.line, tone, title, body)


def _law(raw: RawBlock, folder: Path) -> shapes.BlockSource:
    source, note = raw.header("source"), raw.prose(required=True)
    raw.finish()
    return shapes.LawSource(raw.name, raw.line, source, note)


def _check(raw: RawBlock, folder: Path) -> shapes.BlockSource:
    question = raw.header("question")
    raw.finish(bodyless=True)
    return shapes.CheckSource(raw.name, raw.line, question)


def _checklist(raw: RawBlock, folder: Path) -> shapes.BlockSource:
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
    return shapes.ChecklistSource(raw.name, raw.line, title, intro, tuple(items))


def _comparison(raw: RawBlock, folder: Path) -> shapes.BlockSource:
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
    return shapes.ComparisonSource(raw.name, raw.line, title, left, right, tuple(rows))


def _cell(text: str, line: int, problems: PathProblems) -> str:
    words = plain(text, line, problems)
    if len(words) > 400:
        problems.add(line, f"the text has {len(words)} characters; at most 400 fit")
    return words


def _figure(raw: RawBlock, folder: Path) -> shapes.BlockSource:
    name, alt = raw.header("image"), raw.header("alt")
    caption = raw.header("caption", required=False)
    image = read_image(name, folder, raw.headers.get("image", (raw.line, ""))[0], raw.problems)
    raw.finish(bodyless=True)
    return shapes.FigureSource(raw.name, raw.line, image, alt, caption)


def _scenario(raw: RawBlock, folder: Path) -> shapes.BlockSource:
    title = raw.header("title")
    parts = read_scenario(raw.body, raw.body_line, raw.problems)
    if not parts:
        raw.problems.add(raw.line, f"the scenario “{raw.name}” has no part")
    raw.finish()
    return shapes.ScenarioSource(raw.name, raw.line, title, parts)


READERS: dict[str, Callable[[RawBlock, Path], shapes.BlockSource]] = {
    "callout": _callout,
    "checklist": _checklist,
    "law": _law,
    "comparison": _comparison,
    "figure": _figure,
    "check": _check,
    "scenario": _scenario,
}
