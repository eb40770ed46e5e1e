"""Questions between formats: what every reader makes and every writer gets. Knows neither files nor the database."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

Piece = tuple[str, dict[str, Any]]
"""`(block type, value)`, keys as in the blocks of `assessments.kinds`; text, `Decimal`, `Picture`, lists of text."""

FIELDS = (
    "answer_is_true",
    "points",
    "scheme",
    "rationale",
    "category",
    "tags",
    "competency",
    "bloom",
    "difficulty",
    "agency",
    "lesson",
    "pool",
)
"""Names of `Item.fields`: `category` and `tags` are tuples of text, `points` a number, flags bool, the rest text."""


@dataclass(frozen=True)
class Picture:
    """A picture as it travels: PNG bytes that `pictures.clean` made, or only the name it has in the library."""

    name: str
    data: bytes = b""
    width: int = 0
    height: int = 0

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest() if self.data else f"name:{self.name}"


@dataclass(frozen=True)
class Item:
    """One question. `fields` holds only what the format carries: an update leaves the others as they are.

    `code` is "" when the format has no name for a question. `line` is 1-based in the file (a row in a sheet), `where`
    the file inside a package. `notes`: what reading changed or dropped, in the active language.
    """

    kind: str
    stem: str
    code: str = ""
    parts: tuple[Piece, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0
    where: str = ""
    notes: tuple[str, ...] = ()
    loose: bool = False  # the format keeps neither line ends nor feedback, so that their absence means nothing

    def of(self, type_name: str) -> list[dict[str, Any]]:
        return [value for name, value in self.parts if name == type_name]

    def get(self, name: str) -> Any:
        return self.fields.get(name, DEFAULTS[name])

    @property
    def content(self) -> str:
        """SHA-256 of what is asked and what is right; equal for equal questions, whatever their feedback."""
        parts = [[n, {key: plain(each) for key, each in v.items() if key != "feedback"}] for n, v in self.parts]
        shown = [self.kind, " ".join(self.stem.split()), bool(self.get("answer_is_true")), parts]
        return sha256(json.dumps(shown, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


DEFAULTS: dict[str, Any] = {
    "answer_is_true": False,
    "points": 1,
    "scheme": "all",
    "rationale": "",
    "category": (),
    "tags": (),
    "competency": "",
    "bloom": "",
    "difficulty": "medium",
    "agency": "",
    "lesson": "",
    "pool": True,
}


@dataclass(frozen=True)
class Problem:
    """Why something in a file could not be read, and what to do. `line` as in Item."""

    line: int
    message: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


@dataclass
class Reading:
    """What a reader found. `skipped` are pieces of the file that are not questions (a description, for example)."""

    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)

    def bad(self, line: int, message: str, where: str = "") -> None:
        self.problems.append(Problem(line, message, where))

    def skip(self, line: int, message: str, where: str = "") -> None:
        self.skipped.append(Problem(line, message, where))


@dataclass(frozen=True)
class Loss:
    """`code` of a question and what the format cannot say of it."""

    code: str
    reason: str


@dataclass
class Writing:
    """A file and what it does not hold: whole questions (`left_out`) and properties of questions (`reduced`)."""

    data: bytes = b""
    count: int = 0
    left_out: list[Loss] = field(default_factory=list)
    reduced: list[Loss] = field(default_factory=list)


class NotCarried(Exception):
    """A writer cannot put this question into its format; the argument says why."""


class Unreadable(ValueError):
    """A whole file or a single question cannot be read; the argument says why and what to do."""


def plain(value: Any) -> Any:
    """A value that JSON can hold, equal for equal meanings."""
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, Picture):
        return value.digest
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(each) for each in value]
    return value


def number(value: Decimal) -> str:
    """A number without exponent and without trailing zeros: `3.140` → `3.14`, `1E+2` → `100`."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def canonical(item: Item) -> Item:
    """The same question with its parts in the one order that every format keeps: distractors last and never what a pair
    has, the number that wins most first.
    """
    parts = item.parts
    if item.kind == "matching":
        pairs = [part for part in parts if part[0] == "pair"]
        seen = {value["match"] for _name, value in pairs}
        others = []
        for part in parts:
            if part[0] == "distractor" and part[1]["match"] not in seen:
                seen.add(part[1]["match"])
                others.append(part)
        parts = (*pairs, *others)
    if item.kind == "numeric":
        numbers = [part for part in parts if part[0] == "number"]
        ranked = sorted(numbers, key=lambda part: -int(part[1]["percent"] or 0))
        parts = (*ranked, *(part for part in parts if part[0] != "number"))
    return replace(item, parts=tuple(parts))
