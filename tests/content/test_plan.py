"""The shipped courses hold what the plan of the curriculum asks of every course: see content/STYLE.md."""

import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from courses.source import read_course
from tests.content.reading import CONTENT, COURSES, LANGUAGES, choice_items, front_of_course, items, lessons, texts

pytestmark = pytest.mark.once
each_course = pytest.mark.parametrize("course", COURSES)
each_language = pytest.mark.parametrize("language", LANGUAGES)
AGENCIES = {"police", "gendarmerie", "coast_guard"}
MOST_WORDS = 1200  # of a lesson without the scenario, of which an officer plays one part in three
LONGER = {  # most words, and why the lesson is longer
    "c1/l1.en.md": (1250, "twelve sorted facts; the Turkish original has fewer than 900 words"),
    "c1/l4.en.md": (1250, "ten forms of exploitation; an officer reads the two of the own area first"),
    "c1/l5.en.md": (1350, "eight settings; an officer works in one or two of them"),
    "c1/l6.en.md": (1500, "the whole first talk, the note and the path; the practical session comes back to it"),
    "c2/l4.en.md": (1250, "six threats to rank; the Turkish original has fewer than 850 words"),
    "c2/l5.en.md": (1300, "children: what is left out here would be asked of the child twice"),
    "c4/l3.en.md": (1350, "the path in steps beside the model note of ten lines"),
    "c5/l2.en.md": (1250, "questions to be said aloud, written out in full"),
}
MOST_WORDS_OF_A_PART = 450
QUOTED = re.compile(r"[“‘][^”’]*[”’]")
REFUSED = {
    "tr": re.compile(
        r"(?<!Hizmetler )(?<!Göç İdaresi )\b[iİ]l müdürlüğ"
        r"|mülakat|çevirmen(?:in|i|e|le|ler)?\b|fahişe|seks kölesi|kurban|aydınlatılmış onam"
    ),
    "en": re.compile(
        r"\b(?:prostitutes?|sex slaves?|illegal (?:migrants?|workers?)|alleged victims?|people smuggling)\b"
    ),
}


def _parts(course: str, language: str) -> list[tuple[str, str, str]]:
    """(lesson, agency, text) of the scenarios."""
    return [
        (lesson.name, agency, text) for lesson in lessons(course, language) for agency, text in lesson.scenario_parts
    ]


# --- every lesson ---------------------------------------------------------------------------------------------------


@each_course
@each_language
def test_a_lesson_says_what_it_is_for(course: str, language: str) -> None:
    for lesson in lessons(course, language):
        front = lesson.front
        assert 15 <= front["minutes"] <= 45, lesson.name
        assert 2 <= len(front["outcomes"]) <= 6, lesson.name
        assert front["summary"].endswith("."), lesson.name
        assert front["next_shift"].strip(), lesson.name


@each_course
def test_a_lesson_has_an_owner_a_check_and_a_review_within_a_year(course: str) -> None:
    source, _problems = read_course(CONTENT / "courses" / course)
    for lesson in source.lessons[source.source_language]:
        care = lesson.care
        assert care.owner, lesson.path
        assert care.checked_on, lesson.path
        assert care.review_by, lesson.path
        assert care.checked_on < care.review_by <= care.checked_on + timedelta(days=366)


@each_course
@each_language
def test_a_lesson_keeps_to_its_length(course: str, language: str) -> None:
    wrong = {
        lesson.name: lesson.common_words
        for lesson in lessons(course, language)
        if not 600 <= lesson.common_words <= LONGER.get(lesson.name, (MOST_WORDS, ""))[0]
    }

    assert wrong == {}


def test_only_lessons_that_are_longer_are_excused() -> None:
    long = {lesson.name for course in COURSES for lesson in lessons(course, "en") if lesson.common_words > MOST_WORDS}

    assert set(LONGER) == long


@each_course
@each_language
def test_a_lesson_asks_and_cites(course: str, language: str) -> None:
    """What a scenario asks counts as well."""
    for lesson in lessons(course, language):
        assert {"check", "scenario"} & set(lesson.kinds), lesson.name
        assert "law" in lesson.kinds, lesson.name


# --- every course ---------------------------------------------------------------------------------------------------


@each_course
@each_language
def test_each_agency_has_its_own_scenario(course: str, language: str) -> None:
    parts = _parts(course, language)

    assert {agency for _lesson, agency, _text in parts} == AGENCIES
    for lesson, agency, text in parts:
        where = f"{lesson} {agency}"
        assert text.count("#### decision ") >= 3, where
        assert "#### model\n" in text, where
        assert "#### trap\n" in text, where
        assert len(re.findall(r"\w+", text)) <= MOST_WORDS_OF_A_PART, where


@each_course
@each_language
def test_a_scenario_comes_after_a_content_note(course: str, language: str) -> None:
    for lesson in lessons(course, language):
        if lesson.has_scenario:
            section = lesson.body[: lesson.body.index("\n::: scenario ")].rpartition("\n## ")[2]
            assert "\n::: content_note " in section, lesson.name


@each_course
@each_language
def test_a_course_teaches_in_more_ways_than_telling(course: str, language: str) -> None:
    kinds = Counter(kind for lesson in lessons(course, language) for kind in lesson.kinds)

    assert {"reveal", "reflection", "content_note"} <= set(kinds)
    assert kinds["dos_donts"] or course in ("c4", "c6"), "first contact is taught in do and do not"
    assert kinds["path"] or course not in ("c1", "c4")
    assert "tone: care\n" in "".join(lesson.body for lesson in lessons(course, language))
    assert "field_card" in lessons(course, language)[-1].kinds


@each_course
def test_twenty_items_and_more_with_reasons_in_both_languages(course: str) -> None:
    for language in LANGUAGES:
        pool = [code for code, item in items(course, "tr").items() if item["pool"]]
        assert len(pool) >= 20
        assert all(items(course, language)[code]["rationale"].strip() for code in pool)


# --- terms of content/STYLE.md --------------------------------------------------------------------------------------


@each_course
@each_language
def test_words_the_style_sheet_refuses_are_only_quoted(course: str, language: str) -> None:
    found = [
        (where, hit[0])
        for where, text in texts(course, language)
        if (hit := REFUSED[language].search(QUOTED.sub("", text)))
    ]

    assert found == []


@each_course
@each_language
def test_the_directorate_is_named_in_full_before_its_short_name(course: str, language: str) -> None:
    """In a child case two directorates are called, so the short name is said only when it is clear whose it is."""
    whole, short = {
        "tr": ("İl Göç İdaresi Müdürlü", "İl Göç İdaresi"),
        "en": ("Provincial Directorate", "PDMM"),
    }[language]
    early = []
    for lesson in lessons(course, language):
        lines = [line for line in lesson.body.splitlines() if not line.startswith("alt: ")]
        first = next((number for number, line in enumerate(lines) if short in line), None)
        if first is not None and not any(whole in line for line in lines[: first + 1]):
            early.append(lesson.name)

    assert early == []


# --- pre-test -------------------------------------------------------------------------------------------------------


def _pretest(course: str) -> list[dict[str, Any]]:
    return [item for item in items(course, "tr").values() if "pretest" in item.get("tags", ())]


@each_course
def test_the_pretest_has_two_questions_a_lesson(course: str) -> None:
    asked = Counter(item["lesson"] for item in _pretest(course))

    assert {name: asked[name] for name in front_of_course(course)["lessons"] if asked[name] < 2} == {}


@each_course
def test_the_pretest_gives_nothing_of_the_final_quiz_away(course: str) -> None:
    """Its feedback is read before the lessons, so no item of it comes back."""
    stems = {item["stem"] for item in items(course, "tr").values() if item not in _pretest(course)}
    in_lessons = "".join(lesson.body for lesson in lessons(course, "tr"))

    for item in _pretest(course):
        assert not item["pool"], item["id"]
        assert item["agency"] == "all", item["id"]
        assert item["stem"] not in stems, item["id"]
        assert f"question: {item['id']}\n" not in in_lessons, item["id"]


@each_course
@each_language
def test_the_pretest_cannot_be_guessed_by_length_or_letter(course: str, language: str) -> None:
    asked = [item for item in _pretest(course) if item in choice_items(course)]
    options = [(items(course, language)[item["id"]]["options"], item["key"][0]) for item in asked]
    longest = sum(len(words[key]) == max(map(len, words.values())) for words, key in options)

    assert longest <= 0.4 * len(asked)
    assert max(Counter(key for _words, key in options).values()) <= 0.4 * len(asked)


# --- field cards ----------------------------------------------------------------------------------------------------


@each_course
def test_a_field_card_fits_its_sheet_in_every_language(course: str) -> None:
    """The reader of course sources counts the printed lines; tests/courses/test_card_paper.py shows that they fit."""
    source, problems = read_course(CONTENT / "courses" / course)

    assert set(source.cards) == set(LANGUAGES)
    assert "\n".join(map(str, problems)) == ""


@each_course
@each_language
def test_a_field_card_names_the_two_numbers(course: str, language: str) -> None:
    card = (CONTENT / "courses" / course / f"card.{language}.md").read_text(encoding="utf-8")

    assert {"112", "157"} <= set(re.findall(r"\b\d{3}\b", card))


# --- sources --------------------------------------------------------------------------------------------------------


def _legal(language: str) -> list[dict[str, Any]]:
    with (CONTENT / f"legal.{language}.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["source"]
    return found


def test_every_citation_has_source_date_and_standing() -> None:
    for entry in _legal("tr"):
        assert isinstance(entry["checked_on"], date), entry["key"]
        assert entry["checked_by"], entry["key"]
        assert entry["status"] in ("confirmed", "unconfirmed", "proposal"), entry["key"]
    for language in LANGUAGES:
        for entry in _legal(language):
            assert all(entry[name].strip() for name in ("citation", "summary", "source")), entry["key"]
    assert [entry["key"] for entry in _legal("tr")] == [entry["key"] for entry in _legal("en")]


def test_a_source_is_cited_under_one_key() -> None:
    citations = Counter(entry["citation"] for entry in _legal("tr"))

    assert [citation for citation, number in citations.items() if number > 1] == []
