"""From the three front pages, without signing in, along every link: nothing public is out of reach or half there."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from tests.web.markup import Markup, read

CONTENT = Path(__file__).resolve().parents[2] / "content" / "public"
DIRECTION = {"tr": "ltr", "en": "ltr", "ar": "rtl"}
SIGNED_IN = re.compile(r"/(tr|en|ar)/(learn|cards|documents)/")
PAPER = re.compile(r"/leaflet/$")  # rendered in tests/web/test_awareness.py
KEEPS_A_COOKIE = re.compile(r"/(tr|en|ar)/accounts/")  # the token of a form that signs in

pytestmark = pytest.mark.once


@dataclass
class Walk:
    """Pages by path; `dead` are links that lead nowhere, with the page they stand on."""

    pages: dict[str, Markup] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)

    def along(self, start: list[str]) -> None:
        waiting = [(path, "") for path in start]
        while waiting:
            path, came_from = waiting.pop()
            if path not in self.pages and path not in self.closed:
                waiting += [(link, path) for link in self.visit(path, came_from)]

    def visit(self, path: str, came_from: str) -> list[str]:
        """The links of a page of ours."""
        if PAPER.search(path):
            self.papers.add(path)
            return []
        response = Client().get(path)
        if response.cookies and not KEEPS_A_COOKIE.match(path):
            self.cookies.append(path)
        if response.status_code == 302:
            self.closed.add(path)
            target = urlsplit(urljoin(path, response.headers["Location"])).path
            assert not SIGNED_IN.match(path) or "/accounts/login/" in target
            return [target]
        if response.status_code == 404 and read(response).all("li", class_="card--link"):
            self.closed.add(path)  # “not available in this language”, with the languages it is available in
            return []
        if response.status_code != 200:
            self.dead.append(f"{path} ({response.status_code}) on {came_from}")
            return []
        page = self.pages[path] = read(response)
        return links_of(path, page)


def links_of(path: str, page: Markup) -> list[str]:
    """The addresses on this site that a page leads to."""
    addresses = (urljoin(path, a.attributes.get("href") or "") for a in page.all("a"))
    return [urlsplit(address).path for address in addresses if address.startswith("/")]


def alternates(page: Markup) -> dict[str, str]:
    found = page.all("link", rel="alternate")
    return {link.attributes["hreflang"]: urlsplit(link.attributes["href"]).path for link in found}


def test_the_walk_finds_every_public_page_whole_and_no_dead_link(site, client):
    call_command("load_public", str(CONTENT), verbosity=0)
    found = Walk()
    found.along(["/tr/", "/en/", "/ar/"])
    listed = {urlsplit(loc.text).path for loc in read(client.get("/sitemap.xml")).all("loc")}

    assert found.dead == []
    assert len(listed) >= 3 * 12
    assert listed - set(found.pages) == set()
    public = {path for path, page in found.pages.items() if alternates(page)}
    inside = {path for path in public if re.search(r"/course/(\d+|questions)/$", path)}
    assert public - inside == listed
    assert len(found.papers) == 3 * 5

    wrong = []
    for path, page in found.pages.items():
        html, language = page.one("html").attributes, path.split("/")[1]
        right = (html["lang"], html["dir"]) == (language, DIRECTION[language])
        if not right or len(page.all("h1")) != 1 or len(page.all("main")) != 1:
            wrong.append(path)
    assert wrong == []

    for path in public:
        twins = alternates(found.pages[path])
        assert twins["x-default"] == twins.get("tr", twins["x-default"]), path
        assert path in twins.values(), path
        for language, twin in twins.items():
            assert alternates(found.pages[twin]) == twins, (path, language)

    assert found.cookies == []
    for path, page in found.pages.items():
        if "/awareness/" in path:
            loaded = [e.attributes.get("src") or "" for e in page.elements if e.tag in ("script", "img", "iframe")]
            assert all(source.startswith("/") for source in loaded), path
            assert ("data-quick-exit" in str(page.elements)) == ("/you/" in path), path


def test_the_site_map_and_the_language_switch_name_the_twins_of_each_page(site, client):
    call_command("load_public", str(CONTENT), verbosity=0)
    text = client.get("/sitemap.xml").content.decode()
    entry = text.split("<loc>http://testserver/ar/awareness/hotel/</loc>")[1].split("</url>")[0]
    for language in DIRECTION:
        assert f'hreflang="{language}" href="http://testserver/{language}/awareness/hotel/"' in entry
    assert 'hreflang="x-default" href="http://testserver/tr/awareness/hotel/"' in entry
    assert "/l1/" not in text

    page = read(client.get("/ar/awareness/course/2/?from=leaflet"))
    links = {a.attributes.get("hreflang"): a.attributes["href"] for a in page.all("a")}
    assert links["tr"] == "/tr/awareness/course/2/?from=leaflet"
