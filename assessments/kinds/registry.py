"""The kinds the product knows, by name."""

from typing import Any, TypeVar

from wagtail.blocks import Block

from assessments.kinds.base import Kind

K = TypeVar("K", bound=Kind)
_kinds: dict[str, Kind] = {}


def register(kind: type[K]) -> type[K]:
    """Class decorator: make a kind known under its `name`."""
    _kinds[kind.name] = kind()
    return kind


def get(name: str) -> Kind:
    """The kind of that name; KeyError when no folder defines it."""
    return _kinds[name]


def names() -> list[str]:
    return sorted(_kinds)


def choices() -> list[tuple[str, Any]]:
    """(name, label) for model and form fields."""
    return [(name, _kinds[name].label) for name in names()]


def blocks() -> list[tuple[str, Block]]:
    """What authors fill in, of all kinds; a block that several kinds share is there once."""
    found: dict[str, Block] = {}
    for name in names():
        for type_name, block in _kinds[name].blocks:
            found.setdefault(type_name, block)
    return list(found.items())
