import pytest

from tests.web.markup import read


def test_colours_are_kept_in_a_cookie_and_shown(client, db):
    response = client.post("/tr/preferences/", {"theme": "dark", "next": "/tr/about/"})
    assert response.headers["Location"] == "/tr/about/"
    assert response.cookies["theme"]["httponly"]
    page = read(client.get("/tr/about/"))
    assert page.one("html").attributes["data-theme"] == "dark"
    assert page.one("button", name="theme", value="dark").attributes["aria-pressed"] == "true"


def test_as_the_device_forgets_the_choice(client, db):
    client.post("/tr/preferences/", {"theme": "dark"})
    client.post("/tr/preferences/", {"theme": "auto"})
    assert "data-theme" not in read(client.get("/tr/about/")).one("html").attributes


def test_text_size(client, db):
    client.post("/tr/preferences/", {"text": "150"})
    assert read(client.get("/tr/about/")).one("html").attributes["data-text"] == "150"


@pytest.mark.parametrize("value", ["purple", "<script>", ""])
def test_unknown_values_change_nothing(client, db, value):
    client.cookies["theme"] = value
    assert "data-theme" not in read(client.get("/tr/about/")).one("html").attributes
    client.post("/tr/preferences/", {"theme": value})
    assert "data-theme" not in read(client.get("/tr/about/")).one("html").attributes


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_never_leads_away(client, db, target):
    assert client.post("/en/preferences/", {"theme": "dark", "next": target}).headers["Location"] == "/en/"


def test_is_a_post(client, db):
    assert client.get("/tr/preferences/").status_code == 405
