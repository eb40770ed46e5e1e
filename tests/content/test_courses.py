"""The courses that ship keep the rules of their own style book: an academy adopts them as they are."""

import re
import tomllib
from collections import Counter
from statistics import mean

import pytest
from django.conf import settings

from courses.checking.people import births, identity_numbers, mobiles
from courses.checking.readability import Ease, reading
from courses.checking.terms import confusions
from courses.source import read_course
from tests.content.reading import (
    CHOICES,
    CONTENT,
    COURSES,
    LANGUAGES,
    choice_items,
    items,
    lessons,
    statuses,
    strings,
    texts,
)

each_course = pytest.mark.parametrize("course", COURSES)
each_language = pytest.mark.parametrize("language", LANGUAGES)
LONGEST_SENTENCE = {"tr": 16, "en": 20}  # mean words of a lesson
HEDGES = {
    "tr": re.compile(
        r"teyit|öneri|önerir|iyi uygulama|bu eğitim|kuralına|eğitimde öğret|eğitim içindir", re.IGNORECASE
    ),
    "en": re.compile(r"confirm|propos|good practice|this (course|training)|suggest|recommend", re.IGNORECASE),
}


@each_course
def test_a_course_is_whole_in_both_languages(course: str) -> None:
    source, problems = read_course(CONTENT / "courses" / course)

    assert "\n".join(map(str, problems)) == ""
    assert source.languages == LANGUAGES


@each_course
@each_language
def test_every_item_says_why(course: str, language: str) -> None:
    assert [code for code, item in items(course, language).items() if not item.get("rationale", "").strip()] == []


@each_course
def test_every_wrong_option_has_its_feedback(course: str) -> None:
    silent = {
        item["id"]: missing
        for item in choice_items(course)
        if (missing := sorted(set(item["options"]) - set(item["key"]) - set(item.get("feedback", {}))))
    }

    assert silent == {}


@each_course
@each_language
def test_the_right_option_does_not_stand_out_by_length(course: str, language: str) -> None:
    found = choice_items(course)
    longest = 0
    for item in found:
        lengths = {name: len(text) for name, text in items(course, language)[item["id"]]["options"].items()}
        longest += any(lengths[name] == max(lengths.values()) for name in item["key"])

    assert longest / len(found) <= 0.4


@each_course
def test_no_letter_is_right_much_more_often_than_the_others(course: str) -> None:
    letters = Counter(item["key"][0] for item in choice_items(course) if item["kind"] == "single")
    truths = Counter(item["key"][0] for item in items(course, "tr").values() if item["kind"] == "true_false")

    assert max(letters.values()) <= 0.4 * letters.total()
    assert sum(truths.values()) < 4 or len(truths) == 2


@each_course
def test_statements_to_judge_stay_few(course: str) -> None:
    kinds = Counter(item["kind"] for item in items(course, "tr").values())

    assert kinds["true_false"] <= kinds.total() / 4


@each_course
def test_every_lesson_can_be_tested_from_the_bank(course: str) -> None:
    of_lesson = Counter(item["lesson"] for item in items(course, "tr").values() if item["pool"])

    assert [lesson.name for lesson in lessons(course, "tr") if of_lesson[lesson.name[3:5]] < 4] == []


# --- words --------------------------------------------------------------------------------------------------------


@each_course
@each_language
def test_sentences_are_short(course: str, language: str) -> None:
    lengths = {
        lesson.name: mean(len(sentence.split()) for sentence in lesson.sentences)
        for lesson in lessons(course, language)
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_SENTENCE[language]} == {}


@each_course
def test_terms_of_the_glossary_are_used(course: str) -> None:
    wrong = re.compile(r"geçme puanı|geçme sınırı|soru havuz|sınav havuz|\b[Hh]avuzdan\b")

    assert [(where, text) for where, text in texts(course, "tr") if wrong.search(text)] == []


@each_course
@each_language
def test_smuggling_is_not_said_where_trafficking_is_meant(course: str, language: str) -> None:
    """A victim, a shelter or exploitation belongs to trafficking; a sentence may name both crimes."""
    found = {where: confusions(text, language) for where, text in texts(course, language)}

    assert {where: sentences for where, sentences in found.items() if sentences} == {}


@each_course
@each_language
def test_nobody_real_can_be_recognised(course: str, language: str) -> None:
    found = [
        (where, text)
        for where, text in texts(course, language)
        if identity_numbers(text) or births(text) or mobiles(text)
    ]

    assert found == []


@each_course
@each_language
def test_lessons_read_easily_enough(course: str, language: str) -> None:
    """At least “medium” by Ateşman (Turkish) or 60, plain English, by Flesch."""
    least = {"tr": Ease.MEDIUM.value, "en": 60}[language]
    scores = {lesson.name: reading(lesson.lines, language).score for lesson in lessons(course, language)}

    assert {name: score for name, score in scores.items() if score is None or score < least} == {}


@each_course
def test_turkish_writes_the_per_cent_sign_first(course: str) -> None:
    assert [(where, text) for where, text in texts(course, "tr") if re.search(r"\d\s?%|% \d", text)] == []


@each_course
def test_turkish_uses_its_own_marks(course: str) -> None:
    straight = re.compile(r"\w'\w|[a-zçğıöşü] \"\w")
    found = [(code, text) for code, item in items(course, "tr").items() for text in strings(item) if "'" in text]

    assert found == []
    assert [lesson.name for lesson in lessons(course, "tr") if straight.search(lesson.body)] == []


@each_course
@each_language
def test_links_are_whole(course: str, language: str) -> None:
    good = re.compile(r"(https://[\w.-]+\.\w{2,}(/\S*)?|mailto:\S+@\S+|tel:\+?\d+)$")
    links = [
        (lesson.name, link)
        for lesson in lessons(course, language)
        for link in re.findall(r"\]\(([^)]*)\)", lesson.body)
    ]

    assert [(name, link) for name, link in links if not good.match(link)] == []


# --- the law ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_legal_source_that_is_not_confirmed_says_so_itself(language: str) -> None:
    entries = tomllib.loads((CONTENT / f"legal.{language}.toml").read_text(encoding="utf-8"))["source"]
    settled = [
        entry["key"]
        for entry in entries
        if statuses()[entry["key"]] != "confirmed" and not HEDGES[language].search(" ".join(strings(entry)))
    ]

    assert settled == []


@each_course
@each_language
def test_a_lesson_with_unconfirmed_law_has_the_words_that_mark_it(course: str, language: str) -> None:
    unmarked = [
        (lesson.name, source)
        for lesson in lessons(course, language)
        for source, _note in lesson.laws
        if statuses()[source] == "unconfirmed" and not HEDGES[language].search(lesson.body)
    ]

    assert unmarked == []


@each_course
def test_every_legal_source_quoted_exists(course: str) -> None:
    quoted = {source for lesson in lessons(course, "tr") for source, _note in lesson.laws}

    assert quoted <= set(statuses())


# --- the bank -----------------------------------------------------------------------------------------------------


def test_the_courses_of_the_plan_are_there() -> None:
    assert COURSES == ["c1", "c2", "c3", "c4", "c5", "c6"]
    assert (settings.ROOT / "content" / "legal.tr.toml").is_file()


@each_course
def test_a_bank_can_fill_its_quiz_twice(course: str) -> None:
    pool = [item for item in items(course, "tr").values() if item["pool"]]

    assert len(pool) >= 24
    assert sum(item["bloom"] not in ("remember", "understand") for item in pool) >= len(pool) / 3
    assert {item["kind"] for item in pool} >= set(CHOICES)
