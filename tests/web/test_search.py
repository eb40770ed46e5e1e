"""The search finds what officers look for, as they type it, and shows nobody more than they may see."""

import pytest

from tests.factories import UserFactory
from tests.factories.pages import awareness_page, course_page
from tests.web.markup import read


def found(client, query, language="tr"):
    page = read(client.get(f"/{language}/search/?{query}"))
    return [h3.text for h3 in page.all("h3")]


@pytest.fixture
def pages(bare_site):
    course = course_page("c1", lessons=1)
    course.title, course.summary, course.competencies = "Şırnak’ta göstergeler", "Sınır boyunda", "K1, K2"
    course.save_revision().publish()
    awareness_page("hotel", title="Otel çalışanları")


@pytest.mark.parametrize("query", ["sirnak", "ŞIRNAK", "Şırnak", "gosterge", "sınır", "goster"])
def test_the_course_is_found_as_it_is_typed(pages, client, query):
    assert "Şırnak’ta göstergeler" in found(client, f"q={query}")


def test_every_word_must_be_there(pages, client):
    assert found(client, "q=sirnak+hastane") == []


def test_filters_by_competency_and_minutes(pages, client):
    assert found(client, "q=sirnak&competency=K1") == ["Şırnak’ta göstergeler"]
    assert found(client, "q=sirnak&competency=K1&minutes=15") == []
    assert found(client, "q=otel&competency=K1") == []


def test_pages_of_another_language_are_not_shown(pages, client):
    assert found(client, "q=sirnak", language="en") == []


def test_what_was_taken_down_is_no_longer_found(pages, client):
    assert found(client, "q=otel")
    from web.models import AwarenessPage

    AwarenessPage.objects.get().unpublish()
    assert found(client, "q=otel") == []


def test_markup_in_the_question_is_shown_and_not_obeyed(pages, client):
    html = client.get("/tr/search/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in html


def test_a_filter_nobody_offered_is_refused_in_words_and_keeps_what_was_typed(pages, client):
    html = client.get("/tr/search/?q=otel&competency=K99").content.decode()
    assert 'value="otel"' in html
    assert "error" in html


def test_an_officer_and_a_stranger_find_the_same(pages, client):
    stranger = found(client, "q=ders")
    client.force_login(UserFactory())
    assert found(client, "q=ders") == stranger != []


@pytest.mark.parametrize("lessons", [1, 3])
def test_it_costs_the_same_for_one_and_three_pages(bare_site, client, django_assert_num_queries, lessons):
    course_page("c1", lessons=lessons)
    client.get("/tr/search/?q=ders")
    with django_assert_num_queries(2):
        client.get("/tr/search/?q=ders")
