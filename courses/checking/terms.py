"""Trafficking in human beings (`insan ticareti`) and smuggling of migrants (`göçmen kaçakçılığı`) are two crimes; here
texts are found that take the one for the other.

The definitions are those of the two protocols to the UN Convention against Transnational Organized Crime (2000), and of
articles 80 and 79 of the Turkish Penal Code. A word in quotation marks is spoken about, not used, and passes.
"""

import re

from courses.checking.readability import sentences

# Terms that mix the two: in no language is there a crime of this name.
MIXED = {
    "tr": re.compile(r"insan kaçakçı\w*|göçmen ticaret\w*|kaçakçılı\w+ mağdur\w*|mağdur kaçakçılı\w*"),
    "en": re.compile(
        r"(?:human|people) smuggl\w+|migrant trafficking|trafficking (?:of|in) migrants"
        r"|victims? of (?:migrant |human )?smuggling|smuggled victims?"
    ),
    "ar": re.compile(r"تهريب (?:البشر|الأشخاص)|الاتجار بالمهاجرين|ضحايا التهريب|ضحية التهريب"),
}
SMUGGLING = "göçmen kaçakçılığı"
OF_TRAFFICKING = re.compile(r"mağdur|sığınma evi|sömür|tanımla|157")
BOTH = re.compile(r"insan ticareti|iki suç|değil|yalnızca göçmen|dönüş")
QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]")


def lower(text: str) -> str:
    """Lower case as Turkish has it; English loses nothing that matters here."""
    return text.replace("I", "ı").replace("İ", "i").lower()


def confusions(text: str, language: str) -> list[str]:
    """The sentences that say one crime where the other is meant."""
    return [sentence for sentence in sentences(text) if _mixes(sentence, language)]


def _mixes(sentence: str, language: str) -> bool:
    said = lower(sentence) if language == "tr" else sentence.lower()
    pattern = MIXED.get(language)
    if pattern is not None and pattern.search(QUOTED.sub("", said)):
        return True
    return language == "tr" and SMUGGLING in said and bool(OF_TRAFFICKING.search(said)) and not BOTH.search(said)
