"""Explains terms of the glossary where they first stand in a lesson."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.text import fold
from common.words import forms
from courses.models import GlossaryTerm

_TAG = re.compile(r"(<[^>]*>)")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_NAME = re.compile(r"</?\s*([a-zA-Z0-9]+)")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
LONGEST = 8  # words of a term
# Inside these nothing is explained: a link or button cannot hold a button, a heading is read as a whole.
CLOSED = {"a", "button", "h1", "h2", "h3", "h4", "svg", "legend", "label", "summary"}


@dataclass(frozen=True)
class Term:
    key: str
    term: str
    definition: str


class Pattern(NamedTuple):
    """What each word of a term may look like, folded: with its ending and without."""

    words: tuple[frozenset[str], ...]
    written: tuple[str, ...]
    term: Term


class Glossary:
    """The terms of one language, by what their first word may look like."""

    def __init__(self, terms: Iterable[GlossaryTerm], language: str) -> None:
        self.language = language
        self.patterns: dict[str, list[Pattern]] = defaultdict(list)
        for row in terms:
            term = Term(row.key, row.term, row.definition)
            for written in [_PARENTHESIS.sub("", row.term), *filter(None, (f.strip() for f in row.forms.split(",")))]:
                words = _WORD.findall(written)
                pattern = Pattern(tuple(forms(word, language) for word in words), tuple(map(fold, words)), term)
                for form in pattern.words[0] if words else ():
                    self.patterns[form].append(pattern)

    def at(self, words: Sequence[str], place: int) -> tuple[Term, int] | None:
        """The term that begins at this word and how many words it has: the longest, then the one written most alike."""
        here = [forms(word, self.language) for word in words[place : place + LONGEST]]
        candidates = {pattern for form in here[0] for pattern in self.patterns.get(form, ())}
        fitting = [
            pattern
            for pattern in candidates
            if len(pattern.words) <= len(here) and all(a & b for a, b in zip(here, pattern.words, strict=False))
        ]
        if not fitting:
            return None
        surface = [fold(word) for word in words[place : place + LONGEST]]

        def likeness(pattern: Pattern) -> tuple[int, int, str]:
            alike = sum(a == b for a, b in zip(surface, pattern.written, strict=False))
            return len(pattern.words), alike, pattern.term.key

        best = max(fitting, key=likeness)
        return best.term, len(best.words)


def glossary(language: str) -> Glossary:
    """The live terms of a language. One query."""
    return Glossary(GlossaryTerm.objects.filter(live=True, locale__language_code=language), language)


class Explainer:
    """Marks each term once, in the order texts are given; `found` holds the terms marked so far."""

    def __init__(self, words: Glossary) -> None:
        self.glossary = words
        self.found: dict[str, Term] = {}

    def explain(self, html: SafeString) -> SafeString:
        """The same HTML with a button around the first occurrence of each term not seen yet."""
        if not self.glossary.patterns:
            return html
        closed = 0
        pieces = _TAG.split(html)
        for index, piece in enumerate(pieces):
            if index % 2 == 0:
                pieces[index] = piece if closed else self._text(piece)
            elif (name := _NAME.match(piece)) and name[1].lower() in CLOSED and not piece.endswith("/>"):
                closed += -1 if piece.startswith("</") else 1
        return SafeString("".join(pieces))

    def _text(self, text: str) -> str:
        spans = list(_WORD.finditer(text))
        words = [span[0] for span in spans]
        out, at, place = [], 0, 0
        while place < len(spans):
            hit = self.glossary.at(words, place)
            if hit is None or hit[0].key in self.found:
                place += hit[1] if hit else 1
                continue
            term, length = hit
            self.found[term.key] = term
            start, end = spans[place].start(), spans[place + length - 1].end()
            out += [text[at:start], _button(term, SafeString(text[start:end]))]
            at, place = end, place + length
        return "".join([*out, text[at:]])


def _button(term: Term, words: SafeString) -> SafeString:
    return format_html('<button type="button" class="term" popovertarget="term-{}">{}</button>', term.key, words)
