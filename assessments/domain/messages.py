"""What a device sends, read with suspicion. docs/reference/autosave.md is the contract."""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.domain.saving import HIGHEST_CLOCK, Change

MOST_BYTES = 256 * 1024
MOST_CHANGES = 100
MOST_FIELDS = 500
HIGHEST_POSITION = 9999
KEY = re.compile(r"[0-9a-z]{8,64}")
DEVICE = re.compile(r"[0-9a-z]{8,32}")


class BadMessage(ValueError):
    """Nothing of the message can be used. `str(error)` says why, in the active language."""

    def __init__(self, words: str | Promise) -> None:
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        return str(self.words)


@dataclass(frozen=True)
class Unreadable:
    """A change that cannot be read; `key` as far as it is one, so that the sender finds it again."""

    key: str
    error: str


@dataclass(frozen=True)
class Message:
    device: str
    changes: tuple[Change | Unreadable, ...]


def read_message(body: bytes) -> Message:
    """A synchronisation as sent. Raises BadMessage; a single change that is wrong is Unreadable beside the others."""
    return message_of(read_object(body))


def read_object(body: bytes) -> dict[str, Any]:
    if len(body) > MOST_BYTES:
        raise BadMessage(_("The message is larger than 256 KB. Send fewer changes at a time."))
    try:
        data = json.loads(body.decode())  # strictly: of bytes, json takes half a surrogate pair and other encodings
    except (ValueError, RecursionError) as error:
        raise BadMessage(_("The message is not JSON.")) from error
    if not isinstance(data, dict):
        raise BadMessage(_("The message is not an object with “device” and “changes”."))
    return data


def message_of(data: dict[str, Any]) -> Message:
    device, changes = data.get("device"), data.get("changes")
    if not isinstance(device, str) or not DEVICE.fullmatch(device):
        raise BadMessage(_("“device” must be 8 to 32 lower-case letters and digits."))
    if not isinstance(changes, list):
        raise BadMessage(_("“changes” must be a list."))
    if len(changes) > MOST_CHANGES:
        raise BadMessage(_("More than 100 changes in one message. Send fewer at a time."))
    return Message(device, tuple(_change(each, device) for each in changes))


def _change(data: Any, device: str) -> Change | Unreadable:
    if not isinstance(data, dict):
        return Unreadable("", str(_("A change must be an object.")))
    key = data.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        return Unreadable("", str(_("“key” must be 8 to 64 lower-case letters and digits.")))
    problem = _problem(data)
    if problem is not None:
        return Unreadable(key, str(problem))
    return Change(
        position=data["position"],
        fields=data["fields"],
        client_key=key,
        clock=data["clock"],
        device=device,
        given_in_time=data.get("given_in_time") is True,
    )


def _problem(data: dict[str, Any]) -> Any:
    if not _whole(data.get("position"), HIGHEST_POSITION):
        return _("“position” must be the number of a question.")
    if not _whole(data.get("clock"), HIGHEST_CLOCK):
        return _("“clock” must be a whole number from 1 to 1,000,000.")
    fields = data.get("fields")
    if not isinstance(fields, dict) or len(fields) > MOST_FIELDS or not all(map(_is_text_list, fields.values())):
        return _("“fields” must map names to lists of text.")
    return None if all(map(is_storable, fields)) else _("“fields” must map names to lists of text.")


def _whole(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _is_text_list(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) and is_storable(value) for value in values)


def is_storable(text: str) -> bool:
    """Neither a NUL nor half a surrogate pair: no database keeps them, and no keyboard types them."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
