"""The PDF jail: a server on the loopback counts who comes. Nobody may."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from weasyprint import CSS, HTML
from weasyprint.urls import FatalURLFetchingError

import certificates.pdf
from certificates.pdf import write
from common import pdf

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
CHANNELS = {
    "link": '<link rel="stylesheet" href="{url}">',
    "import": '<style>@import url("{url}");</style>',
    "font-face": '<style>@font-face {{ font-family: X; src: url("{url}") }} p {{ font-family: X }}</style><p>x</p>',
    "background": '<p style="background: url({url})">x</p>',
    "list-style": '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    "border-image": '<p style="border: 1px solid; border-image: url({url}) 30">x</p>',
    "content": '<style>p::before {{ content: url("{url}") }}</style><p>x</p>',
    "page": '<style>@page {{ background: url("{url}") }}</style><p>x</p>',
    "img": '<img src="{url}" alt="x">',
    "object": '<object data="{url}" type="image/png">x</object>',
    "embed": '<embed src="{url}" type="image/png">',
    "svg image": SVG + '<image href="{url}" width="9" height="9"/></svg>',
    "svg use": SVG + '<use href="{url}#a"/></svg>',
    "svg in data": "<img alt=x src='data:image/svg+xml," + SVG + '<image href="{url}"/></svg>' + "'>",
    "attachment": '<link rel="attachment" href="{url}">',
    "attachment link": '<a rel="attachment" href="{url}">x</a>',
    "iframe": '<iframe src="{url}"></iframe>',
    "profile": '<style>@color-profile --x {{ src: url("{url}") }} p {{ color: color(--x 0 0 0) }}</style><p>x</p>',
}  # fmt: skip
REACHES_BY_DEFAULT = 10  # of the channels above, what an open fetcher lets out at least: the canary sings


class Canary(ThreadingHTTPServer):
    hits: list[str]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{path}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.hits.append(self.path)  # type: ignore[attr-defined]
        redirect = self.path.startswith("/redirect")
        self.send_response(302 if redirect else 200)
        if redirect:
            self.send_header("Location", "/target")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Silent."""


@pytest.fixture
def canary() -> Iterator[Canary]:
    server = Canary(("127.0.0.1", 0), Handler)
    server.hits = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def page(fragment: str) -> str:
    return f'<html lang="tr"><head><title>x</title></head><body>{fragment}</body></html>'


def test_an_open_fetcher_would_call_out(canary):
    """The control: without the jail the same pages do reach the server."""
    for number, fragment in enumerate(CHANNELS.values()):
        HTML(string=page(fragment.format(url=canary.url(f"{number}")))).write_pdf()
    assert len(set(canary.hits)) >= REACHES_BY_DEFAULT


@pytest.mark.parametrize("path", ["direct", "redirect"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_no_channel_reaches_the_network(canary, channel, path):
    with contextlib.suppress(pdf.Refused):
        write(page(CHANNELS[channel].format(url=canary.url(path))))
    assert canary.hits == []


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_channel_reads_a_local_file(tmp_path, channel):
    secret = tmp_path / "secret.css"
    secret.write_text("p::after { content: 'SECRET' }")
    try:
        content = write(page(CHANNELS[channel].format(url=secret.as_uri()) + "<p>x</p>"))
    except pdf.Refused:
        return
    assert b"SECRET" not in content
    assert b"EmbeddedFile" not in content


def test_a_style_sheet_of_its_own_is_jailed_too(canary):
    with pytest.raises(FatalURLFetchingError):
        CSS(string=f'@import url("{canary.url("css")}");', url_fetcher=pdf.PackagedOnly())
    assert canary.hits == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "HTTP://127.0.0.1/", "https://[::1]/", "http://2130706433/", "http://localhost.tani.example/",
        "ftp://127.0.0.1/x", "file:///etc/hostname", "FILE:///etc/hostname", "file:etc/hostname", "gopher://127.0.0.1/",
        "font:../../secret_key", "font:/etc/hostname", "font:IBMPlexSans-Regular.ttf/../x", "FONT:x.ttf", "font:", "x",
    ],
)  # fmt: skip
def test_fetcher_refuses(url):
    with pytest.raises(ValueError):  # noqa: PT011 the message is WeasyPrint's
        pdf.PackagedOnly().fetch(url)


def test_fetcher_serves_packaged_fonts_and_data():
    fetcher = pdf.PackagedOnly()
    assert fetcher.fetch("font:IBMPlexSans-Regular.ttf").read()[:4] == b"\0\1\0\0"
    assert fetcher.fetch("data:text/plain,merhaba").read() == b"merhaba"


def test_nothing_in_our_page_names_an_address_outside():
    folder = Path(certificates.pdf.__file__).parent / "templates" / "certificates" / "pdf"
    for file in folder.iterdir():
        text = file.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "http" not in text
        assert "file:" not in text
