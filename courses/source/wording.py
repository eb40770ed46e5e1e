"""The parts of an item in another language: the source language's, with the words replaced."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wagtail import blocks

from assessments.kinds import Kind
from courses.source.parts import Place, Reader, entries, is_shared, layout_of, written
from courses.source.shapes import EntrySource, PartSource
from courses.source.tables import Table


def translate_parts(
    table: Table, kind: Kind, folder: Path, source: tuple[PartSource, ...]
) -> tuple[PartSource, ...] | None:
    """The parts in the language of this table; None when they are not those of the source language, which is
    complained of.
    """
    merger = _Merger(Reader(folder))
    found: list[PartSource] = []
    for type_name, block in kind.blocks:
        parts = [part for part in source if part.type == type_name]
        words = written(table, layout_of(type_name)) if any(_has_words(block, p.value) for p in parts) else []
        if not _same_names(table, layout_of(type_name).key, block, parts, [name for name, _value, _place in words]):
            return None
        by_name = {name: (value, place) for name, value, place in words}
        for part in parts:
            value = merger.merge(block, part.value, *by_name[part.name]) if part.name in by_name else part.value
            found.append(PartSource(type_name, part.name, value))
    return tuple(found)


def _same_names(table: Table, key: str, block: Any, parts: list[PartSource], names: list[str]) -> bool:
    """Whether the entries are those of the source language in their order; those without words may be left out."""
    worded = [part.name for part in parts if _has_words(block, part.value)]
    if names in (worded, [part.name for part in parts]):
        return True
    expected = ", ".join(worded) or "none"
    table.complain(key, f"“{key}” must have the entries of the source language in their order ({expected})")
    return False


def _has_words(block: Any, value: Any) -> bool:
    if isinstance(block, blocks.StructBlock):
        return any(_has_words(child, value[key]) for key, child in block.child_blocks.items())
    if isinstance(block, blocks.ListBlock):
        return any(_has_words(block.child_block, entry.value) for entry in value)
    return bool(value) and not is_shared(block)


class _Merger:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def merge(self, block: Any, source: Any, value: Any, place: Place) -> Any:
        """The source language's value with the words of `value`."""
        if isinstance(block, blocks.StructBlock):
            return self.struct(block, source, value, place)
        if isinstance(block, blocks.ListBlock):
            return self.list(block, source, value, place)
        if is_shared(block):
            return self.shared(block, source, value, place)
        if not source:
            place.say("is not in the source language")
            return source
        return self.reader.value(block, value, place)

    def shared(self, block: Any, source: Any, value: Any, place: Place) -> Any:
        if self.reader.value(block, value, place) != source:
            place.say("is the same in every language: leave it out here")
        return source

    def struct(self, block: Any, source: Mapping[str, Any], value: Any, place: Place) -> dict[str, Any]:
        worded = [key for key, child in block.child_blocks.items() if _has_words(child, source[key])]
        if not isinstance(value, dict):
            if len(worded) != 1:
                place.say(f"must be a table with {', '.join(worded)}")
                return dict(source)
            value = {worded[0]: value}
        missing = [key for key in worded if key not in value]
        if missing:
            place.say(f"lacks what the source language has: {', '.join(missing)}")
        merged = dict(source)
        for key, each in value.items():
            if key in source:
                merged[key] = self.merge(block.child_blocks[key], source[key], each, place.inside(key))
            else:
                place.inside(key).say("is not known here")
        return merged

    def list(self, block: Any, source: tuple[EntrySource, ...], value: Any, place: Place) -> tuple[EntrySource, ...]:
        found = list(entries(value, place))
        if [name for name, _value, _place in found] != [entry.name for entry in source]:
            expected = ", ".join(entry.name for entry in source) or "none"
            place.say(f"must have the entries of the source language in their order ({expected})")
            return source
        return tuple(
            EntrySource(entry.name, self.merge(block.child_block, entry.value, each, at))
            for entry, (_name, each, at) in zip(source, found, strict=True)
        )
