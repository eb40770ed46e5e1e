"""The words of a page as its reader meets them, whatever kind of block they are in."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

END_OF_PARAGRAPH = re.compile(r"</(?:p|li|h\d|td|div)>|<br\s*/?>")
UNREAD = {"seo_title", "search_description", "slug"}  # said to search engines


@dataclass(frozen=True)
class Piece:
    """A field, or a block of the body. `where` names it to a trainer; `block_id` is empty for a field, and `kind` then
    its name."""

    where: str
    kind: str
    block_id: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def pieces_of(page: Page) -> list[Piece]:
    """What is read on the page, in the order of its fields; fields and blocks without words are left out."""
    found: list[Piece] = []
    for translatable in page.translatable_fields:
        if isinstance(translatable, TranslatableField) and translatable.field_name not in UNREAD:
            found += _of_field(page, page._meta.get_field(translatable.field_name))
    return [piece for piece in found if piece.paragraphs]


def _of_field(page: Page, field: Any) -> Iterator[Piece]:
    value, label = field.value_from_object(page), str(capfirst(getattr(field, "verbose_name", "")))
    if isinstance(field, StreamField):
        for child in value:
            where = str(capfirst(child.block.label))
            yield Piece(where, child.block_type, child.id or "", tuple(paragraphs(child.block, child.value)))
    elif isinstance(field, RichTextField):
        yield Piece(label, field.name, "", tuple(of_html(value)))
    elif isinstance(field, models.CharField | models.TextField):
        yield Piece(label, field.name, "", tuple(lines(value)))


def paragraphs(block: blocks.Block, value: Any) -> Iterator[str]:
    """The paragraphs of a block; what is chosen from a list or elsewhere is not its own words."""
    if value is None:
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from paragraphs(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for each in value:
            yield from paragraphs(block.child_block, each)
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from paragraphs(child.block, child.value)
    elif isinstance(block, blocks.RichTextBlock):
        yield from of_html(value.source)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield from lines(value)


def of_html(source: str) -> Iterator[str]:
    for part in END_OF_PARAGRAPH.split(source or ""):
        yield from lines(html.unescape(strip_tags(part)))


def lines(text: str) -> Iterator[str]:
    for line in (text or "").splitlines():
        if line.strip():
            yield " ".join(line.split())
