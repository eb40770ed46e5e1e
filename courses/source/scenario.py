"""The parts of a scenario block: one an agency, each a situation, decisions, a model answer and a trap."""

import re
from dataclasses import dataclass

from courses.source.blocks import DecisionSource, Prose, ScenarioPartSource
from courses.source.markdown import plain, prose
from courses.source.problems import PathProblems

AGENCIES = ("police", "gendarmerie", "coast_guard")
PART = re.compile(r"### +([a-z_]+):\s*(.+?)\s*$")
STEP = re.compile(r"#### +(decision|model|trap)(?: +(\S+))?\s*$")


@dataclass
class _Piece:
    """Text under one heading; `title` is the rest of a part heading, `question` the item of a decision."""

    mark: str
    line: int
    title: str = ""
    question: str = ""
    lines: list[str] | None = None

    def prose(self, problems: PathProblems) -> Prose:
        return prose("\n".join(self.lines or []), self.line + 1, problems)


def read_scenario(lines: list[str], first: int, problems: PathProblems) -> tuple[ScenarioPartSource, ...]:
    """Parts of a scenario body whose first line has the number `first`."""
    groups: list[list[_Piece]] = []
    for piece in _pieces(lines, first, problems):
        if piece.mark in AGENCIES:
            groups.append([piece])
        elif groups:
            groups[-1].append(piece)
    seen: dict[str, int] = {}
    for head, *_rest in groups:
        if head.mark in seen:
            problems.add(head.line, f"a second part for {head.mark}; the first is on line {seen[head.mark]}")
        seen.setdefault(head.mark, head.line)
    return tuple(_part(head, steps, problems) for head, *steps in groups)


def _pieces(lines: list[str], first: int, problems: PathProblems) -> list[_Piece]:
    pieces: list[_Piece] = []
    for number, text in enumerate(lines):
        line = first + number
        if text.startswith("#"):
            pieces.append(_heading(text, line, problems))
        elif pieces:
            pieces[-1].lines = [*(pieces[-1].lines or []), text]
        elif text.strip():
            problems.add(line, "a scenario starts with “### agency: Title”")
    return [piece for piece in pieces if piece.mark]


def _heading(text: str, line: int, problems: PathProblems) -> _Piece:
    part, step = PART.match(text), STEP.match(text)
    if part and part[1] in AGENCIES:
        title = plain(part[2], line, problems)
        if len(title) > 160:
            problems.add(line, f"the title has {len(title)} characters; at most 160 fit")
        return _Piece(part[1], line, title=title)
    if part:
        problems.add(line, f"“{part[1]}” is no agency; there are {', '.join(AGENCIES)}")
    elif step and (step[1] == "decision") == bool(step[2]):
        return _Piece(step[1], line, question=step[2] or "")
    else:
        problems.add(line, "expected “### agency: Title”, “#### decision ITEM”, “#### model” or “#### trap”")
    return _Piece("", line)


def _part(head: _Piece, steps: list[_Piece], problems: PathProblems) -> ScenarioPartSource:
    """The text under a decision is what happens next: it belongs to the decision that follows."""
    order = [step.mark for step in steps]
    decisions = [step for step in steps if step.mark == "decision"]
    if order != ["decision"] * len(decisions) + ["model", "trap"] or not decisions:
        problems.add(head.line, f"the part of {head.mark} needs decisions, then one model, then one trap")
        return ScenarioPartSource(head.mark, head.line, head.title, Prose(), (), Prose(), Prose())
    situation, model, trap = head.prose(problems), steps[-2].prose(problems), steps[-1].prose(problems)
    for words, piece in ((situation, head), (model, steps[-2]), (trap, steps[-1])):
        if not words.html:
            problems.add(piece.line, "there is no text under this heading")
    followed = [decision.prose(problems) for decision in decisions]
    if followed[-1].html:
        problems.add(decisions[-1].line + 1, "text after the last decision is shown to nobody; move it to the model")
    befores = [Prose(), *followed[:-1]]
    return ScenarioPartSource(
        head.mark,
        head.line,
        head.title,
        situation,
        tuple(DecisionSource(d.question, d.line, before) for d, before in zip(decisions, befores, strict=True)),
        model,
        trap,
    )
