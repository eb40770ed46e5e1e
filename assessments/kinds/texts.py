"""Comparing what people type with what is right, the way Turkish readers do."""

import re
from collections.abc import Iterable
from typing import Any

from wagtail import blocks

from assessments.kinds.base import Fields, InvalidAnswer, one
from common.text import fold, tr_lower

LONGEST = 200  # of a short answer
_EDGES = " .,;:!?\"“”‘’'()"


class SharedCharBlock(blocks.CharBlock):
    """Text that is the same in every language: it is not offered to translators."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        return []

    def restore_translated_segments(self, value: str, segments: Any) -> str:
        return value


def normal(text: str, *, exact: bool = False) -> str:
    """The form in which answers are compared: blanks collapsed, edges trimmed, lower case by Turkish rules; and unless
    `exact`, without accents, so that `Şırnak`, `ŞIRNAK` and `sirnak` are one.
    """
    collapsed = " ".join(text.split()).strip(_EDGES)
    return tr_lower(collapsed) if exact else fold(collapsed)


def matches(text: str, pattern: str, *, exact: bool = False) -> bool:
    """Whether an answer is what is accepted; `*` in the pattern stands for any text."""
    pieces = [re.escape(normal(piece, exact=exact)) for piece in pattern.split("*")]
    if len(pieces) == 1:
        return normal(text, exact=exact) == normal(pattern, exact=exact)
    between = r".*?"
    return re.fullmatch(between.join(pieces), normal(text, exact=exact), re.DOTALL) is not None


def matches_any(text: str, patterns: Iterable[str]) -> bool:
    return any(matches(text, pattern) for pattern in patterns)


def typed(fields: Fields, name: str, *, longest: int = LONGEST) -> str:
    """What was typed into a field; InvalidAnswer when it is longer than the form allows."""
    text = one(fields, name).replace("\r\n", "\n")
    if len(text) > longest or "\0" in text:
        raise InvalidAnswer("longer than the form allows")
    return text
