"""Where an attempt came from, told by the room that started it: this room never looks inside a context key."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class ContextInfo:
    """What a link back says and where it leads."""

    title: str
    url: str


class Resolver(Protocol):
    def __call__(self, identifier: str, *, language: str) -> ContextInfo | None:
        """`identifier` is what follows the prefix and its colon."""


_resolvers: dict[str, Resolver] = {}


def register(prefix: str, resolver: Resolver) -> None:
    """Let `resolver` explain context keys `prefix:…`; called once, when the app of that room is ready."""
    _resolvers[prefix] = resolver


def describe(context_key: str, *, language: str) -> ContextInfo | None:
    """The place a context key stands for; None when no room knows it."""
    prefix, _colon, identifier = context_key.partition(":")
    resolver = _resolvers.get(prefix)
    return resolver(identifier, language=language) if resolver else None
