"""QTI 2.1 and 3.0 are one language with two spellings: `choiceInteraction` and `qti-choice-interaction`."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

HTML = {"p", "br", "div", "span", "img", "object", "strong", "em", "b", "i", "u", "ul", "ol", "li", "table", "tr", "td"}
MIXED = frozenset({"p", "prompt", "qti-prompt", "simpleChoice", "qti-simple-choice", "simpleAssociableChoice"})
MIXED |= {"qti-simple-associable-choice", "modalFeedback", "qti-content-body", "object"}


@dataclass(frozen=True)
class Version:
    name: str
    item: str  # namespace
    manifest: str
    schema: str
    schema_version: str
    resource: str
    test: str
    lom: str


V21 = Version(
    "2.1",
    "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "QTIv2.1 Package",
    "1.0.0",
    "imsqti_item_xmlv2p1",
    "imsqti_test_xmlv2p1",
    "http://ltsc.ieee.org/xsd/LOM",
)
V30 = Version(
    "3.0",
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    "QTI Package",
    "3.0.0",
    "imsqti_item_xmlv3p0",
    "imsqti_test_xmlv3p0",
    "http://ltsc.ieee.org/xsd/LOM",
)


def kebab(name: str) -> str:
    return re.sub(r"([A-Z])", lambda found: "-" + found[1].lower(), name)


def camel(name: str) -> str:
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def to_3(node: Element) -> None:
    """Spell a tree of 2.1 as 3.0, in place."""
    if node.tag == "object":
        node.tag, data, node.text, alt = "img", node.attrib.pop("data"), None, node.text or ""
        node.attrib = {"src": data, "alt": alt, **{n: node.attrib[n] for n in ("width", "height")}}
    elif node.tag == "modalFeedback":
        body = Element("contentBody")
        body[:], node[:] = node[:], [body]
    if node.tag not in HTML:
        node.tag = f"qti-{kebab(node.tag)}"
        node.attrib = {name if ":" in name or name == "xmlns" else kebab(name): v for name, v in node.attrib.items()}
    for each in node:
        to_3(each)


def to_21(node: Element) -> None:
    """Spell a tree of 3.0 as 2.1, in place; one of 2.1 stays as it is."""
    if str(node.tag).startswith("qti-"):
        node.tag = camel(node.tag[4:])
        node.attrib = {camel(name): value for name, value in node.attrib.items()}
    for each in node:
        to_21(each)
