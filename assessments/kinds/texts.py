"""Comparing what people type with what is right, the way Turkish readers do."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from wagtail import blocks

from assessments.kinds.base import Fields, InvalidAnswer, one
from common.text import fold, tr_lower

LONGEST = 200  # of a short answer
_EDGES = " .,;:!?\"“”‘’«»'()"
_UNSEEN = re.compile("[\u00ad\u0640\u200b-\u200f\u2060\ufeff]")  # soft hyphens, tatweel, joiners, marks of direction
_APOSTROPHES = re.compile("[’‘ʼ`´′]")
_DASHES = re.compile("[‐‑‒–—−]")


class SharedCharBlock(blocks.CharBlock):
    """Text that is the same in every language: it is not offered to translators."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        return []

    def restore_translated_segments(self, value: str, segments: Any) -> str:
        return value


def digits(text: str) -> str:
    """The same text with the digits of any script as 0–9: Arabic readers type `٣٠`."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def normal(text: str, *, exact: bool = False) -> str:
    """The form in which answers are compared: blanks collapsed, edges trimmed, one kind of apostrophe, dash and digit,
    lower case by Turkish rules; and unless `exact`, without accents and apostrophes, so that `Şırnak’ta`, `ŞIRNAK'TA`
    and `sirnakta` are one.
    """
    composed = digits(_UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    signs = _DASHES.sub("-", _APOSTROPHES.sub("'", composed))
    collapsed = " ".join(signs.split()).strip(_EDGES)
    return tr_lower(collapsed) if exact else fold(collapsed).replace("'", "")


def matches(text: str, pattern: str, *, exact: bool = False) -> bool:
    """Whether an answer is what is accepted; `*` in the pattern stands for any text."""
    given = normal(text, exact=exact)
    pieces = [normal(piece, exact=exact) for piece in pattern.split("*")]
    if len(pieces) == 1:
        return bool(given) and given == pieces[0]
    return _in_order(given, pieces)


def _in_order(given: str, pieces: list[str]) -> bool:
    """Whether the text begins with the first piece, ends with the last and has the others between them, in order.
    Linear, where a regular expression of many stars would not be.
    """
    first, *between, last = pieces
    if not given.startswith(first):
        return False
    place = len(first)
    for piece in between:
        found = given.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return given.endswith(last) and len(given) - len(last) >= place


def matches_any(text: str, patterns: Iterable[str]) -> bool:
    return any(matches(text, pattern) for pattern in patterns)


def says_something(pattern: str) -> bool:
    """Whether more than blanks and stars are asked for."""
    return bool(normal(pattern.replace("*", "")))


def typed(fields: Fields, name: str, *, longest: int = LONGEST) -> str:
    """What was typed into a field; InvalidAnswer when it is longer than the form allows."""
    text = one(fields, name).replace("\r\n", "\n")
    if len(text) > longest or "\0" in text:
        raise InvalidAnswer("longer than the form allows")
    return text
