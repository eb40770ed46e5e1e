"""Draws the path of a referral as SVG, on the server: no text is cut, whatever its length and direction.

SVG does not wrap text, so lines are broken here by an estimate of the width of letters that errs on the wide side
(a test measures the outcome in a browser). The drawing is `WIDTH` units wide and is shown at most 1.4 times as large:
at 320 pixels a letter is as large as it is drawn.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 288
PAD, GAP, INDENT = 10, 26, 34
SIZE, LEADING = 14, 19
NARROW, WIDE = (
    frozenset("iıjlİI.,:;'’‘|!()[]/-\u0627\u0644\u0631\u0632\u062f\u0630 "),
    frozenset("mwMW@%—…ÇGĞOÖQSŞDHNUÜ"),
)


@dataclass(frozen=True)
class Step:
    """Who does what by when; `condition` in words when the step is for some only."""

    condition: str
    who: str
    what: str
    limit: str


@dataclass(frozen=True)
class Group:
    """Steps for everybody (`condition` empty), or those of one branch."""

    condition: str
    steps: tuple[Step, ...]


def grouped(steps: Iterable[Step]) -> list[Group]:
    """Steps that follow each other under the same condition are one branch."""
    return [Group(condition, tuple(found)) for condition, found in groupby(steps, key=lambda step: step.condition)]


def width_of(text: str, *, bold: bool = False) -> float:
    """An upper estimate of how wide the text is, in units of the drawing."""
    ems = sum(0.36 if each in NARROW else 0.8 if each in WIDE else 0.62 for each in text)
    return ems * SIZE * (1.05 if bold else 1)


def wrap(text: str, width: float, *, bold: bool = False) -> list[str]:
    """The text in lines that fit; a word that is too long by itself is broken."""
    lines: list[str] = []
    for word in _words(text, width, bold=bold):
        if lines and width_of(f"{lines[-1]} {word}", bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _words(text: str, width: float, *, bold: bool) -> Iterator[str]:
    for word in text.split():
        while width_of(word, bold=bold) > width:
            end = next(n for n in range(len(word), 0, -1) if n == 1 or width_of(word[:n], bold=bold) <= width)
            yield word[:end]
            word = word[end:]
        if word:
            yield word


@dataclass(frozen=True)
class Drawing:
    """What is inside an SVG of this size, in units. It has no name of its own: its template gives it one."""

    width: int
    height: int
    shapes: SafeString


def draw_path(steps: list[Step], *, right_to_left: bool = False) -> Drawing:
    """The diagram of these steps; `courses/blocks/path.html` also tells them as a list."""
    pen = _Pen(mirrored=right_to_left)
    groups = grouped(steps)
    for place, group in enumerate(groups):
        if group.condition:
            pen.branch(group)
        else:
            for number, step in enumerate(group.steps):
                pen.step(step, start=place == 0 and number == 0)
    return pen.finish()


class _Pen:
    """Draws from the top; `main` is where the line of the main path left off, None before the first box."""

    def __init__(self, *, mirrored: bool) -> None:
        self.mirrored = mirrored
        self.y = 2.0
        self.main: float | None = None
        self.shapes: list[SafeString] = []

    def x(self, x: float) -> float:
        return WIDTH - x if self.mirrored else x

    def step(self, step: Step, *, start: bool) -> None:
        if self.main is not None:
            self.arrow(self.main, self.y + GAP)
            self.y += GAP
        self.y = self.box(step, 2, WIDTH - 4, "start" if start else "main")
        self.main = self.y

    def branch(self, group: Group) -> None:
        """Boxes set in from the main line, which runs on beside them; a dashed line leads to the words of the
        condition."""
        top = self.y + 14
        width = WIDTH - INDENT - 2
        lines = wrap(group.condition, width - 2 * PAD, bold=True)
        bottom = top + len(lines) * LEADING + 8
        self.line(14, self.y, 14, (top + bottom) / 2)
        self.line(14, (top + bottom) / 2, INDENT, (top + bottom) / 2, dashed=True)
        self.rect(INDENT, top, width, bottom - top, "if")
        self.text(lines, INDENT + PAD, top + 4, "if")
        self.y = bottom
        for step in group.steps:
            self.y = self.box(step, INDENT, width, "branch")
        if self.main is None:
            self.main = top
        self.line(14, self.main, 14, self.y)
        self.main = self.y

    def box(self, step: Step, x: float, width: float, kind: str) -> float:
        """Draw one step; the lower edge of its box."""
        room = width - 2 * PAD
        rows = [("who", wrap(step.who, room, bold=True)), ("what", wrap(step.what, room))]
        if step.limit:
            rows.append(("limit", wrap(step.limit, room - 18, bold=True)))
        height = sum(len(lines) for _kind, lines in rows) * LEADING + 2 * PAD - 2
        self.rect(x, self.y, width, height, kind)
        y = self.y + PAD - 2
        for name, lines in rows:
            inset = 18 if name == "limit" else 0
            if inset:
                self.clock(x + PAD + 6, y + LEADING / 2)
            self.text(lines, x + PAD + inset, y, name)
            y += len(lines) * LEADING
        return self.y + height

    def rect(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        left = WIDTH - x - width if self.mirrored else x
        self.shapes.append(
            format_html(
                '<rect class="path__{}" x="{}" y="{}" width="{}" height="{}" rx="6"/>',
                kind,
                *_r(left, y, width, height),
            )
        )

    def text(self, lines: list[str], x: float, y: float, kind: str) -> None:
        rows = ((*_r(self.x(x), y + (n + 0.74) * LEADING), line) for n, line in enumerate(lines))
        spans = format_html_join("", '<tspan x="{}" y="{}">{}</tspan>', rows)
        self.shapes.append(format_html('<text class="path__{}">{}</text>', kind, spans))

    def line(self, x: float, y: float, to_x: float, to_y: float, *, dashed: bool = False) -> None:
        self.shapes.append(
            format_html(
                '<path class="path__line{}" d="M{} {}L{} {}"/>',
                " path__line--if" if dashed else "",
                *_r(self.x(x), y, self.x(to_x), to_y),
            )
        )

    def arrow(self, y: float, to_y: float) -> None:
        self.line(14, y, 14, to_y)
        self.shapes.append(format_html('<path class="path__head" d="M{} {}l5 6 5-6"/>', *_r(self.x(14) - 5, to_y - 7)))

    def clock(self, x: float, y: float) -> None:
        hands = format_html('<path d="M{} {}v-4m0 4h3"/>', *_r(self.x(x), y))
        circle = format_html('<circle cx="{}" cy="{}" r="6"/>', *_r(self.x(x), y))
        self.shapes.append(format_html('<g class="path__clock">{}{}</g>', circle, hands))

    def finish(self) -> Drawing:
        shapes = format_html_join("", "{}", ((shape,) for shape in self.shapes))
        return Drawing(WIDTH, ceil(self.y + 2), shapes)


def _r(*numbers: float) -> list[str]:
    return [f"{number:.1f}".removesuffix(".0") for number in numbers]
