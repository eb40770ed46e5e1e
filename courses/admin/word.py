"""What a word processor puts on the clipboard, to blocks of a lesson.

Headings, paragraphs, lists, bold, italic, links and tables are kept; everything else is dropped. Word writes a list as
paragraphs of the class MsoListParagraph with bullet or number typed in front of the words.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser
from itertools import groupby
from typing import Any, NamedTuple

import nh3
from django.utils.html import strip_tags

Block = tuple[str, Any]
LEVELS = {"h1": "2", "h2": "2", "h3": "3", "h4": "3", "h5": "3", "h6": "3"}
INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i"}
CONTAINERS = {"ul", "ol", "li", "p", "div", "table", "tbody", "thead", "tr", "td", "th", "br"}
BULLET = re.compile(r"((?:<[bi]>)*)(?:[·•●▪■§Ø–*-]|o(?=\s\s)|(\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]))\s+")
UNBOLD = re.compile(r"(?:^|;)\s*font-weight:\s*(?:normal|400)")  # Google Docs wraps all in such a <b>
LONGEST_HEADING, LONGEST_CELL = 120, 400  # characters, as the blocks have it
COMPARED = 3  # columns of a table that becomes a comparison: what is compared, and two sides


class Item(NamedTuple):
    """`kind` is h2, h3, p, ul, ol (one entry of a list) or table; `html` inline, `rows` plain text."""

    kind: str
    html: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def read_word(html: str) -> list[Block]:
    """The blocks a piece of HTML amounts to, as (type, value) for the stream of a lesson's body."""
    reader = _Reader()
    reader.feed(_clean(html))
    reader.close()
    reader.flush()
    return list(_blocks(reader.items))


def _clean(html: str) -> str:
    """Without anything but the tags we know; of their attributes, links and what tells a list from a paragraph."""
    return nh3.clean(
        html,
        tags=CONTAINERS | set(LEVELS) | set(INLINE) | {"a"},
        clean_content_tags={"script", "style", "title"},
        attributes={"a": {"href"}, "p": {"class", "style"}, "b": {"style"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


class _Reader(HTMLParser):
    """Collects items from cleaned HTML; what is inside a cell of a table is plain text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[Item] = []
        self.kind, self.words, self.is_typed = "p", "", False
        self.open: list[str] = []
        self.lists: list[str] = []
        self.rows: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.flush()
            self.rows = []
        elif self.rows is not None:
            self._start_in_table(tag)
        elif tag in LEVELS:
            self._begin(f"h{LEVELS[tag]}")
        elif tag in ("ul", "ol"):
            self.flush()
            self.lists.append(tag)
        elif tag == "li":
            self._begin(self.lists[-1] if self.lists else "ul")
        elif tag in ("p", "div"):
            self._begin_paragraph(values)
        elif tag == "br":
            self.words += " "
        else:
            self._start_inline(tag, values)

    def _start_in_table(self, tag: str) -> None:
        if tag == "tr":
            self.rows = [*(self.rows or []), []]
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
        elif tag in ("p", "br", "li", "div"):
            self._say_in_table(" ")

    def _say_in_table(self, text: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += text

    def _begin(self, kind: str, *, is_typed: bool = False) -> None:
        self.flush()
        self.kind, self.is_typed = kind, is_typed

    def _begin_paragraph(self, values: dict[str, str]) -> None:
        if self.lists:  # a paragraph in an entry of a list goes on with it
            self.words += " "
            return
        name, style = values.get("class", ""), values.get("style", "")
        listed = name.startswith("MsoListParagraph") or "mso-list:" in style
        self._begin("h2" if name == "MsoTitle" else "p", is_typed=listed)

    def _start_inline(self, tag: str, values: dict[str, str]) -> None:
        if tag == "a" and values.get("href"):
            self.words += f'<a href="{escape(values["href"])}">'
            self.open.append("a")
        elif tag in INLINE and not UNBOLD.search(values.get("style", "")):
            self.words += f"<{INLINE[tag]}>"
            self.open.append(INLINE[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._end_table()
        elif self.rows is not None:
            return
        elif tag in ("ul", "ol") and self.lists:
            self.flush()
            self.lists.pop()
        elif tag in LEVELS or tag == "li" or (tag in ("p", "div") and not self.lists):
            self.flush()
        elif self.open and INLINE.get(tag, tag) == self.open[-1]:
            self.words += f"</{self.open.pop()}>"

    def _end_table(self) -> None:
        rows = tuple(tuple(" ".join(cell.split()) for cell in row) for row in self.rows or ())
        self.rows = None
        if any(any(row) for row in rows):
            self.items.append(Item("table", rows=tuple(row for row in rows if any(row))))

    def handle_data(self, data: str) -> None:
        if self.rows is not None:
            self._say_in_table(data)
        else:
            self.words += escape(data, quote=False)

    def flush(self) -> None:
        """End what was begun."""
        words = self.words + "".join(f"</{tag}>" for tag in reversed(self.open))
        kind = self.kind
        if self.is_typed and (bullet := BULLET.match(words.lstrip())):
            kind = "ol" if bullet[2] else "ul"
            words = bullet[1] + words.lstrip()[bullet.end() :]
        html = re.sub(r"<(b|i)>(\s*)</\1>", r"\2", " ".join(words.split()))
        if strip_tags(html).strip():
            self.items.append(Item(kind, html))
        self.kind, self.words, self.is_typed, self.open = "p", "", False, []


def _blocks(items: list[Item]) -> Iterator[Block]:
    """Headings and comparisons stand alone; what is between them is one text."""
    for is_text, run in groupby(items, key=_is_text):
        if is_text:
            yield ("text", "".join(_prose(list(run))))
            continue
        for item in run:
            if item.kind == "table":
                yield ("comparison", _comparison(item.rows))
            else:
                yield ("heading", {"text": _plain(item.html), "level": item.kind[1]})


def _is_text(item: Item) -> bool:
    if item.kind == "table":
        return not _is_comparison(item.rows)
    return not item.kind.startswith("h") or len(_plain(item.html)) > LONGEST_HEADING


def _prose(items: list[Item]) -> Iterator[str]:
    for kind, run in groupby(items, key=lambda item: item.kind):
        entries = list(run)
        if kind in ("ul", "ol"):
            yield f"<{kind}>{''.join(f'<li>{entry.html}</li>' for entry in entries)}</{kind}>"
        elif kind == "table":
            yield from (_listed(entry.rows) for entry in entries)
        else:
            yield from (f"<p>{entry.html}</p>" for entry in entries)


def _is_comparison(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Three columns in every row, short enough for the block, and a row below the heads."""
    fits = all(len(row) == COMPARED and all(len(cell) <= LONGEST_CELL for cell in row) for row in rows)
    heads = [*rows[0], *(row[0] for row in rows)]
    return fits and len(rows) > 1 and all(len(cell) <= LONGEST_HEADING for cell in heads)


def _comparison(rows: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    (title, left, right), *rest = rows
    compared = [{"heading": head, "left": one, "right": other} for head, one, other in rest]
    return {"title": title, "left": left, "right": right, "rows": compared}


def _listed(rows: tuple[tuple[str, ...], ...]) -> str:
    """A table that is no comparison: a row an entry, its first cell in bold."""
    entries = ""
    for first, *others in rows:
        rest = " · ".join(escape(cell, quote=False) for cell in others if cell)
        head = f"<b>{escape(first, quote=False)}</b>" if rest and first else escape(first, quote=False)
        entries += f"<li>{': '.join(filter(None, (head, rest)))}</li>"
    return f"<ul>{entries}</ul>"


def _plain(html: str) -> str:
    return unescape(strip_tags(html)).strip()
