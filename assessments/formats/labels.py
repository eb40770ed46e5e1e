"""What a format has no place for travels as tags `tani:name=value`, which other programs keep and may filter by."""

from collections.abc import Iterable, Mapping
from typing import Any

from assessments.formats.neutral import DEFAULTS, Item, Unreadable
from assessments.formats.texts import one_line, unique, whole

PREFIX = "tani:"
WORDS = ("competency", "bloom", "difficulty", "agency", "lesson")
SCHEMES = ("all", "partial", "penalty")


def labels(item: Item, implied: Mapping[str, Any]) -> list[str]:
    """Tags of a question and one for each property that the format itself does not tell; `implied` is what it tells."""
    said: dict[str, str] = {}
    for name in ("points", "scheme"):
        if item.get(name) != implied.get(name, DEFAULTS[name]):
            said[name] = str(item.get(name))
    said |= {name: item.get(name) for name in WORDS if item.get(name) != DEFAULTS[name]}
    if not item.get("pool"):
        said["pool"] = "no"
    exact = [str(place) for place, each in enumerate(item.of("accepted"), start=1) if each.get("exact")]
    if exact:
        said["exact"] = " ".join(exact)
    return [*item.get("tags"), *(f"{PREFIX}{name}={value}" for name, value in sorted(said.items()))]


def read_labels(tags: Iterable[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Fields that tags tell, and the labels that are not fields (`exact`, `kind`). Raises Unreadable."""
    own: list[str] = []
    fields: dict[str, Any] = {}
    others: dict[str, str] = {}
    for tag in map(one_line, tags):
        name, sign, value = tag.removeprefix(PREFIX).partition("=")
        if not tag.startswith(PREFIX) or not sign:
            own.extend(one_line(each) for each in tag.split(","))
        elif name == "points":
            fields[name] = whole(value, least=1, most=20)
        elif name == "pool":
            fields[name] = value != "no"
        elif name == "scheme":
            fields[name] = _scheme(value)
        elif name in WORDS:
            fields[name] = value
        else:
            others[name] = value
    found = unique(own)
    return fields | ({"tags": found} if found else {}), others


def _scheme(value: str) -> str:
    if value not in SCHEMES:
        raise Unreadable(f"{PREFIX}scheme={value}")
    return value


def exact_places(others: Mapping[str, str]) -> set[int]:
    return {int(place) for place in others.get("exact", "").split() if place.isascii() and place.isdecimal()}
