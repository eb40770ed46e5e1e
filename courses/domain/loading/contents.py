"""What an object says, in a form that can be compared: the same words written by this loader or by Wagtail's editor
are equal. So are lists whose items Wagtail gave ids of its own: no answer is known by the id of such an item alone.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.fields import RichTextField, StreamField

from courses.models import SourceLoad

NAMELESS = ("item", "outcome")
BLOCK_KEY = re.compile(r'\s*data-block-key="[^"]*"')


def content_of(instance: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The fields with these names as plain JSON values, without what Wagtail's editor adds to rich text."""
    return {name: _field_value(instance, instance._meta.get_field(name)) for name in sorted(names)}


def digest_of(content: dict[str, Any]) -> str:
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder).encode()
    ).hexdigest()


def _field_value(instance: models.Model, field: Any) -> Any:
    value = field.value_from_object(instance)
    if isinstance(field, StreamField):
        return _plain(value.get_prep_value())
    if isinstance(field, RichTextField):
        return _without_keys(value)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _without_keys(value)
    if isinstance(value, dict):
        nameless = value.get("type") in NAMELESS
        return {key: _plain(each) for key, each in value.items() if not (nameless and key == "id")}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _without_keys(html: str) -> str:
    cleaned = BLOCK_KEY.sub("", html).replace("\r\n", "\n")
    return "" if cleaned == "<p></p>" else cleaned


class Memory:
    """What earlier loads wrote, read once; what this load writes, kept at once."""

    def __init__(self) -> None:
        self.rows = {(row.kind, row.key): (row.digest, row.names) for row in SourceLoad.objects.all()}

    def last(self, kind: str, key: str) -> str | None:
        return self.rows.get((kind, key), (None,))[0]

    def keep(self, kind: str, key: str, digest: str, names: dict[str, str] | None = None) -> None:
        """The digest of what was written, and the names of its blocks by their ids."""
        row = (digest, names or {})
        if self.rows.get((kind, key)) != row:
            SourceLoad.objects.update_or_create(kind=kind, key=key, defaults={"digest": digest, "names": row[1]})
            self.rows[kind, key] = row
