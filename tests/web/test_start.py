"""Sign-in, and where it leads."""

import pytest

from accounts.domain import appoint
from accounts.models import Role
from tests.factories import UnitFactory, UserFactory, coordinator_of, officer_in
from tests.web.markup import read


def test_strangers_are_asked_to_sign_in(client, db):
    assert client.get("/tr/start/").headers["Location"] == "/tr/accounts/login/?next=/tr/start/"


def test_officers_learn(client, db):
    client.force_login(officer_in(UnitFactory()))
    assert client.get("/tr/start/").headers["Location"] == "/tr/learn/"


def test_coordinators_coordinate_unless_they_are_posted_as_officers_too(client, db):
    unit = UnitFactory()
    client.force_login(coordinator_of(unit))
    assert client.get("/ar/start/").headers["Location"] == "/ar/coordination/"
    both = officer_in(unit)
    appoint(user=both, unit=unit, role=Role.COORDINATOR, by=None)
    client.force_login(both)
    assert client.get("/ar/start/").headers["Location"] == "/ar/learn/"


def test_editors_edit(site, client):
    trainer = UserFactory()
    appoint(user=trainer, unit=UnitFactory(), role=Role.TRAINER, by=None)
    client.force_login(trainer)
    assert client.get("/tr/start/").headers["Location"] == "/admin/"


def test_sign_in_asks_the_institution_first(client, db):
    page = read(client.get("/tr/accounts/login/"))
    names = [
        e.attributes["name"]
        for e in page.elements
        if e.tag in ("select", "input") and e.attributes.get("id", "").startswith("id_")
    ]
    assert names == ["institution", "login", "password"]


@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_wrong_password_is_said_clearly_and_forgets_nothing_but_the_password(client, db, language):
    officer = UserFactory()
    response = client.post(
        f"/{language}/accounts/login/", {"institution": "egm", "login": officer.service_number, "password": "wrong"}
    )
    page = read(response)
    assert response.status_code == 200
    assert len(page.one("div", class_="error-summary").text.strip()) > 20
    assert page.one("input", name="login").attributes["value"] == officer.service_number
    assert "value" not in page.one("input", name="password").attributes


def test_sign_in_with_service_number_and_sign_out(client, db):
    officer = officer_in(UnitFactory())
    data = {"institution": "egm", "login": officer.service_number, "password": "uzun-bir-deneme-sozu"}
    assert client.post("/tr/accounts/login/", data).headers["Location"] == "/tr/start/"
    assert client.session["roles"] == ["officer"]
    client.post("/tr/accounts/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["password/change/", "logout/", "sessions/", "2fa/"])
def test_account_pages_wear_our_frame(site, client, path):
    client.force_login(UserFactory())
    page = read(client.get(f"/tr/accounts/{path}", follow=True))
    assert page.one("main").attributes["id"] == "main"
    assert len(page.all("h1")) == 1


def test_editor_wears_our_name_and_colours(site, client):
    client.force_login(UserFactory(is_superuser=True))
    page = read(client.get("/admin/"))
    assert [
        link.attributes["href"]
        for link in page.all("link", rel="stylesheet")
        if "css/admin.css" in link.attributes["href"]
    ]
    assert page.all("img", alt="Tanı")


@pytest.mark.parametrize("path", ["/admin/login/", "/tr/_util/login/"])
def test_wagtail_has_no_sign_in_form_of_its_own(client, db, path):
    officer = UserFactory(is_superuser=True)
    answer = client.post(path, {"username": officer.username, "password": "uzun-bir-deneme-sozu"})
    assert answer.headers["Location"].endswith("/accounts/login/")
    assert "_auth_user_id" not in client.session
    assert client.get(f"{path}?next=/admin/pages/").headers["Location"].endswith("/accounts/login/?next=/admin/pages/")
