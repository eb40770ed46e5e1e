"""What is shipped for everybody: three languages, one action, no promise, nothing that gives a reader away."""

import re
import tomllib
from typing import Any

import pytest

from courses.checking.terms import confusions
from tests.content.reading import CONTENT, statuses
from web.public.source import LANGUAGES, PAGES, read_public

pytestmark = pytest.mark.once
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_page = pytest.mark.parametrize("page", PAGES)
FOLDER = CONTENT / "public"
MOST_WORDS_OF_A_LEAFLET = 90
PROMISES = {
    "tr": re.compile(r"kurtarırlar|kesin\w* gizli|ödül|izin verilir|garanti", re.IGNORECASE),
    "en": re.compile(r"will be rescued|guarantee|reward|will get a permit|completely confidential", re.IGNORECASE),
    "ar": re.compile(r"نضمن|مكافأة|سرية تامة|سيتم إنقاذ"),
}
QUOTED = re.compile(r"[“«][^”»]*[”»]")


def _front(page: str, language: str) -> dict[str, Any]:
    return tomllib.loads(_text(page, language).split("+++\n", 2)[1])


def _text(page: str, language: str) -> str:
    return (FOLDER / f"{page}.{language}.md").read_text(encoding="utf-8")


def _all(language: str) -> list[tuple[str, str]]:
    return [(path.name, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob(f"*.{language}.md"))]


def test_the_pages_are_whole_in_three_languages() -> None:
    source, problems = read_public(FOLDER)

    assert "\n".join(map(str, problems)) == ""
    assert source is not None
    assert {code: set(texts) for code, texts in source.pages.items()} == {code: set(LANGUAGES) for code in PAGES}


@each_page
@each_language
def test_a_page_asks_for_one_call(page: str, language: str) -> None:
    front = _front(page, language)

    assert "157" in front["action"]
    assert "157" in front["leaflet_title"]
    assert "\n**157**\n" in _text(page, language), "the leaflet sets the number large"
    assert "112" in _text(page, language)


@each_page
@each_language
def test_a_leaflet_fits_its_sheet(page: str, language: str) -> None:
    leaflet = _text(page, language).split("{#leaflet}", 1)[1]

    assert len(re.findall(r"[^\W_]+", leaflet)) <= MOST_WORDS_OF_A_LEAFLET


@each_language
def test_the_page_for_a_possible_victim_does_not_give_the_reader_away(language: str) -> None:
    crime = re.compile(r"insan ticareti|trafficking|اتجار|الاتجار", re.IGNORECASE)
    front, leaflet = _front("you", language), _text("you", language).split("{#leaflet}", 1)[1]

    assert front["quick_exit"]
    assert front["quick_exit_label"]
    assert not any(crime.search(words) for words in (front["title"], front["summary"], front["leaflet_title"], leaflet))
    assert [page for page in PAGES if page != "you" and _front(page, language)["quick_exit"]] == []


@each_language
def test_nothing_is_promised(language: str) -> None:
    """What is in quotation marks is an example of what not to say."""
    found = [
        (name, hit[0]) for name, text in _all(language) if (hit := PROMISES[language].search(QUOTED.sub("", text)))
    ]

    assert found == []


@each_language
def test_the_two_crimes_are_kept_apart(language: str) -> None:
    lines = [(name, line) for name, text in _all(language) for line in text.splitlines()]

    assert [(name, wrong) for name, line in lines if (wrong := confusions(line, language))] == []


def test_arabic_keeps_the_digits_that_are_dialled() -> None:
    assert [(name, hit[0]) for name, text in _all("ar") if (hit := re.search("[٠-٩۰-۹]", text))] == []


@each_page
@each_language
def test_every_source_of_a_page_is_known(page: str, language: str) -> None:
    front = _front(page, language)

    assert set(front["sources"]) <= set(statuses())
    assert front["checked_on"]
    assert front["checked_by"]
