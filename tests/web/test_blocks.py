"""How the blocks of a lesson read. What they teach is tested where it is loaded."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from assessments.models import Question
from tests.factories.assessments import options
from tests.web.markup import Markup
from web import samples


def block(name: str, *, request=None, **context) -> Markup:
    markup = Markup()
    with translation.override("en"):
        markup.feed(render_to_string(f"courses/blocks/{name}.html", context, request=request))
    return markup


def text(markup: Markup) -> str:
    return " ".join(" ".join(element.text.split()) for element in markup.elements)


@pytest.mark.parametrize(("level", "tag"), [("2", "h2"), ("3", "h3")])
def test_heading_has_its_level_and_an_address(level, tag):
    heading = block("heading", value={"level": level, "text": "Süreler"}, block_id="clocks").one(tag)
    assert (heading.text, heading.attributes["id"]) == ("Süreler", "clocks")


@pytest.mark.parametrize(
    ("tone", "word"),
    [("info", "Note"), ("warning", "Warning"), ("do", "Do"), ("dont", "Do not"), ("care", "Care for yourself")],
)
def test_callout_says_in_a_word_what_its_colour_says(tone, word):
    callout = block("callout", value={"tone": tone, "title": "Başlık", "body": "<p>Metin</p>"})
    assert callout.one("p", class_="callout__kind").text == word


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        ("confirmed", None),
        ("unconfirmed", "To be confirmed by counsel"),
        ("proposal", "Proposal, not an official rule"),
    ],
)
def test_law_shows_its_source_its_day_and_whether_counsel_confirmed_it(status, mark):
    law = block("law", value=samples.law(status))
    assert [tag.text for tag in law.all("span", class_="tag")] == ([mark] if mark else [])
    source = law.one("p", class_="meta").text
    assert "mevzuat.gov.tr" in source
    assert "23 November 2026" in source or "23 November 2026" in source


def test_law_whose_source_is_gone_is_left_out():
    assert block("law", value={"source": None, "note": ""}).elements == []


def test_comparison_is_a_table_whose_headers_have_a_scope():
    table = block("comparison", value=samples.everything()["comparison"])
    assert [th.attributes["scope"] for th in table.all("th")] == ["col", "col", "row", "row", "row"]
    assert table.one("caption").text == "Trafficking and smuggling"


def test_strength_of_an_indicator_is_a_word():
    items = block("checklist", value=samples.everything()["checklist"])
    assert [mark.text for mark in items.all("span", class_="strength")] == ["strong sign", "medium sign", "weak sign"]


def test_check_asks_in_one_form_that_names_its_place():
    check = block("check", check=samples.check(), block_id="b1", action="/x/")
    assert check.one("form").attributes["action"] == "/x/"
    sent = {field.attributes["name"]: field.attributes["value"] for field in check.all("input", type="hidden")}
    assert sent == {"block": "b1", "question": "0", "version": "1"}
    assert [choice.attributes["value"] for choice in check.all("input", type="radio")] == ["1", "2", "3", "4"]
    assert check.one("legend").text.startswith("The owner answers")


def test_answered_check_says_right_or_wrong_in_words_and_wrong_may_be_tried_again():
    right = block("check", check=samples.answered("1", correct=True), block_id="b", action="/x/")
    assert "Right." in text(right)
    assert right.all("form") == []
    wrong = block("check", check=samples.answered("1", correct=False), block_id="b", action="/x/")
    assert "Not right." in text(wrong)
    assert len(wrong.all("form")) == 1
    assert "Speaking apart is the first step" in text(wrong)


@pytest.mark.parametrize(
    ("preview", "mode", "shown"), [(True, "answered", True), (True, "phone", False), (False, "answered", False)]
)
def test_key_of_a_question_shows_in_the_answered_preview_only(preview, mode, shown):
    parts = options("Ayrı konuşur", "Birlikte konuşur")
    question = Question(stem="Ne yapar?", parts=parts, rationale="Çünkü ayrı konuşmak ilk adımdır.")
    request = RequestFactory().get("/")
    request.is_preview, request.preview_mode, request.user, request.session = preview, mode, None, {}
    words = text(block("check", request=request, value={"question": question}))
    assert "Ayrı konuşur" in words
    assert ("right answer" in words) is shown
    assert ("Çünkü" in words) is shown


def test_check_whose_question_is_gone_is_left_out():
    assert block("check", value={"question": None}).elements == []


def test_scenario_offers_the_other_institutions_and_hides_what_comes_later():
    scenario = block("scenario", scenario=samples.everything()["scenario"], block_id="s", action="/x/")
    chips = scenario.all("a", class_="chip")
    assert [chip.attributes["href"] for chip in chips] == [
        "?agency=police#b-s",
        "?agency=gendarmerie#b-s",
        "?agency=coast_guard#b-s",
    ]
    assert [chip.attributes.get("aria-current") for chip in chips] == ["true", None, None]
    assert "What a good officer did" not in text(scenario)
    assert "Decision 2 of 3" in text(scenario)
    assert {field.attributes["value"] for field in scenario.all("input", name="agency")} == {"police"}


def test_scenario_ends_with_the_model_and_the_trap():
    told = samples.everything()["scenario"]
    told.model, told.trap = samples.TEXT, samples.TEXT
    words = text(block("scenario", scenario=told, block_id="s", action="/x/"))
    assert "What a good officer did" in words
    assert "The mistake to avoid" in words


def test_date_of_a_law_is_written_as_the_language_does():
    with translation.override("tr"):
        written = render_to_string("courses/blocks/law.html", {"value": samples.law("confirmed")})
    assert "23 Kasım 2026" in written
