"""Field cards on screens: who may read them, what stands on them, and how a version is told that it is old."""

import json
import re

import pytest
from django.urls import reverse

from accounts.models import Role
from courses.models import CoursePage
from tests.factories import UnitFactory, UserFactory, coordinator_of, officer_in
from tests.factories.cards import field_card, publish
from tests.factories.editors import editor
from tests.factories.pages import course_page

pytestmark = pytest.mark.django_db
READ = ["/tr/cards/", "/tr/cards/m1/", "/tr/cards/m1/a6.pdf", "/tr/cards/m1/a4.pdf"]
OPEN = ["/tr/cards/m1/version.json", "/tr/cards/m1/1/", "/tr/cards/worker.js"]


@pytest.fixture
def card(site):
    return field_card()


def people():
    """Somebody enrolled or not, of any unit, of any role: a card holds nothing of anybody."""
    province = UnitFactory(code="EGM-34")
    return {
        "officer": officer_in(UnitFactory(parent=province)),
        "of a sibling unit": officer_in(UnitFactory(parent=province)),
        "coordinator": coordinator_of(province),
        "without a unit": UserFactory(),
        "trainer": editor(Role.TRAINER),
    }


@pytest.mark.parametrize("path", READ)
def test_cards_are_for_those_who_signed_in(card, client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/tr/accounts/login/?next={path}"


def test_everybody_who_signed_in_reads_the_same_bytes(card, client):
    cast = people()
    for path in READ[:2]:
        pages = {}
        for who, person in cast.items():
            client.force_login(person)
            answer = client.get(path)
            assert answer.status_code == 200, who
            assert answer.headers["Cache-Control"] == "private, no-store"
            pages[who] = answer.content
        assert len(set(pages.values())) == 1


def test_nothing_of_the_person_stands_on_a_card(card, client):
    officer = officer_in(UnitFactory(), first_name="Zübeyde", last_name="Karaağaç")
    client.force_login(officer)
    for path in READ[:2]:
        page = client.get(path).content.decode()
        for word in ("Zübeyde", "Karaağaç", officer.service_number, officer.email, "csrf", "logout"):
            assert word not in page


@pytest.mark.parametrize("path", OPEN)
def test_whether_a_version_is_in_force_is_told_to_anyone_and_sets_no_cookie(card, client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-" in answer.headers["Cache-Control"]
    assert "Nöbetçi" not in answer.content.decode()


@pytest.mark.parametrize("path", READ + OPEN)
def test_nothing_is_posted_to_cards(card, client, path):
    client.force_login(officer_in(UnitFactory()))
    assert client.post(path).status_code == 405


def test_a_card_says_its_version_its_numbers_and_its_sheets(card, client):
    client.force_login(officer_in(UnitFactory()))
    page = client.get("/tr/cards/m1/").content.decode()
    assert "<h1>Kart m1 tr</h1>" in page
    assert re.search(r"Sürüm 1, \d{1,2} \w+ 20\d\d", page)
    assert 'href="tel:112"' in page
    assert 'href="tel:157"' in page
    assert reverse("web:card_a6", args=["m1"]) in page
    assert "(doldurulacak)" in page


def test_a_new_version_supersedes_what_was_printed(card, client):
    assert "Geçerli sürüm budur." in client.get("/tr/cards/m1/1/").content.decode()
    assert client.get("/tr/cards/m1/version.json").json() == {"number": 1}
    publish(card, title="Yeni")
    old, new = (client.get(f"/tr/cards/m1/{number}/").content.decode() for number in (1, 2))
    assert "Yerini sürüm 2 aldı" in old
    assert "Geçerli sürüm budur." in new
    assert client.get("/tr/cards/m1/version.json").json() == {"number": 2}


def test_a_withdrawn_card_is_told_as_such(card, client):
    card.unpublish()
    assert "geri çekildi" in client.get("/tr/cards/m1/1/").content.decode()
    assert client.get("/tr/cards/m1/version.json").json() == {"number": None}
    client.force_login(officer_in(UnitFactory()))
    assert client.get("/tr/cards/m1/").status_code == 404
    assert client.get("/tr/cards/m1/a6.pdf").status_code == 404


@pytest.mark.parametrize("path", ["/tr/cards/m1/2/", "/tr/cards/m9/1/", "/en/cards/m1/1/", "/tr/cards/m1/99999999999/"])
def test_a_version_that_never_was_is_not_found(card, client, path):
    assert client.get(path).status_code == 404


def test_the_card_of_a_course_that_is_not_published_is_not_found(card, client):
    CoursePage.objects.get(code="m1", locale__language_code="tr").unpublish()
    client.force_login(officer_in(UnitFactory()))
    assert client.get("/tr/cards/m1/").status_code == 404
    assert "Kart m1" not in client.get("/tr/cards/").content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_card_in_another_language_is_offered_there(card, client, language):
    client.force_login(officer_in(UnitFactory()))
    answer = client.get(f"/{language}/cards/m1/")
    assert answer.status_code == 404
    assert 'href="/tr/cards/m1/"' in answer.content.decode()


def test_the_worker_knows_card_pages_their_files_and_no_other(card, client):
    answer = client.get("/tr/cards/worker.js")
    script = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Service-Worker-Allowed" not in answer.headers
    assert len(answer.content) <= 3072
    pages, files = (json.loads(re.search(rf"{name} = (\[.*?\]);", script)[1]) for name in ("PAGES", "FILES"))
    assert pages == ["/tr/cards/", "/tr/cards/m1/"]
    assert all(re.fullmatch(r"/static/(css|courses|js|fonts)/[\w.-]+", name) for name in files)


def test_a_new_version_makes_a_new_store(card, client):
    def name() -> str:
        return re.search(r'NAME = "(cards-tr-\w+)"', client.get("/tr/cards/worker.js").content.decode())[1]

    before = name()
    assert before == name()
    publish(card, title="Yeni")
    assert name() != before


def test_a_sheet_is_a_pdf_named_by_its_version_and_drawn_once(card, client):
    client.force_login(officer_in(UnitFactory()))
    answer = client.get("/tr/cards/m1/a6.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="tani-m1-a6-tr-v1.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF")
    assert client.get("/tr/cards/m1/a6.pdf").content == answer.content


def test_too_many_questions_are_answered_with_words(card, client, monkeypatch):
    monkeypatch.setattr("web.cards.QUESTIONS", 2)
    assert [client.get("/tr/cards/m1/1/").status_code for _ in range(3)] == [200, 200, 429]


def test_who_signs_out_leaves_nothing_on_the_device(site, client):
    client.force_login(officer_in(UnitFactory()))
    assert "Clear-Site-Data" not in client.get("/tr/learn/").headers
    assert client.post("/tr/accounts/logout/").headers["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in client.get("/tr/").headers


@pytest.mark.parametrize("amount", [1, 3])
@pytest.mark.parametrize("path", ["/tr/cards/", "/tr/cards/worker.js"])
def test_lists_cost_the_same_with_one_card_and_with_three(site, client, path, amount, django_assert_num_queries):
    for number in range(amount):
        course_page(f"k{number}")
        field_card(f"k{number}")
    client.force_login(officer_in(UnitFactory()))
    with django_assert_num_queries(3):  # session, person, cards
        assert client.get(path).content.decode().count("/tr/cards/k") >= amount
