"""What everybody may read without signing in: no cookie, no record, one action."""

import io
import re
import shutil
from pathlib import Path

import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

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


BOTH = {"1-choice": "2", "2-choice": "2"}


def sheet(client, **more):
    """The words of the confirmation these fields give."""
    response = client.post("/tr/confirmation/", BOTH | more)
    assert response["Content-Type"] == "application/pdf"
    assert not response.cookies
    return pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()


@pytest.mark.parametrize(
    "fields", [{}, {"1-choice": "1"}, {"1-choice": "9", "2-choice": "1"}, {"1-choice": ["1", "2"]}]
)
def test_no_confirmation_without_all_answers(course, client, fields):
    html = client.post("/tr/confirmation/", {"name": "Ayşe Yılmaz", **fields}).content.decode()
    assert "notice--warn" in html
    assert "Neden" not in html


def test_the_confirmation_has_a_line_for_who_gives_no_name(course, client):
    words = sheet(client)
    assert "Katılım belgesi" in words
    assert "…………" in words


def test_a_typed_name_is_printed_as_typed_and_kept_nowhere(course, client, caplog):
    with CaptureQueriesContext(connection) as queries:
        words = sheet(client, name="  Ayşe <b>Şen</b> ")
    assert "Ayşe <b>Şen</b>" in words
    assert "…………" not in words
    assert not [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert "Ayşe" not in caplog.text


def test_a_name_that_does_not_fit_is_said_so_and_stays_in_its_field(course, client):
    page = read(client.post("/tr/confirmation/", BOTH | {"name": "x" * 81}))
    assert page.one("input", name="name").attributes["aria-invalid"] == "true"
    assert {each.attributes["name"] for each in page.all("input", type="hidden")} >= set(BOTH)


def test_the_form_needs_no_token_and_leads_to_the_confirmation(course, client):
    page = read(client.get("/tr/awareness/course/questions/?1-choice=1&2-choice=2"))
    [form] = [form for form in page.all("form") if form.attributes.get("action") == "/tr/confirmation/"]
    assert form.attributes["method"] == "post"
    assert not page.all("input", name="csrfmiddlewaretoken")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/tr/confirmation/", BOTH)["Content-Type"] == "application/pdf"


def test_who_comes_to_the_confirmation_without_its_form_is_led_to_the_questions(course, client):
    assert client.get("/tr/confirmation/")["Location"] == "/tr/awareness/course/questions/"
    assert client.get("/en/confirmation/").status_code == 404


def five_right(client, language):
    """Whether the shipped course asks its five questions in this language and marks the right answers as such."""
    page = read(client.get(f"/{language}/awareness/course/questions/"))
    answers = "&".join(f"{number}-choice={place}" for number, place in enumerate((2, 1, 3, 2, 1), start=1))
    html = client.get(f"/{language}/awareness/course/questions/?{answers}").content.decode()
    return len(page.all("fieldset")) == 5 and html.count("check--right") == 5


def test_the_shipped_pages_load_in_three_languages_and_a_second_load_changes_nothing(bare_site, client, capsys):
    call_command("load_public", str(CONTENT))
    for language in LANGUAGES:
        for code in (*PAGES, "course", "course/1", "course/5", "course/questions"):
            page = read(client.get(f"/{language}/awareness/{code}/"))
            assert page.one("html").attributes["lang"] == language
            assert len(page.all("h1")) == 1
        assert five_right(client, language)
    call_command("load_public", str(CONTENT))
    assert capsys.readouterr().out.rstrip().endswith("nothing changed")


def test_errors_in_the_source_name_file_and_line(bare_site, tmp_path, capsys):
    shutil.copytree(CONTENT, tmp_path, dirs_exist_ok=True)
    broken = tmp_path / "hotel.en.md"
    broken.write_text(broken.read_text().replace("{#signs}", "{#sings}"))
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_public", str(tmp_path))
    assert f"{broken}:1: the sections and texts must be those of hotel.tr.md" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("course.tr.md", "> ", "", "course.tr.md:9: a screen ends with what is to be remembered: “> …”"),
        (
            "course.en.md",
            "{#call}",
            "{#phone}",
            "the screens must be those of course.toml, in their order: what, signs",
        ),
        ("course.ar.md", "- وثائق", "وثائق", "“signs” must have the paragraphs and list items of tr"),
        ("course.toml", '"pub-q05"]', '"pub-q06"]', "there is no question “pub-q06”"),
        ("questions/public.ar.toml", 'id = "pub-q05"', 'id = "pub-q06"', "there is no item “pub-q06”"),
    ],
)
def test_errors_in_the_course_are_named(bare_site, tmp_path, capsys, file, old, new, complaint):
    shutil.copytree(CONTENT, tmp_path, dirs_exist_ok=True)
    broken = tmp_path / file
    assert old in broken.read_text()
    broken.write_text(broken.read_text().replace(old, new))
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_public", str(tmp_path))
    assert complaint in capsys.readouterr().err


def test_the_log_of_the_web_server_leaves_out_who_reads_these_pages():
    config = (CONTENT.parents[1] / "docs" / "how-to" / "units" / "nginx-tani.conf").read_text()
    [left_out] = re.findall(r"^\s*~(\S+)\s+0;", config, re.MULTILINE)
    assert "access_log /var/log/nginx/tani.access.log tani if=$tani_kept;" in config
    for path in (*(f"/ar/awareness/{code}/" for code in PAGES), "/tr/awareness/you/leaflet/", "/en/confirmation/"):
        assert re.search(left_out, path)
    assert not re.search(left_out, "/tr/courses/c1/")
