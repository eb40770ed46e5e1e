"""XML that comes from outside, and XML that is the same each time it is written."""

from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, tostring  # only to build and to write

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext as _

from assessments.formats.neutral import Unreadable

MOST_ELEMENTS = 150_000
DEEPEST = 60


class Node(Element):
    """An element that knows where it stands. Tags are without their namespace."""

    line: int = 0


class _Parser(DefusedXMLParser):
    """Refuses declarations of types and entities, and trees that are too deep or too large."""

    def __init__(self, budget: list[int]) -> None:
        super().__init__(target=TreeBuilder(element_factory=Node), forbid_dtd=True)
        self.depth, self.budget = 0, budget

    def _start(self, tag: str, attributes: Any) -> Any:
        self.depth += 1
        self.budget[0] -= 1
        if self.depth > DEEPEST or self.budget[0] < 0:
            raise Unreadable(_("This XML file is too deep or has too many elements."))
        node = super()._start(tag.rpartition("}")[2], [_bare(a) if i % 2 == 0 else a for i, a in enumerate(attributes)])
        node.line = self.parser.CurrentLineNumber
        return node

    def _end(self, tag: str) -> Any:
        self.depth -= 1
        return super()._end(tag.rpartition("}")[2])


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def parse(data: bytes, budget: list[int] | None = None) -> Node:
    """The root; Unreadable with the line and what is wrong. Files of one package share a `budget` of elements."""
    parser = _Parser([MOST_ELEMENTS] if budget is None else budget)
    try:
        parser.feed(data)
        root = parser.close()
    except DefusedXmlException:
        raise Unreadable(
            _("The file declares a document type or entities. That is not accepted: remove them.")
        ) from None
    except ParseError as error:
        line = error.position[0] if hasattr(error, "position") else 0
        raise BrokenXml(line) from None
    except (ValueError, LookupError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            _("The letters of this file cannot be read. Save it as text in UTF-8 and try again.")
        ) from None
    return root


class BrokenXml(Unreadable):
    def __init__(self, line: int) -> None:
        super().__init__(_("This is not well-formed XML. Export the file again from where it came."))
        self.line = line


def child(parent: Element, tag: str, text: str | None = None, /, **attributes: str) -> Element:
    made = Element(tag, attributes)
    made.text = text
    parent.append(made)
    return made


def dump(root: Element, mixed: frozenset[str] = frozenset()) -> bytes:
    """UTF-8 with one declaration, indented except inside the elements named, where blanks would be text."""
    _indent(root, mixed, "\n")
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _indent(node: Element, mixed: frozenset[str], newline: str) -> None:
    if node.tag in mixed or not len(node):
        return
    node.text = node.text or f"{newline}  "
    for each in node:
        _indent(each, mixed, f"{newline}  ")
        each.tail = f"{newline}  "
    node[-1].tail = newline


def inner(node: Element | None, path: str = "") -> str:
    """All text of a child, "" when there is none."""
    found = node if node is None or not path else node.find(path)
    return "".join(found.itertext()) if found is not None else ""
