"""How hard a text is to read: words, sentences, syllables, and a published formula for each language that has one.

Turkish: Ateşman, E. (1997), “Türkçede okunabilirliğin ölçülmesi”, Dil Dergisi 58, 71–74.
English: Flesch, R. (1948), “A new readability yardstick”, Journal of Applied Psychology 32 (3), 221–233.
Both run from about 0 (very hard) to 100 (very easy).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…؟])[”’)»]*\s+(?=[“«(\"]?[A-ZÇĞİÖŞÜÂÎÛ0-9\u0600-\u06ff])")
TITLES = re.compile(r"\b(?:Dr|Prof|Doç|Av|Bkz|bkz|Mr|Mrs|Ms|Art|art|No|no)\.$")  # a full stop that ends no sentence
TURKISH_VOWELS = frozenset("aeıioöuüâîû")
ENGLISH_VOWELS = re.compile(r"[aeiouy]+")


class Ease(Enum):
    """Five grades, as Ateşman names them."""

    VERY_EASY = 90
    EASY = 70
    MEDIUM = 50
    HARD = 30
    VERY_HARD = 0


@dataclass(frozen=True)
class Formula:
    """score = constant − per_syllable · syllables/word − per_word · words/sentence."""

    name: str
    source: str
    constant: float
    per_syllable: float
    per_word: float


FORMULAS = {
    "tr": Formula(
        "Ateşman (1997)",
        "Ateşman, E. (1997). Türkçede okunabilirliğin ölçülmesi. Dil Dergisi, 58, 71–74.",
        198.825,
        40.175,
        2.610,
    ),
    "en": Formula(
        "Flesch reading ease (1948)",
        "Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology, 32 (3), 221–233.",
        206.835,
        84.6,
        1.015,
    ),
}


@dataclass(frozen=True)
class Reading:
    """`score` is None in a language without a formula, and for a text without a word."""

    words: int
    sentences: int
    score: float | None

    @property
    def mean_sentence(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def ease(self) -> Ease | None:
        return None if self.score is None else next((e for e in Ease if self.score >= e.value), Ease.VERY_HARD)


def words(text: str) -> list[str]:
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of one paragraph, title or cell."""
    found: list[str] = []
    for part in SENTENCE_END.split(text):
        if found and TITLES.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return [sentence for sentence in found if WORD.search(sentence)]


def syllables(word: str, language: str) -> int:
    """In Turkish one a vowel; in English one a run of vowels without a silent e, at least one."""
    if language == "tr":
        return sum(letter in TURKISH_VOWELS for letter in word.replace("I", "ı").replace("İ", "i").lower())
    lowered = word.lower()
    count = len(ENGLISH_VOWELS.findall(lowered))
    silent = lowered.endswith("e") and not lowered.endswith(("le", "ee")) and count > 1
    return max(count - silent, 1)


def reading(paragraphs: Iterable[str], language: str) -> Reading:
    """What the paragraphs of a text amount to. Figures count as words, not as syllables."""
    parts = [sentence for text in paragraphs for sentence in sentences(text)]
    found = [word for sentence in parts for word in words(sentence)]
    spoken = [word for word in found if not word[0].isdigit()]
    formula = FORMULAS.get(language)
    if formula is None or not spoken:
        return Reading(len(found), len(parts), None)
    per_word = sum(syllables(word, language) for word in spoken) / len(spoken)
    score = formula.constant - formula.per_syllable * per_word - formula.per_word * len(found) / len(parts)
    return Reading(len(found), len(parts), round(score, 1))
