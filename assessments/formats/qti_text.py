"""Text out of the HTML of an item body."""

import re
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.formats.neutral import Unreadable
from assessments.formats.notes import Notes
from assessments.formats.texts import LONGEST, tidy

_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "prompt"}
_ROWS = {"li", "tr"}
_PLAIN = {"p", "div", "br", "span", "prompt", "contentBody"}
_STRUCTURE = re.compile(r"Interaction$|^(rubricBlock|object|img|feedbackBlock|feedbackInline|templateBlock)$")


def text_of(node: Element, notes: Notes, *, entries: dict[str, str] | None = None) -> str:
    """Plain text of an element; interactions are left out, text entries replaced by what `entries` says."""
    pieces: list[str] = []
    _walk(node, pieces, notes, entries or {})
    text = "".join(pieces)
    if len(text) > LONGEST:
        raise Unreadable(_("A text is longer than %(most)s characters.") % {"most": LONGEST})
    return tidy(text)


def _walk(node: Element, pieces: list[str], notes: Notes, entries: dict[str, str]) -> None:
    tag = str(node.tag)
    around = "\n\n" if tag in _BLOCKS else "\n" if tag in _ROWS or tag == "br" else ""
    pieces.append(around)
    pieces.append(_quiet(node.text))
    for each in node:
        name = str(each.tag)
        if name == "textEntryInteraction":
            pieces.append(entries.get(each.get("responseIdentifier", ""), ""))
        elif name == "choiceInteraction" or (name.endswith("Interaction") and each.find("prompt") is not None):
            _walk_prompt(each, pieces, notes, entries)
        elif not _STRUCTURE.search(name):
            if name not in _PLAIN:
                notes.add(_("Formatting was dropped: questions are plain text."))
            _walk(each, pieces, notes, entries)
        elif name in ("img", "object"):
            notes.add(_("Pictures in texts were dropped."))
        pieces.append(_quiet(each.tail))
    pieces.append(around if tag != "br" else "")


def _walk_prompt(interaction: Element, pieces: list[str], notes: Notes, entries: dict[str, str]) -> None:
    prompt = interaction.find("prompt")
    if prompt is not None:
        _walk(prompt, pieces, notes, entries)


def _quiet(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
