"""Markdown to the few things a lesson may say: paragraphs, lists, bold, italic, links, in the HTML that Wagtail's
editor stores."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from courses.source.blocks import Prose
from courses.source.problems import PathProblems

SCHEMES = ("https://", "http://", "mailto:", "tel:")
REFUSED = {
    "html_block": "raw HTML is not read; write Markdown",
    "html_inline": "raw HTML is not read; write Markdown",
    "image": "no images in text; use a figure block",
    "heading_open": "a heading inside a block or without {#name}",
    "blockquote_open": "block quotes are not read; use a callout",
    "fence": "code blocks are not read",
    "code_block": "code blocks are not read; is the text indented by mistake?",
    "code_inline": "code is not read; use bold or italic",
    "hr": "a rule (---) is not read",
}
PLAIN_MARKUP = re.compile(r"\*\*|\]\(|(?<!\w)_[^_\s]|</?[a-zA-Z]")
INLINE = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>", "link_close": "</a>"}
_parser = MarkdownIt("commonmark")


def plain(text: str, line: int, problems: PathProblems) -> str:
    """A text that is shown as it is typed: markup in it is an error."""
    if PLAIN_MARKUP.search(text):
        problems.add(line, f"Markdown and HTML are not read here: “{_short(text)}”")
    return " ".join(text.split())


def prose(text: str, line: int, problems: PathProblems) -> Prose:
    """Read Markdown that starts on `line`."""
    reader = _Reader(line, problems)
    reader.blocks(_parser.parse(text))
    return Prose("".join(reader.html), tuple(reader.outline), tuple(reader.links))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


class _Reader:
    def __init__(self, line: int, problems: PathProblems) -> None:
        self.first, self.problems = line, problems
        self.html: list[str] = []
        self.outline: list[str] = []
        self.links: list[str] = []
        self.list_depth = 0
        self.items = self.paragraphs_in_item = 0

    def refuse(self, token: Token, line: int) -> None:
        if token.type in REFUSED:
            self.problems.add(line, REFUSED[token.type])

    def blocks(self, tokens: Sequence[Token]) -> None:
        line = self.first
        for token in tokens:
            line = self.first + token.map[0] if token.map else line
            if token.type == "inline":
                self.inline(token.children or [], line)
            elif token.type in ("paragraph_open", "paragraph_close"):
                self.paragraph(token, line)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                self.open_list(token, line)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self.close_list(token)
            elif token.type in ("list_item_open", "list_item_close"):
                self.item(token)
            else:
                self.refuse(token, line)

    def paragraph(self, token: Token, line: int) -> None:
        opening = token.nesting == 1
        if not self.list_depth:
            self.html.append("<p>" if opening else "</p>")
            if opening:
                self.outline.append("p")
        elif opening:
            self.paragraphs_in_item += 1
            if self.paragraphs_in_item > 1:
                self.problems.add(line, "a list item is one paragraph")

    def open_list(self, token: Token, line: int) -> None:
        self.list_depth += 1
        if self.list_depth > 1:
            self.problems.add(line, "a list inside a list is not possible")
        if token.tag == "ol" and token.attrGet("start") not in (None, 1):
            self.problems.add(line, "a numbered list starts with 1.")
        self.items = 0
        self.html.append(f"<{token.tag}>")

    def close_list(self, token: Token) -> None:
        self.list_depth -= 1
        self.html.append(f"</{token.tag}>")
        self.outline.append(f"{token.tag}:{self.items}")

    def item(self, token: Token) -> None:
        self.html.append("<li>" if token.nesting == 1 else "</li>")
        if token.nesting == 1:
            self.items += 1
            self.paragraphs_in_item = 0

    def inline(self, tokens: Sequence[Token], line: int) -> None:
        for token in tokens:
            if token.type == "text":
                self.text(token.content, line)
            elif token.type == "softbreak":
                line += 1
                self.html.append(" ")
            elif token.type == "hardbreak":
                line += 1
                self.html.append("<br/>")
            elif token.type == "link_open":
                self.link(str(token.attrGet("href")), line)
            elif token.type in INLINE:
                self.html.append(INLINE[token.type])
            else:
                self.refuse(token, line)

    def text(self, content: str, line: int) -> None:
        if "**" in content:
            self.problems.add(line, f"** without its partner: “{_short(content)}”")
        if "](" in content:  # the parser leaves addresses it finds dangerous as text
            self.problems.add(line, f"a link must start with https://: “{_short(content)}”")
        self.html.append(escape(content, quote=False))

    def link(self, address: str, line: int) -> None:
        if not address.startswith(SCHEMES):
            self.problems.add(line, f"a link must start with https://, not “{address}”")
        self.links.append(address)
        self.html.append(f'<a href="{escape(address)}">')
