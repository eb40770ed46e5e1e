"""The body of a lesson file to blocks."""

import re
from pathlib import Path

from courses.source import blocks
from courses.source.kinds import READERS
from courses.source.markdown import plain, prose
from courses.source.problems import PathProblems
from courses.source.raw import RawBlock, limit_of

OPENING = re.compile(r":::\s*(\S+)\s+(\S+)\s*$")
HEADING = re.compile(r"(#{2,3})\s+(.+?)\s*\{#([^}\s]*)\}\s*$")
HEADER = re.compile(r"([a-z_]+):(?:\s+(.*))?$")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_body(lines: list[str], first: int, folder: Path, problems: PathProblems) -> tuple[blocks.BlockSource, ...]:
    """Blocks of a lesson body whose first line has the number `first`; `folder` is that of the course."""
    return tuple(_Body(lines, first, folder, problems).read())


class _Body:
    def __init__(self, lines: list[str], first: int, folder: Path, problems: PathProblems) -> None:
        self.lines, self.first, self.folder, self.problems = lines, first, folder, problems
        self.found: list[blocks.BlockSource] = []
        self.names: dict[str, int] = {}
        self.section, self.runs = "top", 0
        self.buffer: list[str] = []
        self.buffer_line = first

    def read(self) -> list[blocks.BlockSource]:
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
                blocks.TextSource(
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
        limit = limit_of("heading", "text")
        if limit and len(words) > limit:
            self.problems.add(line, f"the heading has {len(words)} characters; at most {limit} fit")
        self.found.append(blocks.HeadingSource(name, line, words, len(marks)))

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
