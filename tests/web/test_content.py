"""Front page, catalogue and course page as strangers and officers see them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import CataloguePage, LessonPage
from tests.factories import UserFactory
from tests.factories.pages import course_page
from tests.web.markup import read


def hrefs(response) -> list[str | None]:
    return [a.attributes.get("href") for a in read(response).all("a")]


def test_front_page_offers_sign_in_to_strangers_and_learning_to_officers(bare_site, client):
    assert "/tr/learn/" not in hrefs(client.get("/tr/"))
    client.force_login(UserFactory())
    assert "/tr/learn/" in hrefs(client.get("/tr/"))


def test_front_page_lists_published_courses_only(bare_site, client):
    course_page("c1")
    course_page("c2").unpublish()
    assert {"/tr/courses/c1/"} == {h for h in hrefs(client.get("/tr/")) if h and h.startswith("/tr/courses/c")}


def test_catalogue_says_lessons_and_minutes(bare_site, client):
    course_page("c1", lessons=3)
    LessonPage.objects.get(slug="l3").unpublish()
    text = read(client.get("/en/courses/")).one("main").text
    assert "c1 tr" in text  # only in Turkish: offered below
    assert "Not available in this language" in text
    card = read(client.get("/tr/courses/")).one("article", class_="course-card").text
    assert "2 " in card
    assert "40 " in card
    assert "8 " in card


def test_catalogue_without_courses(bare_site, client):
    assert read(client.get("/en/courses/")).one("div", class_="empty").text.strip()


def test_course_in_both_languages_is_not_offered_twice(bare_site, client):
    course_page("c1", language="en", of=course_page("c1"))
    assert "Not available" not in read(client.get("/en/courses/")).one("main").text


@pytest.mark.parametrize("courses", [1, 3])
def test_catalogue_costs_the_same_for_one_and_three_courses(bare_site, client, django_assert_num_queries, courses):
    for number in range(courses):
        course_page(f"a{number}")
        course_page(f"b{number}", language="en")
    client.get("/tr/courses/")  # Wagtail's site paths are now in the cache
    with django_assert_num_queries(12):
        client.get("/tr/courses/")


@pytest.mark.parametrize("courses", [1, 3])
def test_front_page_costs_the_same_for_one_and_three_courses(bare_site, client, django_assert_num_queries, courses):
    for number in range(courses):
        course_page(f"a{number}")
    client.get("/tr/")
    with django_assert_num_queries(11):
        client.get("/tr/")


@pytest.mark.parametrize("lessons", [1, 3])
def test_course_page_costs_the_same_for_one_and_three_lessons(bare_site, client, django_assert_num_queries, lessons):
    course_page("c1", lessons=lessons)
    client.get("/tr/courses/c1/")
    with django_assert_num_queries(13):
        client.get("/tr/courses/c1/")


def test_course_page_lists_lessons_in_order(bare_site, client):
    course_page("c1", lessons=3)
    page = read(client.get("/tr/courses/c1/"))
    assert [e.text for e in page.all("span", class_="task-list__title")] == ["Ders 1", "Ders 2", "Ders 3"]


def test_course_without_lessons_has_a_page(bare_site, client):
    course_page("c1", lessons=0)
    response = client.get("/tr/courses/c1/")
    assert response.status_code == 200
    assert read(response).one("div", class_="empty")


def test_course_begins_with_sign_in_for_strangers_and_enrolment_for_officers(bare_site, client):
    course_page("c1")
    assert "/tr/accounts/login/?next=/tr/learn/c1/" in hrefs(client.get("/tr/courses/c1/"))
    client.force_login(UserFactory())
    form = read(client.get("/tr/courses/c1/")).one("form", action="/tr/learn/c1/enrol/")
    assert form.attributes["method"] == "post"


def test_lesson_address_leads_into_the_course(bare_site, client):
    course_page("c1")
    assert client.get("/tr/courses/c1/l2/").headers["Location"] == "/tr/learn/c1/l2/"


def test_menu_finds_the_catalogue_wherever_it_is(bare_site, client):
    assert client.get("/tr/catalogue/").headers["Location"] == "/tr/courses/"
    CataloguePage.objects.all().delete()
    assert client.get("/tr/catalogue/").headers["Location"] == "/tr/"


def test_public_pages_read_no_learner_record(bare_site, client):
    course_page("c1")
    client.force_login(UserFactory())
    with CaptureQueriesContext(connection) as queries:
        client.get("/tr/courses/c1/")
    assert queries.captured_queries
    assert [query for query in queries if "enrolments_" in query["sql"] or "certificates_" in query["sql"]] == []
