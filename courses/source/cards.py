"""The field card of a course: `card.LANG.md`, a heading and a few short lines a section.

A course may do without one; where the source language has a card, every language has it.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from courses.models import CARD_LINES, card_lines
from courses.source.blocks import Prose
from courses.source.markdown import plain, prose
from courses.source.problems import PathProblems, Problems
from courses.source.tables import Table, read_front

HEADING = re.compile(r"##\s+(?P<text>.+)")
SECTIONS = 8


@dataclass(frozen=True)
class CardSectionSource:
    line: int
    heading: str
    text: Prose


@dataclass(frozen=True)
class CardSource:
    """A card in one language; empty `call` and `legal` stand for the usual words."""

    path: Path
    title: str
    subtitle: str
    call: str
    legal: str
    sections: tuple[CardSectionSource, ...]


@dataclass
class _Draft:
    line: int
    heading: str
    lines: list[str] = field(default_factory=list)


def read_cards(
    folder: Path, source_language: str, languages: tuple[str, ...], problems: Problems
) -> dict[str, CardSource]:
    """The card by language; empty when the course has none."""
    paths = {language: folder / f"card.{language}.md" for language in languages}
    if not any(path.exists() for path in paths.values()):
        return {}
    cards = {language: card for language, path in paths.items() if (card := _read(path, problems))}
    for language, card in cards.items():
        if source_language in cards and language != source_language:
            _compare(cards[source_language], card, problems)
    return cards


def _read(path: Path, problems: Problems) -> CardSource | None:
    front = read_front(path, problems)
    if front is None:
        return None
    table, body, line = front
    card = CardSource(
        path=path,
        title=_short(table, "title", 80),
        subtitle=_short(table, "subtitle", 120, required=False),
        call=_short(table, "call", 200, required=False),
        legal=_short(table, "legal", 240, required=False),
        sections=tuple(_section(draft, problems.at(path)) for draft in _drafts(body, line, problems.at(path))),
    )
    table.finish("the front matter of a field card")
    _check_length(card, problems)
    return card


def _short(table: Table, key: str, most: int, *, required: bool = True) -> str:
    text = table.text(key, required=required)
    if len(text) > most:
        table.complain(key, f"“{key}” has {len(text)} characters, at most {most} fit")
    return text


def _drafts(body: list[str], first: int, problems: PathProblems) -> list[_Draft]:
    drafts: list[_Draft] = []
    for number, text in enumerate(body, first):
        if found := HEADING.fullmatch(text.strip()):
            drafts.append(_Draft(number, plain(found["text"], number, problems)))
        elif drafts:
            drafts[-1].lines.append(text)
        elif text.strip():
            problems.add(number, "a card begins with a heading: ## …")
    if not drafts:
        problems.add(first, "the card has no section")
    return drafts


def _section(draft: _Draft, problems: PathProblems) -> CardSectionSource:
    text = prose("\n".join(draft.lines), draft.line + 1, problems)
    if not text.html:
        problems.add(draft.line, f"“{draft.heading}” has no lines")
    if text.links or "<i>" in text.html:
        problems.add(draft.line, f"“{draft.heading}”: a card has lists and bold, no links and no italics")
    if len(draft.heading) > 80:
        problems.add(draft.line, "a heading on a card has at most 80 characters")
    return CardSectionSource(draft.line, draft.heading, text)


def _check_length(card: CardSource, problems: Problems) -> None:
    lines = card_lines((each.heading, each.text.html) for each in card.sections)
    if lines > CARD_LINES:
        problems.add(card.path, 1, f"the card takes {lines} lines in print, at most {CARD_LINES} fit")
    if len(card.sections) > SECTIONS:
        problems.add(card.path, 1, f"the card has {len(card.sections)} sections, at most {SECTIONS} fit")


def _compare(source: CardSource, other: CardSource, problems: Problems) -> None:
    if len(source.sections) != len(other.sections):
        words = f"{len(other.sections)} sections, in the source language {len(source.sections)}"
        problems.add(other.path, 1, words)
        return
    for name in ("subtitle", "call", "legal"):
        if bool(getattr(source, name)) != bool(getattr(other, name)):
            problems.add(other.path, 1, f"“{name}” is given in one language only")
    for theirs, ours in zip(source.sections, other.sections, strict=True):
        if theirs.text.outline != ours.text.outline:
            words = f"{' '.join(ours.text.outline)}, in the source language {' '.join(theirs.text.outline)}"
            problems.add(other.path, ours.line, f"“{ours.heading}”: {words} (p: paragraph, ul:3: list of three)")
