"""Aiken: single choice in the plainest text there is. It has no names, feedback, categories or marking."""

import re
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from django.utils.translation import gettext as _

from assessments.formats.neutral import Item, Loss, NotCarried, Piece, Reading, Unreadable, Writing
from assessments.formats.texts import decode, one_line

_CHOICE = re.compile(r"([A-Z])[).](?:[ \t]+(.*))?", re.DOTALL)
_ANSWER = re.compile(r"ANSWER:\s*([A-Z])\s*")


def read(data: bytes, *, language: str = "") -> Reading:
    reading = Reading()
    for start, lines in _blocks(decode(data)):
        try:
            reading.items.append(_question(start, lines))
        except Unreadable as error:
            reading.bad(start, str(error))
    return reading


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines from a question to its answer; a text line after choices begins the next question."""
    lines: list[str] = []
    start = 0
    for at, raw in enumerate(re.split(r"\r\n?|\n", text), start=1):
        line = raw.strip()
        if len(line) < 2:
            continue
        if lines and not _CHOICE.fullmatch(line) and not _ANSWER.fullmatch(line) and _begun(lines):
            yield start, lines
            lines = []
        start = start if lines else at
        lines.append(line)
        if _ANSWER.fullmatch(line):
            yield start, lines
            lines = []
    if lines:
        yield start, lines


def _begun(lines: list[str]) -> bool:
    return any(_CHOICE.fullmatch(line) for line in lines)


def _question(start: int, lines: list[str]) -> Item:
    stem = [line for line in lines if not _CHOICE.fullmatch(line) and not _ANSWER.fullmatch(line)]
    choices = [found for found in map(_CHOICE.fullmatch, lines) if found]
    answer = _ANSWER.fullmatch(lines[-1])
    if not stem or not answer:
        raise Unreadable(_("The question is not complete: a text, choices “A) …”, then “ANSWER: A”."))
    letters = [choice[1] for choice in choices]
    if len(letters) < 2 or letters != list(ascii_uppercase[: len(letters)]):
        raise Unreadable(_("The choices must be lettered A, B, C … without a gap, at least two of them."))
    if answer[1] not in letters:
        raise Unreadable(_("The answer %(letter)s is none of the choices.") % {"letter": answer[1]})
    parts: list[Piece] = [
        ("option", {"text": one_line(choice[2] or ""), "correct": choice[1] == answer[1], "feedback": ""})
        for choice in choices
    ]
    return Item("single", one_line(" ".join(stem)), "", tuple(parts), {}, start, loose=True)


def write(items: Sequence[Item], *, language: str = "") -> Writing:
    writing = Writing()
    blocks = []
    for item in items:
        try:
            blocks.append(_block(item))
        except NotCarried as reason:
            writing.left_out.append(Loss(item.code, str(reason)))
        else:
            _say_lost(item, writing)
    writing.count = len(blocks)
    writing.data = "\n".join(sorted(blocks)).encode()
    return writing


def _block(item: Item) -> str:
    if item.kind != "single":
        raise NotCarried(_("Aiken has single choice only."))
    options, stem = item.of("option"), one_line(item.stem)
    texts = [option["text"] for option in options]
    if len(options) > len(ascii_uppercase):
        raise NotCarried(_("Aiken has at most 26 choices."))
    if _CHOICE.fullmatch(stem) or _ANSWER.fullmatch(stem) or len(stem) < 2:
        raise NotCarried(_("In Aiken the question cannot look like a choice."))
    right = next(letter for letter, option in zip(ascii_uppercase, options, strict=False) if option["correct"])
    choices = [f"{letter}) {text}" for letter, text in zip(ascii_uppercase, texts, strict=False)]
    return "\n".join([stem, *choices, f"ANSWER: {right}", ""])


def _say_lost(item: Item, writing: Writing) -> None:
    lost = _("Code, explanation, feedback, tags and points: Aiken has only the text.")
    writing.reduced.append(Loss(item.code, lost))
