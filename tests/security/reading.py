"""A page as a browser takes it apart: by tinyhtml5, which follows the HTML standard and shares no code with Django, nh3
or Wagtail.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import tinyhtml5
from django.http import HttpResponseBase

from tests.security.payloads import COMPUTED

ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "background", "ping", "xlink:href")
HARMLESS = re.compile(r"(?:https?|mailto|tel):|[/#?.]|[^:]*$|data:image/(?:svg\+xml|png|gif)[;,]", re.IGNORECASE)
RICH = {(tag, name) for tag in ("p", "b", "i", "strong", "em", "ol", "ul", "li", "br", "a") for name in ("", "href")}
RICH |= {("a", "rel"), ("tbody", "")}  # what the parser adds
NEVER = {
    "object",
    "embed",
    "base",
    "applet",
    "frame",
    "frameset",
    "plaintext",
    "xmp",
    "portal",
    "foreignobject",
    "math",
    "marquee",
}
BLANK = re.compile(r"[\x00-\x20\x7f]")

Words = set[tuple[str, str]]


def vocabulary(html: bytes) -> Words:
    """Every (element, attribute) of a page, and (element, "")."""
    return {
        word for each in elements(html) for word in [(name_of(each), ""), *((name_of(each), a) for a in names(each))]
    }


def elements(html: bytes) -> Iterator[Element]:
    root = tinyhtml5.parse(html, namespace_html_elements=False, override_encoding="utf-8")
    yield from (each for each in root.iter() if isinstance(each.tag, str))


def name_of(each: Element) -> str:
    return each.tag.rpartition("}")[2]


def names(each: Element) -> Iterator[str]:
    """`data-…` and `aria-…` count as one each: they do nothing by themselves."""
    for name in each.attrib:
        bare = name if isinstance(name, str) else str(name)
        yield re.sub(r"^(data|aria)-.*", r"\1-", bare.rpartition("}")[2])


def wrong(response: HttpResponseBase, known: Words | None = None, *, strict: bool = True) -> list[str]:
    """What a payload achieved on this page: something that stands on no page of harmless texts, an address that runs,
    a script of nobody's, a sum that was computed, a header that was written. Without `known` only what no page of ours
    has. `strict`: a page of the site with its
    nonce; the admin has inline scripts of Wagtail's own.
    """
    found = [f"status {response.status_code}"] if response.status_code >= 500 else []
    found += [f"header {name}: {value}" for name, value in response.headers.items() if "tani=" in str(value)]
    if not response.headers.get("Content-Type", "").startswith("text/html") or not response.content:
        return found
    nonce = re.search(r"'nonce-([^']+)'", response.headers.get("Content-Security-Policy", ""))
    text = response.content.decode("utf-8", "replace")
    found += ["a template or a sum was computed"] if COMPUTED in text else []
    for each in elements(response.content):
        tag = name_of(each)
        own = {(tag, ""), *((tag, name) for name in names(each))}
        new = (
            own - known - RICH
            if known
            else {(t, n) for t, n in own if t in NEVER or n.startswith("on") or n == "srcdoc"}
        )
        found += [f"<{tag} {name}>" for _tag, name in sorted(new)]
        found += [f"<{tag} {name}={each.get(name)!r}>" for name in ADDRESSES if runs(tag, each.get(name))]
        if tag == "script" and strict and not ours(each, nonce[1] if nonce else ""):
            found.append(f"script of nobody’s: {(each.text or '')[:80]!r} {dict(each.attrib)}")
    return found


def runs(tag: str, address: str | None) -> bool:
    """Whether this address is a program, or something is fetched from it that is not ours."""
    bare = BLANK.sub("", address or "")
    return not HARMLESS.match(bare) or (tag != "a" and ("/canary" in bare or bare.startswith("//") or ":9/" in bare))


def ours(script: Element, nonce: str) -> bool:
    kind, source = script.get("type", ""), script.get("src", "")
    return (
        kind in ("application/json", "application/ld+json")
        or source.startswith("/static/")
        or script.get("nonce") == nonce != ""
    )


def one_line(found: list[str]) -> str:
    return "; ".join(dict.fromkeys(found))[:600]
