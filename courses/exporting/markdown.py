"""Rich text as Wagtail stores it, back to the Markdown of a course source.

What is written is read again at once: text that would come back as something else is refused, not bent.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

from courses.source.markdown import prose
from courses.source.problems import Problems

MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
ALWAYS = re.compile(r"[\\`*_\[\]]")
ENTITY = re.compile(r"&(?=#?\w+;)")
TAG = re.compile(r"<(?=[a-zA-Z/!?])")
LINE_START = re.compile(r"(?:[#>:+~=-]|\d+(?=[.)]))")
EDITOR = re.compile(r'\s*data-block-key="[^"]*"')
SPACE_INSIDE = re.compile(r"<(b|i|a [^>]*)>(\s+)|(\s+)</(b|i|a)>")


class NotMarkdown(Exception):
    """The text has something a course source cannot hold; the message says what."""


def markdown(html: str) -> str:
    """The Markdown that is read back as this HTML; blocks are parted by an empty line."""
    writer = _Writer()
    writer.feed(EDITOR.sub("", html))
    writer.close()
    text = "\n\n".join(writer.blocks)
    _verify(html, text)
    return text


def canonical(html: str) -> str:
    """HTML that says the same in one form: without what the editor adds, with spaces outside of marks."""
    plain = EDITOR.sub("", html).replace("<strong>", "<b>").replace("</strong>", "</b>").replace("<br>", "<br/>")
    plain = plain.replace("<em>", "<i>").replace("</em>", "</i>").replace("&nbsp;", " ").replace("\u00a0", " ")
    plain = SPACE_INSIDE.sub(_space_outside, plain)
    return re.sub(r"<p>\s*</p>", "", re.sub(r"\s+", " ", plain)).replace("<p> ", "<p>").replace(" </p>", "</p>")


def _space_outside(match: re.Match[str]) -> str:
    return f" <{match[1]}>" if match[1] else f"</{match[4]}> "


def _verify(html: str, text: str) -> None:
    problems = Problems()
    found = prose(text, 1, problems.at(Path("text")))
    if problems.found:
        raise NotMarkdown(problems.found[0].message)
    if canonical(found.html) != canonical(html):
        raise NotMarkdown("the text has a form that a course source cannot hold")


class _Writer(HTMLParser):
    """Paragraphs and lists to Markdown; `blocks` are the finished ones."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line = ""
        self.items: list[str] = []
        self.lists: list[str] = []
        self.links: list[str] = []
        self.before = ""  # the mark of the list that ends just here

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            if self.lists:
                raise NotMarkdown("a list inside a list is not possible")
            self.lists.append(tag)
        elif tag in MARKS:
            self._mark(MARKS[tag])
        elif tag == "br":
            self.line += "\\\n"
        elif tag == "a":
            self._open_link(dict(attrs))
        elif tag not in ("p", "li"):
            raise NotMarkdown(f"<{tag}> is not possible")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and not self.lists:
            self.before = ""
            self._finish(self.blocks)
        elif tag == "li":
            self._finish(self.items)
        elif tag in ("ul", "ol"):
            self._close_list()
        elif tag in MARKS:
            self._mark(MARKS[tag], closing=True)
        elif tag == "a":
            self.line = f"{self.line.rstrip(' ')}]({self.links.pop()})"

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data)
        if not (words.strip() or self.line):
            return
        escaped = TAG.sub(r"\\<", ENTITY.sub(r"\\&", ALWAYS.sub(r"\\\g<0>", words)))
        self.line += escaped if self.line else _at_line_start(escaped.lstrip(" "))

    def _mark(self, mark: str, *, closing: bool = False) -> None:
        """A space just inside of a mark goes outside: Markdown knows no other."""
        if closing and self.line.endswith(" "):
            self.line = f"{self.line.rstrip(' ')}{mark} "
        else:
            self.line += mark

    def _open_link(self, attributes: dict[str, str | None]) -> None:
        address = attributes.get("href") or ""
        if not address:
            raise NotMarkdown("a link to a page or document of this site cannot be taken along; write its address")
        self.links.append(f"<{address}>" if re.search(r"[\s()]", address) else address)
        self.line += "["

    def _finish(self, into: list[str]) -> None:
        text, self.line = self.line.strip(), ""
        if text:
            into.append(text)

    def _close_list(self) -> None:
        kind, items = self.lists.pop(), self.items
        self.items = []
        dot, dash = (")", "+") if self.before == kind else (".", "-")  # another mark begins another list
        marks = [f"{number}{dot}" for number in range(1, len(items) + 1)] if kind == "ol" else [dash] * len(items)
        lines = (f"{mark} {_indented(text, len(mark) + 1)}" for mark, text in zip(marks, items, strict=True))
        self.blocks.append("\n".join(lines))
        self.before = "" if self.before == kind else kind


def _indented(text: str, by: int) -> str:
    return text.replace("\n", "\n" + " " * by)


def _at_line_start(text: str) -> str:
    match = LINE_START.match(text)
    if not match:
        return text
    at = match.end() if match[0].isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"
