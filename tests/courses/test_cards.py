"""Field cards: read from the source, loaded, frozen when published, refused when they do not fit the sheet."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from accounts.models import Role
from common.db import AppendOnlyError
from courses.cards.queries import card_languages, card_standing, readable_card, readable_cards
from courses.models import CARD_LINES, CoursePage, FieldCard, FieldCardVersion
from courses.queries import course_page, lesson_view
from courses.source import read_course
from tests.factories.cards import LINES, field_card, publish
from tests.factories.courses import load
from tests.factories.editors import editor
from tests.factories.pages import course_page as bare_course

TR = """+++
title = "Deneme kartı"
subtitle = "Gör ve ara"
+++
## Kimi ararsınız?

- Önce **112**
- Nöbetçi: ______

## Adımlar

1. Gör
2. Ara

Acele etmeyin.
"""
EN = TR.replace("Deneme kartı", "Trial card").replace("Gör ve ara", "See and call").replace("Adımlar", "Steps")


@pytest.fixture
def with_card(folder: Path) -> Path:
    write(folder)
    return folder


def write(folder: Path, tr: str = TR, en: str | None = EN) -> None:
    (folder / "card.tr.md").write_text(tr, encoding="utf-8")
    (folder / "card.en.md").unlink(missing_ok=True)
    if en is not None:
        (folder / "card.en.md").write_text(en, encoding="utf-8")


def numbers() -> list[tuple[str, int]]:
    return sorted(FieldCardVersion.objects.values_list("language", "number"))


def test_a_card_is_read_from_plain_text(with_card):
    source, problems = read_course(with_card)
    assert problems == []
    card = source.cards["tr"]
    assert (card.title, card.subtitle, card.call) == ("Deneme kartı", "Gör ve ara", "")
    assert [section.heading for section in card.sections] == ["Kimi ararsınız?", "Adımlar"]
    assert card.sections[0].text.html == "<ul><li>Önce <b>112</b></li><li>Nöbetçi: ______</li></ul>"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('title = "Deneme kartı"', "", 2, "“title” is missing"),
        ("subtitle", "subtitel", 3, "“subtitel” is not known"),
        ("## Kimi ararsınız?", "Söz", 5, "a card begins with a heading"),
        ("- Önce **112**\n- Nöbetçi: ______", "", 5, "has no lines"),
        ("**112**", "[112](https://ornek.example)", 5, "no links and no italics"),
        ("2. Ara\n", "2. Ara\n3. Yaz\n", 10, "ol:2 p, in the source language ol:3 p"),
        ("Acele etmeyin.", "\n\n".join(["Acele etmeyin."] * 60), 1, "lines in print, at most"),
    ],
)
def test_what_is_wrong_with_a_card_is_told_with_file_and_line(folder, old, new, line, message):
    write(folder, TR.replace(old, new))
    found = [str(problem) for problem in read_course(folder)[1]]
    place = "card.en.md" if "source language" in message else "card.tr.md"
    assert [text for text in found if f"{place}:{line}:" in text and message in text], found


def test_a_card_in_one_language_only_is_refused(folder):
    write(folder, en=None)
    assert [problem.message for problem in read_course(folder)[1]] == ["the file is missing"]


def test_loading_publishes_every_language_once(prepared, with_card):
    load(with_card)
    assert numbers() == [("en", 1), ("tr", 1)]
    assert readable_card("deneme", "en").title == "Trial card"
    assert load(with_card).nothing
    assert numbers() == [("en", 1), ("tr", 1)]


def test_a_correction_in_one_language_supersedes_that_language_alone(prepared, with_card):
    load(with_card)
    write(with_card, en=EN.replace("Trial card", "Trial pocket card"))
    load(with_card)
    assert numbers() == [("en", 1), ("en", 2), ("tr", 1)]
    assert not card_standing("deneme", "en", 1).is_current
    assert card_standing("deneme", "tr", 1).is_current


def test_what_a_trainer_changed_is_kept_by_the_next_load(prepared, with_card):
    load(with_card)
    publish(FieldCard.objects.get(locale__language_code="tr"), title="Elle düzeltildi")
    write(with_card, tr=TR.replace("Deneme kartı", "Dosyada düzeltildi"))
    assert "card deneme" in load(with_card).kept
    assert readable_card("deneme", "tr").title == "Elle düzeltildi"


def test_a_draft_is_no_version_and_the_same_words_are_no_new_one(site):
    card = field_card()
    card.title = "Taslak"
    card.save_revision()
    assert readable_card("m1", "tr").title == "Kart m1 tr"
    publish(card, title="Kart m1 tr")
    assert numbers() == [("tr", 1)]
    publish(card, title="Yeni")
    assert numbers() == [("tr", 1), ("tr", 2)]


def test_versions_are_facts(site):
    field_card()
    version = FieldCardVersion.objects.get()
    with pytest.raises(AppendOnlyError):
        version.save()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE courses_fieldcardversion SET number = 9")


def test_a_card_is_read_only_where_its_course_is_published_and_it_is_live(site):
    card = field_card()
    field_card("m1", language="en")
    assert card_languages("m1") == ["tr", "en"]
    CoursePage.objects.get(code="m1", locale__language_code="en").unpublish()
    assert card_languages("m1") == ["tr"]
    assert readable_card("m1", "en") is None
    card.unpublish()
    assert readable_cards("tr") == []
    assert card_standing("m1", "tr", 1).newest is None


def test_only_lists_and_bold_are_shown_whatever_is_stored(site):
    field_card(html='<p onclick="x()">Bak <script>alert(1)</script><a href="javascript:x">______</a> <b>112</b></p>')
    html = readable_card("m1", "tr").sections[0].html
    assert "onclick" not in html
    assert "script" not in html
    assert "<a" not in html
    assert 'class="blank"' in html
    assert "<b>112</b>" in html


def test_a_card_too_long_for_the_sheet_is_refused_in_lines(site):
    card = field_card(html="<ul>" + "<li>satır</li>" * (CARD_LINES - 1) + "</ul>", published=False)
    with pytest.raises(ValidationError, match=str(CARD_LINES + 1)):
        card.full_clean()


def test_a_card_of_no_course_is_refused(site):
    with pytest.raises(ValidationError, match=r"kod|code"):
        field_card("hayalet", published=False).full_clean()


@pytest.mark.parametrize(("mode", "sign"), [("phone", 'href="tel:157"'), ("a6", 'class="sides"')])
def test_a_draft_is_previewed_on_the_telephone_and_on_paper(site, mode, sign):
    card = field_card(title="<img src=x onerror=alert(1)>", published=False)
    page = card.make_preview_request(preview_mode=mode).content.decode()
    assert sign in page
    assert 'lang="tr"' in page
    assert "Taslak" in page
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page
    assert numbers() == []


@pytest.mark.parametrize(
    ("role", "may_add", "may_publish"),
    [(Role.TRAINER, True, False), (Role.REVIEWER, False, True), (Role.OFFICER, False, False)],
)
def test_cards_are_written_by_trainers_and_published_by_reviewers(site, client, role, may_add, may_publish):
    call_command("prepare_site", verbosity=0)
    person = editor(role)
    assert person.has_perm("courses.add_fieldcard") is may_add
    assert person.has_perm("courses.publish_fieldcard") is may_publish
    card = field_card()
    client.force_login(person)
    answer = client.get(f"/admin/snippets/courses/fieldcard/edit/{card.pk}/")
    assert (answer.status_code == 200) is (role != Role.OFFICER)
    assert card.get_workflow() is not None


@pytest.mark.parametrize("amount", [1, 3])
def test_the_list_asks_once_however_many_cards(site, amount, django_assert_num_queries):

    for number in range(amount):
        bare_course(f"k{number}")
        field_card(f"k{number}", html=LINES)
    with django_assert_num_queries(1):
        assert len(readable_cards("tr")) == amount


def test_course_home_and_lesson_know_whether_there_is_a_card(site):
    assert not course_page("m1", "tr").has_card
    assert not lesson_view("m1", "l1", "tr").has_card
    card = field_card()
    assert course_page("m1", "tr").has_card
    assert lesson_view("m1", "l1", "tr").has_card
    assert not lesson_view("m1", "l1", "en").has_card
    card.unpublish()
    assert not lesson_view("m1", "l1", "tr").has_card
