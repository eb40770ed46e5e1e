"""What everybody may read without signing in: no cookie, no record, one action."""

import io
from pathlib import Path

import pypdf
import pytest
from django.core.management import call_command

from assessments.models import CheckResponse
from tests.factories.assessments import BankFactory, options, published_question
from tests.factories.pages import awareness_page, public_course
from tests.web.markup import read
from web.models import AwarenessPage
from web.public.source import LANGUAGES, PAGES

CONTENT = Path(__file__).resolve().parents[2] / "content" / "public"


@pytest.fixture
def course(bare_site):
    bank = BankFactory(slug="public")
    return public_course(
        [
            published_question(
                bank=bank, code=f"pub-{n}", parts=options("Doğru", "Yanlış", ids=f"p{n}"), rationale=f"Neden {n}"
            )
            for n in (1, 2)
        ]
    )


def test_a_page_has_one_action_and_sets_no_cookie(bare_site, client):
    awareness_page()
    response = client.get("/tr/awareness/hotel/")
    page = read(response)
    assert [a.text for a in page.all("a", class_="button") if a.attributes.get("href") == "tel:157"] == [
        "157’yi ara"
    ] * 2
    assert not response.cookies
    assert "Set-Cookie" not in response.headers


def test_quick_exit_stands_only_where_it_helps(bare_site, client):
    awareness_page("hotel")
    awareness_page("you", quick_exit=True)
    assert "data-quick-exit" not in client.get("/tr/awareness/hotel/").content.decode()
    assert "data-quick-exit" in client.get("/tr/awareness/you/").content.decode()


@pytest.mark.parametrize("pages", [1, 3])
def test_the_index_costs_the_same_for_one_and_three_pages(bare_site, client, django_assert_num_queries, pages):
    for number in range(pages):
        awareness_page(f"page-{number}")
    client.get("/tr/awareness/")
    with django_assert_num_queries(12):
        html = client.get("/tr/awareness/").content.decode()
    assert html.count("card--link") == pages


def test_the_leaflet_is_a_tagged_pdf_with_the_line(bare_site, client):
    awareness_page()
    response = client.get("/tr/awareness/hotel/leaflet/")
    assert response["Content-Type"] == "application/pdf"
    text = pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert "157" in text
    assert "Fark edin, arayın." in text
    assert not response.cookies


def test_a_page_without_leaflet_has_none(bare_site, client):
    page = awareness_page()
    AwarenessPage.objects.filter(pk=page.pk).update(leaflet="")
    assert client.get("/tr/awareness/hotel/leaflet/").status_code == 404


def test_screens_follow_one_another(course, client):
    assert "Ekran 1" in client.get("/tr/awareness/course/").content.decode()
    first, last = (client.get(f"/tr/awareness/course/{n}/").content.decode() for n in (1, 2))
    assert "/tr/awareness/course/2/" in first
    assert "/tr/awareness/course/questions/" in last
    assert client.get("/tr/awareness/course/3/").status_code == 404


def test_an_unfinished_answer_stays_on_the_page_and_explains_nothing(course, client):
    html = client.get("/tr/awareness/course/questions/?1-choice=2").content.decode()
    assert html.count(" checked") == 1
    assert "Neden" not in html
    assert "notice--warn" in html


def test_answers_are_judged_and_forgotten(course, client):
    response = client.get("/tr/awareness/course/questions/?1-choice=1&2-choice=2")
    html = response.content.decode()
    assert html.count("check--right") == 1
    assert html.count("check--wrong") == 1
    assert "Neden 1" in html
    assert not CheckResponse.objects.unscoped("nothing may be kept").exists()
    assert not response.cookies


@pytest.mark.parametrize("query", ["", "?1-choice=1", "?1-choice=9&2-choice=1", "?1-choice=1&1-choice=2&2-choice=1"])
def test_no_confirmation_without_all_answers(course, client, query):
    response = client.get(f"/tr/awareness/course/confirmation/{query}")
    assert response.status_code == 302
    assert "/questions/" in response["Location"]


def test_the_confirmation_carries_no_name(course, client):
    response = client.get("/tr/awareness/course/confirmation/?1-choice=2&2-choice=2")
    text = pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert "Katılım belgesi" in text
    assert "…………" in text


def test_the_shipped_pages_load_in_three_languages_and_a_second_load_changes_nothing(bare_site, client, capsys):
    call_command("load_public", str(CONTENT))
    for language in LANGUAGES:
        for code in PAGES:
            page = read(client.get(f"/{language}/awareness/{code}/"))
            assert page.one("html").attributes["lang"] == language
            assert len(page.all("h1")) == 1
    call_command("load_public", str(CONTENT))
    assert capsys.readouterr().out.rstrip().endswith("nothing changed")


def test_errors_in_the_source_name_file_and_line(bare_site, tmp_path, capsys):
    for file in CONTENT.glob("*.md"):
        (tmp_path / file.name).write_text(file.read_text())
    broken = tmp_path / "hotel.en.md"
    broken.write_text(broken.read_text().replace("{#signs}", "{#sings}"))
    with pytest.raises(Exception, match="nothing was loaded"):
        call_command("load_public", str(tmp_path))
    assert f"{broken}:1: the sections and texts must be those of hotel.tr.md" in capsys.readouterr().err
