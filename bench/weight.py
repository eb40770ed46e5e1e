"""What a lesson page weighs in a real browser: bytes on the wire, requests, JavaScript; the cache empty, then full."""

from dataclasses import dataclass, field
from typing import Any

from bench.load import Person, Site, Unexpected

CHROMIUM = "/usr/bin/chromium"


@dataclass
class Weight:
    """Bytes as sent, headers included. `media`: pictures, sound and film among them, counted apart."""

    requests: int = 0
    total: int = 0
    script: int = 0
    media: int = 0
    parts: dict[str, int] = field(default_factory=dict)

    @property
    def kilobytes(self) -> float:
        return self.total / 1024

    @property
    def media_kilobytes(self) -> float:
        return self.media / 1024

    @property
    def script_kilobytes(self) -> float:
        return self.script / 1024


def weigh(site: Site, person: Person, paths: list[str]) -> dict[str, tuple[Weight, Weight]]:
    """For each address the weight with nothing in the cache, and then again with everything in it."""
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path in paths:
            context = browser.new_context(viewport={"width": 390, "height": 844}, locale="tr-TR")
            address = f"http://127.0.0.1:{site.port}"
            context.add_cookies([{"name": n, "value": v, "url": address} for n, v in site.cookies(person).items()])
            page = context.new_page()
            found[path] = (_visit(page, site, path), _visit(page, site, path))
            context.close()
        browser.close()
    return found


def _visit(page: Any, site: Site, path: str) -> Weight:
    """Everything the network gives for one visit, until it has been quiet for half a second."""
    weight = Weight()
    kinds: dict[str, tuple[str, str]] = {}
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.responseReceived", lambda e: _note(kinds, e))
    network.on("Network.requestServedFromCache", lambda e: kinds.update({e["requestId"]: ("cache", "")}))
    network.on("Network.loadingFinished", lambda e: _add(weight, kinds.get(e["requestId"]), e["encodedDataLength"]))
    answer = page.goto(f"http://127.0.0.1:{site.port}{path}", wait_until="networkidle")
    if answer.status != 200 or "/login" in page.url:
        raise Unexpected(f"{path}: {answer.status} {page.url}")
    network.detach()
    return weight


def _note(kinds: dict[str, tuple[str, str]], event: dict[str, Any]) -> None:
    response = event["response"]
    cached = response.get("fromDiskCache") or kinds.get(event["requestId"], ("", ""))[0] == "cache"
    kinds[event["requestId"]] = ("cache" if cached else event["type"], response["url"])


def _add(weight: Weight, kind: tuple[str, str] | None, size: float) -> None:
    if kind is None or kind[0] == "cache" or kind[1].startswith("data:"):
        return
    if kind[0] in ("Image", "Media"):
        weight.media += int(size)
        return
    weight.requests += 1
    weight.total += int(size)
    weight.script += int(size) if kind[0] == "Script" else 0
    weight.parts[kind[1].rpartition("/")[2] or kind[0]] = int(size)
