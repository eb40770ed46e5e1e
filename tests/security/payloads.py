"""Texts that want to run, to be computed, to be a header or to turn the page round; all made here, in families.

They lie in texts/, one JSON string a line. Each that could run tells so in one way: it calls `__ran(NUMBER)`, or it
asks the server for /canary/NUMBER; in the files the number is written @. So a run shows which one it was.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"
COMPUTED = str(7331 * 7919)  # what a template or a spreadsheet would make of the 7331*7919 that many of them hold
LONG = (
    "A" * 10_000,
    "ı" * 5_000,
    "<b>" * 3_000,
    "&" * 5_000,
    f"<img {'x ' * 3000}src=x onerror=__ran(@)>",
    "\n" * 3_000 + "x",
    "(" * 5_000,
    "[[" * 2_000,
)


@dataclass(frozen=True)
class Payload:
    number: int
    family: str
    text: str


@cache
def payloads() -> tuple[Payload, ...]:
    """Every one once, numbered from 1."""
    found = [(path.stem, json.loads(line)) for path in sorted(FOLDER.glob("*.jsonl")) for line in _lines(path)]
    found += [("long", text) for text in LONG]
    return tuple(Payload(place, family, _numbered(text, place)) for place, (family, text) in enumerate(found, start=1))


def _lines(path: Path) -> list[str]:
    return path.read_text().split("\n")[:-1]


def _numbered(text: str, number: int) -> str:
    for sign in ("__ran(@", "/canary/@", ":9/@"):
        text = text.replace(sign, sign.replace("@", str(number)))
    return text


@cache
def some(each: int = 4) -> tuple[Payload, ...]:
    """So many of each family, spread over it: for the tests of every day."""
    families: dict[str, list[Payload]] = {}
    for payload in payloads():
        families.setdefault(payload.family, []).append(payload)
    return tuple(payload for own in families.values() for payload in own[:: max(1, len(own) // each)][:each])
