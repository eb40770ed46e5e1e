"""Reading QTI 2.1 and 3.0: a package with its manifest, or one item."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.formats.gift_read import path
from assessments.formats.labels import exact_places, read_labels
from assessments.formats.neutral import Item, Reading, Unreadable
from assessments.formats.qti_kinds import read_item
from assessments.formats.qti_names import to_21
from assessments.formats.texts import as_code, is_code
from assessments.formats.xml import MOST_ELEMENTS, BrokenXml, inner, parse
from assessments.formats.zips import Archive

MANIFEST = "imsmanifest.xml"


def read(data: bytes, *, language: str = "") -> Reading:
    if not data.startswith(b"PK"):
        reading = Reading()
        _read_one(reading, data, "", [], None, [MOST_ELEMENTS])
        return reading
    return _read_package(Archive(data))


def _read_package(archive: Archive) -> Reading:
    reading, budget = Reading(), [2 * MOST_ELEMENTS]
    folder, manifest = _manifest(archive, budget)
    items = 0
    for href, tags in _resources(manifest):
        name = _inside(folder, href)
        items += 1
        if name is None or name not in archive:
            reading.bad(0, _("The manifest names a file that is not in the package."), href[:200])
            continue
        try:
            data = archive.read(name)
        except Unreadable as error:
            reading.bad(0, str(error), name)
            continue
        _read_one(reading, data, name, tags, archive, budget)
    if not items:
        raise Unreadable(_("The manifest of this package names no questions."))
    return reading


def _manifest(archive: Archive, budget: list[int]) -> tuple[str, Element]:
    found = [name for name in archive.entries if posixpath.basename(name) == MANIFEST]
    if not found:
        raise Unreadable(_("There is no %(name)s in this archive, so it is no QTI package.") % {"name": MANIFEST})
    name = min(found, key=len)
    try:
        return posixpath.dirname(name), parse(archive.read(name), budget)
    except BrokenXml as error:
        raise Unreadable(f"{name}: {error}") from None


def _resources(manifest: Element) -> Iterator[tuple[str, list[str]]]:
    """Address of each item and the keywords said of it."""
    for resource in manifest.iter("resource"):
        kind = resource.get("type", "")
        if kind.startswith("imsqti_item_xml") and resource.get("href"):
            yield resource.get("href", ""), [inner(keyword) for keyword in resource.iter("keyword")]


def _inside(folder: str, href: str) -> str | None:
    """The name in the archive of an address relative to a folder in it; None when it leads outside."""
    name = posixpath.normpath(posixpath.join(folder, unquote(href.split("#")[0])))
    outside = name.startswith(("..", "/")) or "://" in href or "\\" in href or href.startswith("data:")
    return None if outside else name


def _read_one(
    reading: Reading, data: bytes, name: str, tags: list[str], archive: Archive | None, budget: list[int]
) -> None:
    try:
        root = parse(data, budget)
    except Unreadable as error:
        reading.bad(getattr(error, "line", 0), str(error), name)
        return
    line = getattr(root, "line", 0)
    to_21(root)
    try:
        if root.tag != "assessmentItem":
            raise Unreadable(_("This is not a QTI question: it does not begin with an assessmentItem."))
        reading.items.append(_item(root, name, tags, archive, line))
    except Unreadable as error:
        reading.bad(line, str(error), name)


def _item(root: Element, name: str, tags: list[str], archive: Archive | None, line: int) -> Item:
    fields, others = read_labels(tags)

    def fetch(href: str) -> bytes:
        inside = _inside(posixpath.dirname(name), href)
        if archive is None or inside is None or inside not in archive:
            raise Unreadable(_("The picture %(name)s is not in the package.") % {"name": href[:80]})
        return archive.read(inside)

    made = read_item(root, fetch, exact_places(others))
    category = path(others.get("category", ""))
    told = made.fields | ({"category": category} if category else {}) | fields
    return Item(made.kind, made.stem, _code(root), tuple(made.parts), told, line, name, made.notes.all())


def _code(root: Element) -> str:
    identifier = root.get("identifier", "")
    if identifier.startswith("q.") and is_code(identifier[2:]):
        return identifier[2:]
    return identifier if is_code(identifier) else as_code(re.sub(r"[.]", "-", identifier) or root.get("title", ""))
