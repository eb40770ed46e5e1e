"""What an author sees before publishing: the lesson, with or without its answers; and looking writes nothing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from accounts.models import Role
from courses.blocks import RICH_TEXT, LessonBody
from courses.models import LessonPage
from courses.source.markdown import prose
from courses.source.problems import Problems
from tests.factories.editors import editor


def lesson(code: str) -> LessonPage:
    return LessonPage.objects.get(code=code, locale__language_code="tr")


def preview(page: LessonPage, mode: str) -> str:
    with CaptureQueriesContext(connection) as queries:
        response = page.make_preview_request(preview_mode=mode)
        html = response.render().content.decode() if hasattr(response, "render") else response.content.decode()
    assert response.status_code == 200
    assert [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")] == []
    return html


@pytest.mark.parametrize(("mode", "answered"), [("phone", False), ("answered", True), ("print", False), ("rtl", False)])
def test_a_lesson_is_previewed_with_and_without_answers(site: None, mode: str, answered: bool) -> None:
    html = preview(lesson("l1"), mode)

    assert "Yetişkinde kaç unsur aranır?" in html
    assert ("Gerekçe: Yetişkinde" in html) is answered


def test_right_to_left_turns_the_page_round_and_leaves_its_words(site: None) -> None:
    with override("en"):  # what the editor reads in
        html, turned = preview(lesson("l1"), "phone"), preview(lesson("l1"), "rtl")

    assert '<html lang="tr" dir="ltr"' in html
    assert '<html lang="ar" dir="rtl"' in turned
    assert "Üç unsur" in turned


def test_on_paper_the_rules_for_print_hold_on_the_screen(site: None, client: Client) -> None:
    styles = reverse("lesson_paper_styles")
    assert styles in preview(lesson("l1"), "print")
    assert styles not in preview(lesson("l1"), "phone")

    assert client.get(styles).status_code == 302
    client.force_login(editor(Role.TRAINER))
    css = client.get(styles).content.decode()

    assert "@media print" not in css
    assert "@font-face" not in css
    assert ".site-footer" in css


def test_a_scenario_is_previewed_in_full(site: None) -> None:
    html = preview(lesson("l2"), "phone")

    assert "dört pasaport" in html
    assert "On bir işçi" in html
    assert "Adam ayrı oturtuldu." in html


def test_a_draft_is_previewed_as_it_is_written(site: None) -> None:
    page = lesson("l1")
    page.title = "Henüz yayımlanmadı"

    assert "Henüz yayımlanmadı" in preview(page, "phone")
    assert lesson("l1").title == "Üç unsur"


@pytest.mark.parametrize("name", list(LessonBody().child_blocks))
def test_blocks_show_themselves_in_the_block_picker(site: None, client: Client, name: str) -> None:
    client.force_login(editor(Role.TRAINER))
    block = LessonPage._meta.get_field("body").stream_block.child_blocks[name]
    assert block.is_previewable

    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    html = response.content.decode()
    assert response.status_code == 200
    assert "css/tani.css" in html
    shown = strip_tags(html.partition("<main")[2].partition("</main>")[0])
    assert len(shown.split(">", 1)[1].split()) >= 2
    if name == "field_card":
        assert "İlk on dakika" in html
    if name == "check":
        assert "Kişiyi ayrı bir yere alırım." in html


def test_every_block_says_what_it_is_for() -> None:
    assert all(str(block.meta.description) for block in LessonBody().child_blocks.values())


MARKDOWN = """“Razı” & **kalın < ince** it's "söz" *eğik*; [bağ](https://ornek.example/?a=1&b=2).

- bir
- **iki** üç

1. ilk
2. son
"""


def test_loaded_text_is_in_the_form_the_editor_stores() -> None:
    """Opening and saving a lesson in the editor must not look like a change."""
    problems = Problems()
    html = prose(MARKDOWN, 1, problems.at("x")).html
    converter = ContentstateConverter(features=RICH_TEXT)

    stored = converter.to_database_format(converter.from_database_format(html))

    assert problems.found == []
    assert _without_keys(stored) == html


def _without_keys(html: str) -> str:
    from courses.domain.loading.contents import BLOCK_KEY

    return BLOCK_KEY.sub("", html)
