"""Where a person can put text: found in the models and in the blocks of their streams, so that a new field is covered
without being listed.
"""

from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal
from itertools import cycle
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import models
from django.utils import timezone
from wagtail import blocks
from wagtail.blocks.list_block import ListBlock
from wagtail.coreutils import resolve_model_string
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from assessments import kinds

OURS = ("accounts", "assessments", "courses", "web", "enrolments", "certificates", "common")
OF_A_PAGE = ("title", "seo_title", "search_description")
# Text that no person writes: keys, names of files in storages, digests, letters folded for the search.
NOT_WRITTEN = ("path", "username", "folded", "digest", "public_id", "password", "language", "key", "code", "token")
ANYTHING = 10**9


def models_with_text() -> list[type[models.Model]]:
    """Ours, except those whose rows are made by the product alone."""
    found = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    return [model for model in found if list(text_fields(model))]


def text_fields(model: type[models.Model]) -> Iterator[models.Field]:
    """Fields that hold words: not choices, not slugs, not addresses; StreamFields with whatever is in them."""
    base = {field.name for field in Page._meta.fields} if issubclass(model, Page) else set()
    for field in model._meta.concrete_fields:
        written = isinstance(field, (models.CharField, models.TextField, StreamField)) and field.editable
        plain = type(field) in (models.CharField, models.TextField, RichTextField) or isinstance(field, StreamField)
        named = not any(part in field.name for part in NOT_WRITTEN)
        if written and plain and named and not field.choices and (field.name not in base or field.name in OF_A_PAGE):
            yield field


class Taker:
    """Gives one text after another, the next that fits into so many characters, without end. No form takes a NUL, and
    PostgreSQL keeps none.
    """

    def __init__(self, texts: list[str]) -> None:
        self.endless, self.number, self.given = cycle([text.replace("\0", "") for text in texts]), len(texts), 0

    def __call__(self, most: int | None = None) -> str:
        for _try in range(self.number):
            text = next(self.endless)
            if len(text) <= (most or ANYTHING):
                self.given += 1
                return text
        return "x"


def fill(thing: models.Model, take: Taker, chosen: Callable[[type[models.Model]], Any], *, copies: int = 1) -> Any:
    """Every text field of it with a text of its own. A stream keeps what it has, for translations hang on it, and gets
    each of its blocks `copies` times.
    """
    for field in text_fields(type(thing)):
        if isinstance(field, StreamField):
            kind = getattr(thing, "kind", None) if field.name == "parts" else None
            names = [name for name, _block in kinds.get(kind).blocks] if kind else list(field.stream_block.child_blocks)
            raw = [raw_of(field.stream_block, name, take, chosen) for _copy in range(copies) for name in names]
            kept = list(getattr(thing, field.name).get_prep_value()) if thing.pk and kind is None else []
            setattr(thing, field.name, field.stream_block.to_python(kept + raw))
        elif isinstance(field, RichTextField):
            setattr(thing, field.name, f"<p>{take()}</p>")
        else:
            setattr(thing, field.name, take(field.max_length))
    return thing


def raw_of(stream: blocks.StreamBlock, name: str, take: Taker, chosen: Any) -> dict[str, Any]:
    return {"type": name, "id": str(uuid4()), "value": specimen(stream.child_blocks[name], take, chosen)}


def specimen(block: blocks.Block, take: Taker, chosen: Callable[[type[models.Model]], Any]) -> Any:
    """The raw value of a block with a text in every place for text."""
    match block:
        case SnippetChooserBlock() | ImageChooserBlock() | DocumentChooserBlock():
            return chosen(resolve_model_string(block.target_model))
        case blocks.ChoiceBlock():
            return block.field.choices[-1][0]
        case blocks.RichTextBlock():
            return f"<p>{take()}</p>"
        case blocks.CharBlock() | blocks.TextBlock():
            return take(block.field.max_length)
        case blocks.StructBlock():
            return {name: specimen(child, take, chosen) for name, child in block.child_blocks.items()}
        case ListBlock():
            inner = [specimen(block.child_block, take, chosen) for _twice in range(2)]
            return [{"type": "item", "id": str(uuid4()), "value": value} for value in inner]
        case blocks.StreamBlock():
            return [raw_of(block, name, take, chosen) for name in block.child_blocks]
        case _:
            return PLAIN[type(block)]


PLAIN: dict[type[blocks.Block], Any] = {
    blocks.IntegerBlock: 1,
    blocks.DecimalBlock: str(Decimal(1)),
    blocks.FloatBlock: 1.0,
    blocks.BooleanBlock: True,
    blocks.DateBlock: date(2026, 11, 24).isoformat(),
    blocks.TimeBlock: time(9).isoformat(),
    blocks.DateTimeBlock: timezone.now().isoformat(),
    blocks.StaticBlock: None,
    blocks.URLBlock: "https://ornek.example/",
    blocks.PageChooserBlock: None,
}
"""Blocks without text; one that is not here fails the tests, so that somebody looks at it."""
