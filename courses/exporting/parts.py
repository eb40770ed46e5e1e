"""The parts of an item as Wagtail has them, back to those of a source: the mirror of courses/source/parts.py."""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from assessments.kinds import Kind
from courses.domain.loading.ids import part_id
from courses.domain.loading.names import named_part
from courses.exporting.files import Bundle
from courses.source.parts import FEEDBACK, RIGHT, Layout, is_shared, layout_of
from courses.source.shapes import EntrySource, PartSource

Table = dict[str, Any]


class Parts:
    """Reads the parts of the items of one bank. `names`: those of an item's blocks, by their ids."""

    def __init__(self, bundle: Bundle, bank: str) -> None:
        self.bundle = bundle
        self.bank = bank

    def read(self, kind: Kind, question: Any, names: Mapping[str, str]) -> list[PartSource]:
        order = [type_name for type_name, _block in kind.blocks]
        parts = [part for part in question.parts if part.block_type in order]
        reader = _Reader(self.bundle, names, (self.bank, question.code))
        return [reader.part(part) for part in sorted(parts, key=lambda part: order.index(part.block_type))]


class _Reader:
    def __init__(self, bundle: Bundle, names: Mapping[str, str], path: tuple[str, str]) -> None:
        self.bundle, self.names, self.path = bundle, names, path

    def part(self, part: Any) -> PartSource:
        type_name, layout = part.block_type, layout_of(part.block_type)
        name = "" if layout.single else self.part_name(part, layout)
        return PartSource(type_name, name, self.value(part.block, part.value, (type_name, name)))

    def part_name(self, part: Any, layout: Layout) -> str:
        if layout.headed:
            return str(part.value["name"])
        for name in (self.names.get(part.id, ""), *map(str, range(1, 100))):
            if name and named_part(*self.path, part.block_type, name) == part.id:
                return name
        return str(part.id)

    def value(self, block: Any, value: Any, path: tuple[str, ...]) -> Any:
        if isinstance(block, blocks.StructBlock):
            return {key: self.value(child, value[key], (*path, key)) for key, child in block.child_blocks.items()}
        if isinstance(block, blocks.ListBlock):
            return tuple(self.entries(block, value, path))
        if isinstance(block, ImageChooserBlock):
            return self.bundle.picture(value)
        return value

    def entries(self, block: Any, value: Any, path: tuple[str, ...]) -> Iterator[EntrySource]:
        for place, bound in enumerate(value.bound_blocks, start=1):
            name = self.names.get(bound.id, str(place))
            name = name if part_id(*self.path, *path, name) == bound.id else str(place)
            yield EntrySource(name, self.value(block.child_block, bound.value, (*path, name)))


def table_of(kind: Kind, parts: list[PartSource], *, words_only: bool = False) -> Table:
    """What an item's table says of its parts; `words_only`: what another language has of them."""
    table: Table = {}
    for type_name, block in kind.blocks:
        layout, own = layout_of(type_name), [part for part in parts if part.type == type_name]
        written = {part.name: _struct(block, part.value, words_only=words_only) for part in own}
        if words_only:
            written = {name: value for name, value in written.items() if value not in ({}, None)}
        if layout.headed:
            written = {name: {"name": name, **value} for name, value in written.items()}
        if layout.feedback:
            table |= _apart(written)
        if written:
            table[layout.key] = _laid_out(written, layout, words_only=words_only)
    return {key: table[key] for key in sorted(table, key=lambda key: key == FEEDBACK)}


def _apart(written: dict[str, Any]) -> Table:
    """The table `feedback` beside the options."""
    feedback = {name: value.pop(FEEDBACK) for name, value in written.items() if FEEDBACK in value}
    return {FEEDBACK: feedback} if feedback else {}


def _laid_out(written: dict[str, Any], layout: Layout, *, words_only: bool) -> Any:
    brief = {name: _brief(value, layout, words_only=words_only) for name, value in written.items()}
    if layout.single:
        return brief[""]
    return list(brief.values()) if layout.headed or _are_places(brief) else brief


def _brief(value: Table, layout: Layout, *, words_only: bool) -> Any:
    """What stands alone where one field says everything."""
    if layout.headed:
        return value
    if layout.brief:
        return value[layout.brief] if set(value) == {layout.brief} else value
    return next(iter(value.values())) if words_only and len(value) == 1 else value


def _are_places(names: Mapping[str, Any]) -> bool:
    return list(names) == [str(number) for number in range(1, len(names) + 1)]


def _struct(block: Any, value: Mapping[str, Any], *, words_only: bool) -> Table:
    """The fields that are not what they are when nobody writes them."""
    found: Table = {}
    for key, child in block.child_blocks.items():
        if key == RIGHT or (words_only and not has_words(child, value[key])):
            continue
        written = _field(child, value[key], words_only=words_only)
        if words_only or written != _unwritten(child):
            found[key] = written
    return found


def _field(block: Any, value: Any, *, words_only: bool) -> Any:
    if isinstance(block, blocks.StructBlock):
        return _struct(block, value, words_only=words_only)
    if isinstance(block, blocks.ListBlock):
        entries = {entry.name: _field(block.child_block, entry.value, words_only=words_only) for entry in value}
        return list(entries.values()) if _are_places(entries) else entries
    return value


def _unwritten(block: Any) -> Any:
    """What a reader of the source takes for a field that is left out; None when it must be written."""
    if isinstance(block, blocks.ListBlock):
        return []
    if isinstance(block, blocks.StructBlock):
        return None
    default = block.get_default()
    if isinstance(block, blocks.BooleanBlock):
        return bool(default)
    return "" if default is None and isinstance(block, blocks.CharBlock | blocks.TextBlock) else default


def has_words(block: Any, value: Any) -> bool:
    """Whether a value has text that another language says in its own words."""
    if isinstance(block, blocks.StructBlock):
        return any(has_words(child, value[key]) for key, child in block.child_blocks.items())
    if isinstance(block, blocks.ListBlock):
        return any(has_words(block.child_block, entry.value) for entry in value)
    return bool(value) and not is_shared(block)
