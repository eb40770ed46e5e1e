"""What a kind of question is: pure functions over plain dictionaries, so that marking gives the same anywhere.

Four things are kept apart, because different people may see them: the `Structure` (ids and shapes, no words; the server
builds the form of it), the `Key` (what is right and what it wins; never near a learner before marking), the words
(id → text, one set a language) and the feedback (id → text, after marking).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, ClassVar

from wagtail.blocks import Block

ZERO = Decimal(0)

Structure = dict[str, Any]
"""Language-neutral and without a key. Every kind has `{"points": n}`; the rest is its own, for example option ids."""

Key = dict[str, Any]
"""Language-neutral: what is right. Its own for each kind."""

Answer = dict[str, Any]
"""What an officer answered, in ids and never in places or words that a language changes. `{}`: none, or taken back."""

Fields = Mapping[str, Sequence[str]]
"""What a form sends: name → values. Options are named by their 1-based place in the order shown, never by id."""


Blocks = tuple[tuple[str, Block], ...]
"""`(type, block)`: what an author fills in."""


class InvalidAnswer(ValueError):
    """The answer cannot have come from the form of this question."""


class StepIncomplete(InvalidAnswer):
    """A step of a stepwise question lacks a part: the officer has to be told which, and nothing was decided."""


class StepTaken(InvalidAnswer):
    """A past step of a stepwise question was decided otherwise, here or on another device. It stands."""


@dataclass(frozen=True)
class Part:
    """One block of a question as its author has it, in plain Python values. `id` is equal in every language."""

    id: str
    type: str
    value: Any


@dataclass(frozen=True)
class Draft:
    """A question as its author has it, stripped to what decides marks and what is shown beside the stem.

    `scheme`: how parts add up, one of `SCHEMES`; `points`: to win.
    """

    parts: tuple[Part, ...] = ()
    points: int = 1
    scheme: str = "all"
    is_true: bool = False

    def of(self, type_name: str) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.type == type_name)


@dataclass(frozen=True)
class Question:
    """The frozen halves of a question version. Holds the key: for reading answers and marking only."""

    structure: Structure
    key: Key = field(default_factory=dict)

    @property
    def points(self) -> int:
        return int(self.structure["points"])


ALL, PARTIAL, PENALTY = SCHEMES = ("all", "partial", "penalty")


def share(question: Question, *, right: int, wrong: int, total: int) -> Decimal:
    """Points for `right` of `total` parts under the scheme in the key, to two decimals.

    `all`: every part right and none wrong, else nothing. `partial`: each right part wins its share; what is wrong wins
    nothing, and each part given beyond `total` takes one share away, so that ticking everything is no way to win (the
    rule of the Open University's multiple response question). `penalty`: each wrong part takes one share away again.
    Never below nothing.
    """
    scheme = question.key.get("scheme", ALL)
    if scheme == ALL:
        return Decimal(question.points) if right == total and not wrong else ZERO
    lost = wrong if scheme == PENALTY else max(0, right + wrong - total)
    return rounded(Decimal(question.points) * max(0, right - lost) / total)


def rounded(points: Decimal) -> Decimal:
    """Points to two decimals, half a hundredth up: the same in every kind."""
    return points.quantize(Decimal("0.01"), ROUND_HALF_UP)


class Kind:
    """What every kind answers for. A kind is a folder `assessments/kinds/NAME/`: this class, `ask.html`, `review.html`.

    `name` is stored; `label` is for authors; `blocks` are what an author fills in, `(type, block)`; `uses`: which of
    the fields points, scheme and answer_is_true of Question mean something here; `by_person`: a trainer marks it;
    `stepwise`: answered in steps that are judged on the server one by one and cannot be taken back.
    """

    name: ClassVar[str]
    label: ClassVar[Any]  # str, or lazy str
    hint: ClassVar[Any] = ""  # what the officer is to do, in one sentence
    lesson_hint: ClassVar[Any] = ""  # the same inside a lesson, where nobody but the officer judges; "": as `hint`
    blocks: ClassVar[Blocks] = ()
    uses: ClassVar[tuple[str, ...]] = ("points",)
    by_person: ClassVar[bool] = False
    stepwise: ClassVar[bool] = False

    # --- what an author wrote --------------------------------------------------------------------------------------

    def problem(self, draft: Draft) -> str | None:
        """Why this draft cannot be asked, in the author's language; None when it can."""
        raise NotImplementedError

    def structure(self, draft: Draft) -> Structure:
        """What publishing freezes and a form is built of."""
        raise NotImplementedError

    def key(self, draft: Draft) -> Key:
        """What publishing freezes and marking needs."""
        raise NotImplementedError

    def words(self, draft: Draft) -> dict[str, str]:
        """Id → text that may be shown before marking, in the language of the draft."""
        return {}

    def feedback(self, draft: Draft) -> dict[str, str]:
        """Id → text shown after marking, in the language of the draft."""
        return {}

    def keep(self, structure: Structure, draft: Draft) -> Structure:
        """Called when publishing: put the files a form needs where they stay, and name them in the structure."""
        return structure

    # --- one attempt -----------------------------------------------------------------------------------------------

    def order(self, structure: Structure, random: Random | None) -> list[str]:
        """Ids in the order this attempt shows them; as authored when `random` is None."""
        return []

    def read(self, question: Question, order: Sequence[str], fields: Fields, before: Answer) -> Answer:
        """The answer a form sent, `before` being the one that counts now; `{}` when it is blank.

        Raises InvalidAnswer for what the form of this question cannot send.
        """
        raise NotImplementedError

    def mark(self, question: Question, answer: Answer) -> Decimal | None:
        """Points won, from 0 to `question.points`; None when a person has to judge. Never asked for a blank answer."""
        raise NotImplementedError

    def fits(self, question: Question, answer: Answer) -> bool:
        """Whether an answer given to an earlier version of the question can be shown with this one."""
        return True

    def finished(self, question: Question, answer: Answer) -> bool:
        """Whether nothing is left to do; a stepwise kind says no before its last step. Does without the key."""
        return bool(answer)

    def solution(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        """Form fields of an answer that wins all points (a kind marked by a person: of one to be judged)."""
        raise NotImplementedError

    def mistake(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        """Form fields of a wrong answer, for the preview of authors; none: the blank answer."""
        return {}

    def steps(self, question: Question, order: Sequence[str]) -> list[dict[str, list[str]]]:
        """The forms that make the solution, one after the other; a stepwise kind has more than one."""
        return [self.solution(question, order)]

    # --- what the templates get ------------------------------------------------------------------------------------

    def ask(
        self, structure: Structure, order: Sequence[str], words: Mapping[str, str], answer: Answer
    ) -> dict[str, Any]:
        """Context of `ask.html`. Has no access to the key, so it cannot tell it."""
        raise NotImplementedError

    def review(
        self,
        question: Question,
        order: Sequence[str],
        words: Mapping[str, str],
        feedback: Mapping[str, str],
        answer: Answer,
    ) -> dict[str, Any]:
        """Context of `review.html`, after marking."""
        raise NotImplementedError

    def judged(self, review: dict[str, Any], details: Mapping[str, Any]) -> dict[str, Any]:
        """The same context with what the mark of a person says in detail (`Mark.details`)."""
        return review


def walk(kind: Kind, question: Question, order: Sequence[str]) -> Answer:
    """The answer of somebody who solves the question, step by step to its end."""
    answer: Answer = {}
    for fields in kind.steps(question, order):
        answer = kind.read(question, order, fields, answer)
    return answer


def numbers(values: Sequence[str], most: int) -> list[int]:
    """1-based places as sent; what was never offered raises InvalidAnswer."""
    places = []
    for value in values:
        if not value.isascii() or not value.isdecimal() or len(value) > 4 or not 1 <= int(value) <= most:
            raise InvalidAnswer("a place that was not offered")
        places.append(int(value))
    return places


def one(fields: Fields, name: str) -> str:
    """The only value of a field, stripped; "" when it was not sent."""
    values = fields.get(name, [])
    if len(values) > 1:
        raise InvalidAnswer(f"{name} sent more than once")
    return values[0].strip() if values else ""
