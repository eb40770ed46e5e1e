"""Every page of the frame: language, direction, one heading, headers, no cookie for those who only read."""

import pytest
from django.test import Client

from tests.factories import UnitFactory, UserFactory, coordinator_of, officer_in
from tests.web.markup import read

DIRECTION = {"tr": "ltr", "en": "ltr", "ar": "rtl"}
PUBLIC = ["", "courses/", "courses/m1/", "about/", "accessibility/", "privacy/"]
PAGES = [*PUBLIC, "accounts/login/", "accounts/password/reset/", "accounts/signup/", "styleguide/", "no/such/page/"]


@pytest.mark.parametrize("language", DIRECTION)
@pytest.mark.parametrize("path", PAGES)
def test_says_its_language_and_has_one_heading(site, client, language, path):
    page = read(client.get(f"/{language}/{path}"))
    html = page.one("html")
    assert (html.attributes["lang"], html.attributes["dir"]) == (language, DIRECTION[language])
    assert len(page.all("h1")) == 1
    assert page.one("title").text.endswith(" – Tanı")
    assert page.one("main").attributes["id"] == "main"
    assert page.one("a", class_="skip-link").attributes["href"] == "#main"


@pytest.mark.parametrize("path", PAGES)
def test_strict_content_policy(site, client, path):
    policy = client.get(f"/tr/{path}").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", PAGES)
def test_nothing_inline_and_nothing_from_elsewhere(site, client, path):
    page = read(client.get(f"/tr/{path}"))
    assert all(script.attributes.get("src") and not script.text for script in page.all("script"))
    assert page.all("style") == []
    assert [
        e for e in page.elements if "style" in e.attributes or any(key.startswith("on") for key in e.attributes)
    ] == []
    sources = [
        e.attributes.get("src") or e.attributes.get("href") or ""
        for e in page.elements
        if e.tag in ("script", "img", "link")
    ]
    assert [
        source for source in sources if source.startswith(("http:", "https:", "//")) and "testserver" not in source
    ] == []


@pytest.mark.parametrize("path", PUBLIC)
def test_reading_public_pages_sets_no_cookie(site, client, path):
    response = client.get(f"/tr/{path}")
    assert response.status_code == 200
    assert response.cookies == {}
    assert "no-store" not in response.headers.get("Cache-Control", "")


def test_pages_of_a_person_are_stored_nowhere(site, client):
    client.force_login(UserFactory())
    assert client.get("/tr/").headers["Cache-Control"] == "private, no-store"


def test_language_switch_keeps_the_place_and_its_query(site, client):
    page = read(client.get("/tr/about/?from=menu"))
    links = {a.attributes["hreflang"]: a.attributes["href"] for a in page.all("a") if "hreflang" in a.attributes}
    assert links == {"en": "/en/about/?from=menu", "ar": "/ar/about/?from=menu"}


def test_languages_are_named_in_themselves(site, client):
    page = read(client.get("/tr/about/"))
    names = {a.attributes["lang"]: a.text for a in page.all("a") if "hreflang" in a.attributes}
    assert names == {"en": "English", "ar": "العربية"}


def test_addresses_without_a_language_are_told_the_language(client, db):
    response = client.get("/robots.txt")
    assert response.status_code == 200


def test_bare_address_leads_to_the_language_of_the_browser(client, db):
    assert client.get("/", headers={"accept-language": "ar"}).headers["Location"] == "/ar/"
    assert client.get("/", headers={"accept-language": "de"}).headers["Location"] == "/tr/"


def menu(client: Client, path: str = "/tr/about/") -> list[str]:
    page = read(client.get(path))
    known = {"/tr/catalogue/", "/tr/learn/", "/tr/documents/", "/tr/coordination/", "/admin/"}
    seen = [a.attributes["href"] for a in page.all("a") if a.attributes.get("href") in known]
    return list(dict.fromkeys(seen))


def test_menu_of_a_stranger(site, client):
    assert menu(client) == ["/tr/catalogue/"]


def test_menu_of_an_officer_and_of_a_coordinator(site, client):
    unit = UnitFactory()
    client.force_login(officer_in(unit))
    assert menu(client) == ["/tr/catalogue/", "/tr/learn/", "/tr/documents/"]
    client.force_login(coordinator_of(unit))
    assert menu(client) == ["/tr/catalogue/", "/tr/learn/", "/tr/documents/", "/tr/coordination/"]


def test_menu_of_an_editor(site, client):
    client.force_login(UserFactory(is_superuser=True))
    assert menu(client)[-1] == "/admin/"


def test_menu_costs_no_query_of_its_own(site, client, django_assert_num_queries):
    client.force_login(coordinator_of(UnitFactory()))
    with django_assert_num_queries(2):  # session and person
        client.get("/tr/about/")


def test_new_role_shows_within_the_hour(site, client, time_machine):
    time_machine.move_to("2026-11-24 09:00 +0300", tick=False)
    unit = UnitFactory()
    officer = officer_in(unit)
    client.force_login(officer)
    coordinator_of(unit, email="x@tani.example")
    from accounts.domain import appoint

    appoint(user=officer, unit=unit, role="coordinator", by=None)
    assert "/tr/coordination/" not in menu(client)
    time_machine.move_to("2026-11-24 10:01 +0300", tick=False)
    assert "/tr/coordination/" in menu(client)


def test_demo_banner_only_in_the_demo(site, client, settings):
    assert read(client.get("/tr/about/")).all("p", class_="demo-banner")
    settings.DEMO = False
    assert not read(client.get("/tr/about/")).all("p", class_="demo-banner")


def test_style_guide_is_not_for_production(site, client, settings):
    settings.DEMO = False
    assert client.get("/tr/styleguide/").status_code == 404


def test_form_with_errors_says_so_in_title_summary_and_field(site, client):
    page = read(client.get("/en/styleguide/?errors=1"))
    assert page.one("title").text.startswith("Error: ")
    assert page.one("div", class_="error-summary").attributes["role"] == "alert"
    field = page.one("input", name="name")
    assert field.attributes["aria-invalid"] == "true"
    error = page.one("div", id="id_name_error")
    assert "This field is required." in error.text
    assert "id_name_error" in field.attributes["aria-describedby"]
    targets = {
        a.attributes["href"].removeprefix("#") for a in page.all("a") if "id_" in (a.attributes.get("href") or "")
    }
    ids = {element.attributes.get("id") for element in page.elements}
    assert targets
    assert targets <= ids
