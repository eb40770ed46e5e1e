"""The parts of an item: what its kind asks for, under short names. What a field may hold is what its block says."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from assessments.kinds import Kind
from courses.source.images import read_image
from courses.source.markdown import plain
from courses.source.shapes import EntrySource, PartSource
from courses.source.tables import Table

RIGHT = "correct"  # the field of a block that the key of the item fills
FEEDBACK = "feedback"


@dataclass(frozen=True)
class Layout:
    """How the blocks of one type are written: a table or list under `key`, one block when `single`, or tables of their
    own when `headed`. `brief` is the field that may stand for the whole block; `feedback`: in a table beside it.
    """

    key: str
    brief: str = ""
    single: bool = False
    headed: bool = False
    feedback: bool = False


LAYOUTS = {
    "option": Layout("options", brief="text", feedback=True),
    "pair": Layout("pairs"),
    "distractor": Layout("distractors", brief="match"),
    "step": Layout("steps", brief="text"),
    "passage": Layout("passage", brief="text", single=True),
    "gap": Layout("gaps", brief="accepted"),
    "number": Layout("numbers"),
    "unit": Layout("units"),
    "accepted": Layout("accepted"),
    "picture": Layout("picture", single=True),
    "region": Layout("regions"),
    "criterion": Layout("criteria"),
    "model_answer": Layout("model_answer", brief="text", single=True),
    "scene": Layout("scene", headed=True),
    "ending": Layout("ending", headed=True),
}


@dataclass(frozen=True)
class Place:
    """Where a value stands; `path` names it for the author, as in `regions.a.coords`."""

    table: Table
    line: int
    path: str

    def say(self, message: str) -> None:
        self.table.problems.add(self.line, f"“{self.path}” {message}")

    def inside(self, key: str) -> "Place":
        return Place(self.table, self.table.line_after(self.line, key), f"{self.path}.{key}")

    def entry(self, key: str, number: int) -> "Place":
        return Place(self.table, self.table.line_of_entry(self.line, key, number), f"{self.path}.{number}")


def has_key(kind: Kind) -> bool:
    """Whether the right parts of an item of this kind are named in its `key`."""
    return any(RIGHT in getattr(block, "child_blocks", {}) for _type, block in kind.blocks)


def read_parts(table: Table, kind: Kind, folder: Path, key: Collection[str]) -> tuple[PartSource, ...]:
    """The parts of an item in the source language; `folder` is that of the course."""
    reader = Reader(folder, key)
    return tuple(
        PartSource(type_name, name, reader.struct(block, value, place, name))
        for type_name, block in kind.blocks
        for name, value, place in written(table, layout_of(type_name))
    )


def layout_of(type_name: str) -> Layout:
    return LAYOUTS.get(type_name) or Layout(type_name)


def written(table: Table, layout: Layout) -> list[tuple[str, Any, Place]]:
    """(name, value, place) of each block of a type, as it is written; what is written in brief is opened."""
    if layout.headed:
        return [_headed(entry, layout) for entry in table.tables(layout.key, f"item.{layout.key}")]
    table.asked.add(layout.key)
    if layout.key not in table.data:
        return []
    value, place = table.data[layout.key], Place(table, table.line(layout.key), layout.key)
    found = [("", value, place)] if layout.single else list(entries(value, place))
    if layout.brief:
        found = [(name, each if isinstance(each, dict) else {layout.brief: each}, at) for name, each, at in found]
    return _with_feedback(found, table) if layout.feedback else found


def _headed(entry: Table, layout: Layout) -> tuple[str, Any, Place]:
    name = str(entry.data.get("name", ""))
    return name, entry.data, Place(entry, entry.first, f"{layout.key} {name}".strip())


def _with_feedback(found: list[tuple[str, Any, Place]], table: Table) -> list[tuple[str, Any, Place]]:
    """The entries with what the table `feedback` beside them says."""
    feedback = table.get(FEEDBACK, dict, {}, required=False)
    names = [name for name, _value, _place in found]
    for name in feedback:
        if name not in names:
            table.complain(FEEDBACK, f"feedback for “{name}”, which is not among the options")
    return [
        (name, {**value, FEEDBACK: feedback[name]} if name in feedback else value, place)
        for name, value, place in found
    ]


def entries(value: Any, place: Place) -> Iterator[tuple[str, Any, Place]]:
    """(name, value, place) of the entries of a table, or of a list, whose entries are named by their number."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield name, each, place.inside(name)
    elif isinstance(value, list):
        key = place.path.rpartition(".")[2]
        for number, each in enumerate(value, start=1):
            yield str(number), each, place.entry(key, number)
    else:
        place.say("must be a table or a list")


@dataclass(frozen=True)
class Reader:
    """Reads values as blocks say they are. `key` names the parts that are right."""

    folder: Path
    key: Collection[str] = ()

    def struct(self, block: Any, value: Any, place: Place, name: str = "") -> dict[str, Any]:
        if not isinstance(value, dict):
            place.say(f"must be a table with {_names(block)}")
            return {}
        for key in value:
            if key not in block.child_blocks or key == RIGHT:
                place.inside(key).say(f"is not known here; there are {_names(block)}")
        return {
            key: name in self.key if key == RIGHT else self.field(child, key, value, place)
            for key, child in block.child_blocks.items()
        }

    def field(self, block: Any, key: str, values: Mapping[str, Any], place: Place) -> Any:
        if key in values:
            return self.value(block, values[key], place.inside(key))
        if isinstance(block, blocks.ListBlock):
            return ()
        default = block.get_default()
        if block.required and default in (None, ""):
            Place(place.table, place.line, f"{place.path}.{key}").say("is missing")
        if default is None and isinstance(block, blocks.CharBlock | blocks.TextBlock):
            return ""
        return bool(default) if isinstance(block, blocks.BooleanBlock) else default

    def value(self, block: Any, value: Any, place: Place) -> Any:
        if isinstance(block, blocks.ListBlock):
            return tuple(
                EntrySource(name, self.value(block.child_block, each, at)) for name, each, at in entries(value, place)
            )
        if isinstance(block, blocks.StructBlock):
            return self.struct(block, value, place)
        if isinstance(block, ImageChooserBlock):
            return self.image(value, place)
        return simple(block, value, place)

    def image(self, value: Any, place: Place) -> Path | None:
        if not isinstance(value, str) or not value:
            place.say("must be the path of a picture below the folder of the course, in quotes")
            return None
        return read_image(value, self.folder, place.line, place.table.problems)


def _names(block: Any) -> str:
    return ", ".join(key for key in block.child_blocks if key != RIGHT)


def simple(block: Any, value: Any, place: Place) -> Any:
    """A text, number or truth value that the block takes."""
    for wanted, (types, words) in _TYPES.items():
        if isinstance(block, wanted):
            if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
                place.say(f"must be {words}")
                return block.get_default()
            break
    if isinstance(block, blocks.DecimalBlock):
        value = Decimal(str(value))
    elif isinstance(value, str):
        value = text(block, value, place)
    try:
        return block.clean(value)
    except ValidationError as error:
        place.say(" ".join(error.messages))
        return value


_TYPES: dict[Any, tuple[tuple[type, ...], str]] = {
    blocks.BooleanBlock: ((bool,), "true or false"),
    blocks.IntegerBlock: ((int,), "a whole number"),
    blocks.DecimalBlock: ((int, float), "a number"),
    blocks.FieldBlock: ((str,), "a text in quotes"),
}


def text(block: Any, value: str, place: Place) -> str:
    """One line, or in a block for long texts the lines as they are written; markup in words is an error."""
    lines = value.strip().splitlines() if isinstance(block, blocks.TextBlock) else [value]
    if is_shared(block):
        return "\n".join(" ".join(line.split()) for line in lines)
    return "\n".join(plain(line, place.line, place.table.problems) for line in lines)


def is_shared(block: Any) -> bool:
    """Whether a simple block is the same in every language: it says so to wagtail-localize, or holds no words."""
    return hasattr(block, "get_translatable_segments") or not isinstance(block, blocks.CharBlock | blocks.TextBlock)
