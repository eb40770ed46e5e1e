"""What comes from Word keeps headings, lists and tables; it is shown first and lands in the draft."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from courses.admin.word import read_word
from courses.models import LessonPage
from tests.courses.test_workflow import lesson_form
from tests.factories.editors import editor

once = pytest.mark.once
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:""; margin:0cm} --></style></head>
<body lang=TR style='tab-interval:35.4pt'><!--StartFragment-->
<p class=MsoTitle>Ders adı<o:p></o:p></p>
<h1 style='margin-top:12.0pt'><span style='mso-fareast-language:TR'>Üç unsur<o:p></o:p></span></h1>
<p class=MsoNormal>Metin <b style='mso-bidi-font-weight:normal'>kalın</b>, <i>ince</i>&nbsp;ve <span
style='color:red'>kırmızı</span>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Birinci<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span>o<span>&nbsp;&nbsp;
</span></span><!--[endif]-->İkinci</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span>1.<span>&nbsp;&nbsp;</span></span>Sıralı</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<h3>Alt başlık</h3>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=200><p
class=MsoNormal>Ölçüt<o:p></o:p></p></td><td><p>Kaçakçılık</p></td><td><p>Ticaret</p></td></tr>
<tr><td>Sınır</td><td>geçilir</td><td>şart<br>değil</td></tr></table><!--EndFragment--></body></html>"""


@once
def test_what_word_writes_becomes_blocks() -> None:
    assert read_word(WORD) == [
        ("heading", {"text": "Ders adı", "level": "2"}),
        ("heading", {"text": "Üç unsur", "level": "2"}),
        (
            "text",
            "<p>Metin <b>kalın</b>, <i>ince</i> ve kırmızı.</p>"
            "<ul><li>Birinci</li><li>İkinci</li></ul><ol><li>Sıralı</li></ol>",
        ),
        ("heading", {"text": "Alt başlık", "level": "3"}),
        (
            "comparison",
            {
                "title": "Ölçüt",
                "left": "Kaçakçılık",
                "right": "Ticaret",
                "rows": [{"heading": "Sınır", "left": "geçilir", "right": "şart değil"}],
            },
        ),
    ]


@once
@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>O geldi.</p>", "<p>O geldi.</p>"),
        ("<p class=MsoListParagraph>o kişi</p>", "<p>o kişi</p>"),
        ("<p class=MsoListParagraph>(a)&nbsp; ilk</p>", "<ol><li>ilk</li></ol>"),
        (
            "<ul><li><p>bir</p></li><li>iki<ul><li>iç</li></ul></li></ul>",
            "<ul><li>bir</li><li>iki</li><li>iç</li></ul>",
        ),
        ('<b style="font-weight:normal" id="docs-internal-guid"><p>düz</p></b>', "<p>düz</p>"),
        (
            '<p><a href="https://x.example/?a=1&amp;b=2">bağ</a></p>',
            '<p><a href="https://x.example/?a=1&amp;b=2">bağ</a></p>',
        ),
        ('<p><a href="javascript:alert(1)">bağ</a></p>', "<p>bağ</p>"),
        ("<p>5 &lt; 7 &amp; 8</p>", "<p>5 &lt; 7 &amp; 8</p>"),
        ("<table><tr><td>a</td><td>b &lt;i&gt;</td></tr></table>", "<ul><li><b>a</b>: b &lt;i&gt;</li></ul>"),
        ("<table><tr><td>tek</td></tr></table>", "<ul><li>tek</li></ul>"),
        (f"<h2>{'uzun ' * 30}</h2>", f"<p>{('uzun ' * 30).strip()}</p>"),
        ("<p>bir<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)> iki</p>", "<p>bir iki</p>"),
        ("<p onclick=alert(1)>bir</p><iframe src=//x></iframe>", "<p>bir</p>"),
        ("düz yazı", "<p>düz yazı</p>"),
    ],
)
def test_other_shapes(html: str, text: str) -> None:
    assert read_word(html) == [("text", text)]


@once
@pytest.mark.parametrize("html", ["", "<p>&nbsp;</p>", "<img src=x>", "<table><tr><td></td></tr></table>", "<!--x-->"])
def test_nothing_becomes_nothing(html: str) -> None:
    assert read_word(html) == []


# --- in the editor ------------------------------------------------------------------------------------------------


def lesson(language: str = "tr") -> LessonPage:
    return LessonPage.objects.get(code="l1", locale__language_code=language)


def paste(client: Client, page: LessonPage, html: str = WORD, **more: str) -> Any:
    return client.post(reverse("paste_lesson", args=[page.pk]), {"html": html, **more})


def drafted(page: LessonPage) -> list[str]:
    return [block.block_type for block in LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object().body]


@pytest.fixture
def trainer_client(site: None, client: Client) -> Client:
    client.force_login(editor(Role.TRAINER))
    return client


def test_the_outcome_is_shown_before_anything_is_written(trainer_client: Client) -> None:
    before = drafted(lesson())

    html = paste(trainer_client, lesson(), '<h2>Konu</h2><p>Söz <img src=x onerror="alert(1)">.</p>').content.decode()

    assert "Konu</h2>" in html
    assert "<img src=x onerror" not in html
    assert drafted(lesson()) == before


def test_it_lands_at_the_end_of_the_draft_and_nothing_is_published(trainer_client: Client) -> None:
    before, live = drafted(lesson()), lesson().live_revision_id

    response = paste(trainer_client, lesson(), append="1")

    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[lesson().pk])
    assert drafted(lesson()) == [*before, "heading", "heading", "text", "heading", "comparison"]
    assert lesson().live_revision_id == live
    assert lesson().has_unpublished_changes
    last = lesson().get_latest_revision_as_object().body[-1]
    assert last.value["rows"][0]["right"] == "şart değil"
    assert trainer_client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("html", ["", "<p>&nbsp;</p>"])
def test_without_words_it_says_so(trainer_client: Client, html: str) -> None:
    response = paste(trainer_client, lesson(), html, append="1")

    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()


def test_the_menu_of_a_lesson_offers_it(trainer_client: Client) -> None:
    html = trainer_client.get(reverse("wagtailadmin_pages:edit", args=[lesson().pk])).content.decode()
    course = trainer_client.get(reverse("wagtailadmin_pages:edit", args=[lesson().get_parent().pk])).content.decode()

    assert reverse("paste_lesson", args=[lesson().pk]) in html
    assert "/paste/" not in course


def test_what_is_in_review_is_not_pasted_into(trainer_client: Client) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[lesson().pk])
    trainer_client.post(edit, lesson_form(title="Yeni", slug="l1", code="l1", **{"action-submit": "1"}))
    before = drafted(lesson())

    paste(trainer_client, lesson(), append="1")

    assert drafted(lesson()) == before


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR])
def test_others_paste_nothing(site: None, client: Client, role: str) -> None:
    client.force_login(editor(role))
    before = drafted(lesson())

    assert paste(client, lesson(), append="1").status_code in (302, 403)
    assert drafted(lesson()) == before


def test_a_translation_is_not_pasted_into(trainer_client: Client) -> None:
    before = drafted(lesson("en"))

    paste(trainer_client, lesson("en"), append="1")

    assert drafted(lesson("en")) == before
