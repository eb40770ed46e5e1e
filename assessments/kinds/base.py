"""What a kind of question is: pure functions over plain dictionaries, so that marking gives the same anywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Protocol, TypedDict

ZERO = Decimal(0)


class Structure(TypedDict):
    """The frozen, language-neutral half of a question: option ids in authored order, the right ones, points to win."""

    options: list[str]
    key: list[str]
    points: int


class Answer(TypedDict):
    """What an officer chose; an empty list is an answer taken back."""

    chosen: list[str]


@dataclass(frozen=True)
class Draft:
    """A question as its author has it, stripped to what decides marks."""

    options: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    is_true: bool = False


class InvalidAnswer(ValueError):
    """The answer cannot have come from the form of this question."""


class Kind(Protocol):
    """What every kind answers for.

    `name` is stored; `label` is for authors; `input_type` is `radio` or `checkbox`; `shuffles`: options may be shown in
    any order.
    """

    name: ClassVar[str]
    label: ClassVar[Any]  # str, or lazy str
    input_type: ClassVar[str]
    shuffles: ClassVar[bool]

    def problem(self, draft: Draft) -> str | None:
        """Why this draft cannot be asked, in the author's language; None when it can."""

    def structure(self, draft: Draft) -> Structure:
        """What publishing freezes."""

    def texts(self, options: Sequence[str], words: Mapping[str, str]) -> dict[str, str]:
        """Option id → text in the active language, in the order of `options`."""

    def validate(self, structure: Structure, answer: Answer) -> None:
        """Raise InvalidAnswer for what this question's form cannot send."""

    def mark(self, structure: Structure, answer: Answer) -> Decimal:
        """Points won, from 0 to `structure["points"]`. An empty answer wins nothing."""


class ChoiceKind:
    """Common half of the kinds whose answer is a set of options: all points for exactly the key, else none."""

    name: ClassVar[str]
    label: ClassVar[Any]  # str, or lazy str
    input_type: ClassVar[str]
    shuffles: ClassVar[bool] = True
    most: ClassVar[int | None] = None  # how many options an answer may hold

    def structure(self, draft: Draft) -> Structure:
        return {"options": list(draft.options), "key": list(draft.right), "points": 1}

    def texts(self, options: Sequence[str], words: Mapping[str, str]) -> dict[str, str]:
        return {option: words.get(option, "") for option in options}

    def validate(self, structure: Structure, answer: Answer) -> None:
        chosen = answer["chosen"]
        if len(set(chosen)) != len(chosen) or not set(chosen) <= set(structure["options"]):
            raise InvalidAnswer("an option that was not offered, or one twice")
        if self.most is not None and len(chosen) > self.most:
            raise InvalidAnswer("more options than may be chosen")

    def mark(self, structure: Structure, answer: Answer) -> Decimal:
        chosen = answer["chosen"]
        right = bool(chosen) and set(chosen) == set(structure["key"])
        return Decimal(structure["points"]) if right else ZERO
