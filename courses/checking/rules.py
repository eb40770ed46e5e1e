"""The rules a page is held to, each a generator of findings. Nothing here writes."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.checking.findings import Finding, Level, mask, shorten
from courses.checking.people import births, identity_numbers, mobiles
from courses.checking.pieces import Piece, paragraphs
from courses.checking.readability import Ease, Reading, sentences, words
from courses.checking.terms import confusions

MEAN_SENTENCE = 20  # words
LONG_SENTENCE = 35
LESSON_WORDS = (600, 1200)
NAMED = 5  # long sentences named one by one
PLACEHOLDER = re.compile(r"\[[^\[\]]*…\]")
UNSAID = ("audio", "video")  # blocks whose words are a transcript


def _at(piece: Piece, level: Level, message: str, excerpt: str = "") -> Finding:
    return Finding(level, message, piece.where, piece.block_id, shorten(excerpt))


def of_people(pieces: list[Piece]) -> Iterator[Finding]:
    """Who can be recognised: a training text names nobody real."""
    for piece in pieces:
        for number in identity_numbers(piece.text):
            yield _at(piece, Level.WRONG, _("An identity number that could be a person’s."), mask(number))
        for paragraph in piece.paragraphs:
            if births(paragraph):
                message = _("A name with a date of birth. Take one of them away, even of a person you made up.")
                yield _at(piece, Level.WRONG, message, mask(paragraph))
            for number in mobiles(paragraph):
                yield _at(piece, Level.WRONG, _("A mobile telephone number that could be a person’s."), mask(number))


def of_terms(pieces: list[Piece], language: str) -> Iterator[Finding]:
    message = _("Trafficking in human beings and smuggling of migrants are two crimes. Which one is meant?")
    for piece in pieces:
        for paragraph in piece.paragraphs:
            for sentence in confusions(paragraph, language):
                yield _at(piece, Level.WRONG, message, sentence)


def of_placeholders(pieces: list[Piece]) -> Iterator[Finding]:
    """Words of a lesson's starter that tell the author what to write."""
    for piece in pieces:
        for words_left in PLACEHOLDER.findall(piece.text):
            yield _at(piece, Level.WRONG, _("Words of the template that nobody replaced."), words_left)


def of_reading(pieces: list[Piece], reading: Reading) -> Iterator[Finding]:
    if reading.mean_sentence > MEAN_SENTENCE:
        message = _("Sentences have %(mean).1f words on average; %(most)d is the limit.")
        yield Finding(Level.WRONG, message % {"mean": reading.mean_sentence, "most": MEAN_SENTENCE})
    if reading.ease in (Ease.HARD, Ease.VERY_HARD):
        yield Finding(Level.LOOK, _("The text is hard to read. Shorter sentences and shorter words help."))
    long = [(p, s) for p in pieces for text in p.paragraphs for s in sentences(text) if len(words(s)) > LONG_SENTENCE]
    for piece, sentence in sorted(long, key=lambda each: -len(words(each[1])))[:NAMED]:
        message = ngettext("A sentence of %(count)d word.", "A sentence of %(count)d words.", len(words(sentence)))
        yield _at(piece, Level.LOOK, message % {"count": len(words(sentence))}, sentence)


def of_length(length: int) -> Iterator[Finding]:
    least, most = LESSON_WORDS
    if not least <= length <= most:
        message = ngettext(
            "The lesson has %(count)d word; from %(least)d to %(most)d fit into its time.",
            "The lesson has %(count)d words; from %(least)d to %(most)d fit into its time.",
            length,
        )
        yield Finding(Level.LOOK, message % {"count": length, "least": least, "most": most})


def of_media(body: Any) -> Iterator[Finding]:
    """Pictures, sound and video that leave somebody out."""
    wanted = {
        "figure": {"alt": _("The picture has no text alternative.")},
        "audio": {"transcript": _("The recording has no transcript.")},
        "video": {"captions": _("The video has no captions."), "transcript": _("The video has no transcript.")},
    }
    for child in body:
        for name, message in wanted.get(child.block_type, {}).items():
            if not _said(child.value.get(name)):
                yield Finding(Level.WRONG, message, str(child.block.label), child.id or "")


def _said(value: Any) -> bool:
    if value is None:
        return False
    return bool(strip_tags(str(getattr(value, "source", value))).strip())


def of_law(body: Any) -> Iterator[Finding]:
    for child in body:
        law = child.value.get("source") if child.block_type == "law" else None
        if law is not None and not law.is_confirmed:
            message = _("A legal statement that nobody has confirmed yet: %(standing)s.")
            excerpt = shorten(law.citation)
            said = message % {"standing": law.get_status_display()}
            yield Finding(Level.LOOK, said, str(child.block.label), child.id or "", excerpt)


def words_read(pieces: list[Piece], body: Any) -> int:
    """Words one officer reads: of a scenario the longest variant, of sound and video no transcript."""
    outside = [piece for piece in pieces if piece.kind not in (*UNSAID, "scenario")]
    total = sum(len(words(piece.text)) for piece in outside)
    for child in body:
        if child.block_type == "scenario":
            variant = child.block.child_blocks["parts"].child_block
            total += max((_length(variant, part) for part in child.value["parts"]), default=0)
    return total


def _length(block: Any, value: Any) -> int:
    return sum(len(words(text)) for text in paragraphs(block, value))
