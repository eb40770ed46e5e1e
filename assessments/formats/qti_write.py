"""Writing QTI packages: `write` makes 3.0, `write_21` makes 2.1."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.formats.gift_write import category_path
from assessments.formats.labels import labels
from assessments.formats.neutral import Item, Loss, NotCarried, Writing
from assessments.formats.qti_items import item_element
from assessments.formats.qti_names import MIXED, V21, V30, Version, to_3
from assessments.formats.xml import child, dump
from assessments.formats.zips import pack

_SHARED = ("partial", "penalty")


def write(items: Sequence[Item], *, language: str = "") -> Writing:
    return _package(items, language, V30)


def write_21(items: Sequence[Item], *, language: str = "") -> Writing:
    return _package(items, language, V21)


def identifier(code: str) -> str:
    """An XML name: a code that does not begin with a letter gets `q.` in front, which no code can hold."""
    return code if code[:1].isalpha() else f"q.{code}"


def _package(items: Sequence[Item], language: str, version: Version) -> Writing:
    writing, files = Writing(), dict[str, bytes]()
    manifest, resources = _manifest(version)
    test, section = _test(version)
    for item in sorted(items, key=lambda each: each.code):
        try:
            root, picture = item_element(item, language)
        except NotCarried as reason:
            writing.left_out.append(Loss(item.code, str(reason)))
            continue
        name = identifier(item.code)
        root.attrib = {"xmlns": version.item, "identifier": name, **root.attrib}
        if version is V30:
            to_3(root)
        href = f"items/{name}.xml"
        files[href] = dump(root, MIXED)
        resource = child(resources, "resource", None, identifier=f"R-{name}", type=version.resource, href=href)
        _metadata(resource, item, version)
        child(resource, "file", None, href=href)
        if picture:
            shown = f"images/{picture.digest[:32]}.png"
            files[shown] = picture.data
            child(resource, "file", None, href=shown)
        child(section, "assessmentItemRef", None, identifier=name, href=href)
        _say_reduced(item, writing)
        writing.count += 1
    if version is V30:
        to_3(test)
    files["assessment.xml"] = dump(test)
    files["imsmanifest.xml"] = dump(manifest)
    writing.data = pack(files, first="imsmanifest.xml")
    return writing


def _manifest(version: Version) -> tuple[Element, Element]:
    root = Element("manifest", {"xmlns": version.manifest, "identifier": "tani"})
    metadata = child(root, "metadata")
    child(metadata, "schema", version.schema)
    child(metadata, "schemaversion", version.schema_version)
    child(root, "organizations")
    resources = child(root, "resources")
    test = child(resources, "resource", None, identifier="R-test", type=version.test, href="assessment.xml")
    child(test, "file", None, href="assessment.xml")
    return root, resources


def _test(version: Version) -> tuple[Element, Element]:
    test = Element("assessmentTest", {"xmlns": version.item, "identifier": "test", "title": "Tanı"})
    part = child(test, "testPart", None, identifier="P1", navigationMode="nonlinear", submissionMode="individual")
    return test, child(part, "assessmentSection", None, identifier="S1", title="Tanı", visible="true")


def _metadata(resource: Element, item: Item, version: Version) -> None:
    """Tags and what QTI has no place for, as keywords of the learning object."""
    told = labels(item, {"points": item.get("points"), "scheme": _told_scheme(item)})
    told += [f"tani:category={category_path(item)}"] if category_path(item) else []
    if told:
        lom = child(child(resource, "metadata"), "lom", None, xmlns=version.lom)
        general = child(lom, "general")
        for tag in told:
            child(child(general, "keyword"), "string", tag)


def _told_scheme(item: Item) -> str:
    if item.kind in ("multiple", "matching", "gap", "hotspot"):
        return str(item.get("scheme"))
    return "all"


def _say_reduced(item: Item, writing: Writing) -> None:
    if item.kind == "ordering" and item.get("scheme") in _SHARED:
        writing.reduced.append(Loss(item.code, _("Marking: this format marks an order as a whole.")))
    patterns = [each["text"] for each in item.of("accepted")] + [a for gap in item.of("gap") for a in gap["accepted"]]
    if any("*" in pattern for pattern in patterns):
        writing.reduced.append(Loss(item.code, _("Other programs take * for a star, not for any text.")))
    if item.get("category") and not category_path(item):
        writing.reduced.append(Loss(item.code, _("Category: in this format no name begins or ends with a slash.")))
