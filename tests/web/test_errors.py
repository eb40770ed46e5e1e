import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory
from django.utils import translation

from courses.models import CataloguePage
from tests.factories.pages import course_page
from tests.web.markup import read
from web.models import HomePage
from web.views import errors
from web.views.errors import server_error


@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_unknown_page(site, client, language):
    response = client.get(f"/{language}/no/such/page/")
    assert response.status_code == 404
    assert f"/{language}/" in [a.attributes["href"] for a in read(response).all("a")]


def test_unknown_page_outside_the_languages(site, client):
    assert client.get("/no-such-file.txt", follow=True).status_code == 404


def test_course_that_exists_in_other_languages_only(site, client):
    course = course_page("c1")
    course_page("c1", language="en", of=course)
    response = client.get("/ar/courses/c1/")
    page = read(response)
    assert response.status_code == 404
    links = {
        a.attributes["hreflang"]: a.attributes["href"]
        for a in page.all("a")
        if a.attributes.get("href", "").endswith("/c1/")
    }
    assert {"tr": "/tr/courses/c1/", "en": "/en/courses/c1/"}.items() <= links.items()
    assert page.one("h1").text == page.one("title").text.split(": ")[1].split(" – ")[0].strip()


def test_hidden_pages_are_not_offered(site, client):
    course_page("c1").unpublish()
    page = read(client.get("/en/courses/c1/"))
    assert page.one("h1").text == "Page not found"


def test_same_page_under_another_name_is_followed(site, client):
    arabic = CataloguePage.objects.get(locale__language_code="ar")
    arabic.slug = "dawrat"
    arabic.save_revision().publish()
    response = client.get("/ar/courses/")
    assert (response.status_code, response.headers["Location"]) == (302, "/ar/dawrat/")


def test_language_switch_knows_the_address_in_each_language(site, client):
    arabic = CataloguePage.objects.get(locale__language_code="ar")
    arabic.slug = "dawrat"
    arabic.save_revision().publish()
    page = read(client.get("/tr/courses/"))
    assert [a.text for a in page.all("a", href="/ar/dawrat/")] == ["العربية"]
    alternates = {link.attributes["hreflang"]: link.attributes["href"] for link in page.all("link", rel="alternate")}
    assert alternates["ar"] == "http://testserver/ar/dawrat/"


def test_front_page_missing_in_a_language_is_not_shown_in_another(site, client):
    HomePage.objects.get(locale__language_code="ar").unpublish()
    response = client.get("/ar/")
    assert response.status_code == 404
    assert read(response).all("a", href="/tr/", hreflang="tr")


@pytest.mark.parametrize(
    ("view", "arguments", "status"),
    [
        (errors.forbidden, [PermissionDenied()], 403),
        (errors.bad_request, [BadRequest()], 400),
        (errors.csrf_failure, [], 403),
    ],
)
def test_other_errors_have_pages(client, db, view, arguments, status):
    with translation.override("tr"):
        response = view(client.get("/tr/about/").wsgi_request, *arguments)
    assert response.status_code == status
    assert len(read(response).all("h1")) == 1


def test_server_error_needs_neither_person_nor_database():
    with translation.override("ar"):
        response = errors.server_error(RequestFactory().get("/ar/"))
    page = read(response)
    assert response.status_code == 500
    assert page.one("html").attributes["dir"] == "rtl"


def test_forged_form_is_refused_with_a_page(site):
    response = Client(enforce_csrf_checks=True).post("/tr/accounts/login/", {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert len(read(response).all("h1")) == 1


@pytest.mark.parametrize(
    ("came_from", "way_back"),
    [
        ("http://testserver/tr/about/?a=1", ["/tr/accounts/login/?next=/tr/about/%3Fa%3D1"]),
        ("https://elsewhere.example/tr/", []),
        ("", []),
    ],
)
def test_a_refused_form_leads_back_to_its_page_by_way_of_signing_in(site, came_from, way_back):
    response = Client(enforce_csrf_checks=True).post("/tr/accounts/password/reset/", headers={"referer": came_from})
    links = [a.attributes["href"] for a in read(response).all("a", **{"class": "button"})]
    assert links == way_back


@pytest.mark.parametrize("path", ["/tr/%00/", "/verify/%00/", "/tr/learn/c1%00/"])
def test_an_address_with_a_nul_is_refused_before_the_database_sees_it(client, db, path):
    assert client.get(path).status_code == 400


@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (InterfaceError, 503), (KeyError, 500)])
def test_a_database_that_is_away_is_told_apart_from_a_fault_of_ours(rf, error, status):
    try:
        raise error
    except error:
        answer = server_error(rf.get("/"))
    assert answer.status_code == status
    assert answer.has_header("Retry-After") == (status == 503)
