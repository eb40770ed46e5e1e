from typing import Any

from wagtail.fields import StreamField

LABEL = 40  # characters of what a section of a quiz tests


class OpenStreamField(StreamField):
    """A stream whose blocks come from a registry: migrations do not list them, so that a new kind needs none."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _blocks, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
