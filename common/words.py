"""Words as they are looked for: in Turkish, English and Arabic, with or without their endings and accents."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from common.text import fold, tr_lower

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_STEMMERS = {"tr": "turkish", "en": "english", "ar": "arabic"}
_SHORTEST_BEGINNING = 4  # letters of a word that may stand for the whole word


@lru_cache(maxsize=50_000)
def forms(word: str, language: str) -> frozenset[str]:
    """What a word may be found by: itself and its stem, both folded: `Göstergeler` → `gostergeler`, `gosterge`.

    What follows an apostrophe is an ending (`Şırnak’ta`). The stem is found before folding, as the stemmer needs
    `ı` and `ş`.
    """
    bare = re.split(r"[’']", unicodedata.normalize("NFC", word))[0]
    lowered = tr_lower(bare) if language == "tr" else bare.lower()
    stem = snowballstemmer.stemmer(_STEMMERS[language]).stemWord(lowered) if language in _STEMMERS else lowered
    return frozenset({fold(lowered), fold(stem)})


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def is_found(asked: frozenset[str], there: frozenset[str]) -> bool:
    """Whether forms that were asked for are among those that are there; four letters or more may begin a word."""
    if asked & there:
        return True
    beginnings = tuple(form for form in asked if len(form) >= _SHORTEST_BEGINNING)
    return any(form.startswith(beginnings) for form in there) if beginnings else False
