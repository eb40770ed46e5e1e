from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from assessments.kinds.base import Answer, Blocks, Draft, Fields, Key, Kind, Question, Structure, numbers, one, share
from assessments.kinds.registry import register
from common.text import fold

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FITS_A_LIST = 32  # letters of a text that a drop-down list shows whole on a phone


class PairBlock(blocks.StructBlock):
    """A prompt and what belongs to it. Several prompts may share the same match: write it alike."""

    prompt = blocks.CharBlock(label=gettext_lazy("prompt"), max_length=300)
    match = blocks.CharBlock(label=gettext_lazy("what belongs to it"), max_length=200)

    class Meta:
        icon = "link"
        label = gettext_lazy("Pair")
        group = gettext_lazy("Matching")


class DistractorBlock(blocks.StructBlock):
    match = blocks.CharBlock(label=gettext_lazy("belongs to no prompt"), max_length=200)

    class Meta:
        icon = "cross"
        label = gettext_lazy("Distractor")
        group = gettext_lazy("Matching")


@register
class Matching(Kind):
    """Prompts, each with a choice among the same matches.

    Structure `{"points", "prompts": [id], "matches": [id]}`: a match that several prompts share is there once, under
    the id of the first. Key `{"right": {prompt: match}, "scheme"}`. Answer `{"pairs": {prompt: match}}`. Fields
    `match-1`, `match-2`, … (by prompt) hold the place of a match.
    """

    name = "matching"
    label = gettext_lazy("matching")
    hint = gettext_lazy("Choose for each line what belongs to it.")
    uses = ("points", "scheme")
    blocks: ClassVar[Blocks] = (("pair", PairBlock()), ("distractor", DistractorBlock()))

    def problem(self, draft: Draft) -> str | None:
        if len(draft.of("pair")) < 2 or len(_merged(draft)) < 2:
            return _("A matching question needs at least two pairs and two different things to match.")
        return None

    def structure(self, draft: Draft) -> Structure:
        matches = list(dict.fromkeys(_merged(draft).values()))
        return {"points": draft.points, "prompts": [part.id for part in draft.of("pair")], "matches": matches}

    def key(self, draft: Draft) -> Key:
        merged = _merged(draft)
        right = {part.id: merged[_match(part.value)] for part in draft.of("pair")}
        return {"right": right, "scheme": draft.scheme}

    def words(self, draft: Draft) -> dict[str, str]:
        merged = _merged(draft)
        prompts = {f"prompt:{part.id}": part.value["prompt"] for part in draft.of("pair")}
        matches = {
            merged[_match(part.value)]: part.value["match"]
            for part in draft.parts
            if part.type in ("distractor", "pair")
        }
        return prompts | matches

    def order(self, structure: Structure, random: Random | None) -> list[str]:
        order: list[str] = sorted(structure["matches"])  # the authored order would pair them up
        if random:
            random.shuffle(order)
        return order

    def read(self, question: Question, order: Sequence[str], fields: Fields, before: Answer) -> Answer:
        pairs = {}
        for place, prompt in enumerate(question.structure["prompts"], start=1):
            sent = one(fields, f"match-{place}")
            if sent:
                pairs[prompt] = order[numbers([sent], len(order))[0] - 1]
        return {"pairs": pairs} if pairs else {}

    def mark(self, question: Question, answer: Answer) -> Decimal | None:
        right = question.key["right"]
        hits = sum(right.get(prompt) == match for prompt, match in answer["pairs"].items())
        return share(question, right=hits, wrong=len(answer["pairs"]) - hits, total=len(right))

    def fits(self, question: Question, answer: Answer) -> bool:
        structure = question.structure
        known = set(answer["pairs"]) <= set(structure["prompts"])
        return known and set(answer["pairs"].values()) <= set(structure["matches"])

    def solution(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        right = question.key["right"]
        return {
            f"match-{place}": [str(order.index(right[prompt]) + 1)]
            for place, prompt in enumerate(question.structure["prompts"], start=1)
        }

    def mistake(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        """Every prompt but the first gets the match after the right one."""
        fields = self.solution(question, order)
        return {
            name: [value if name == "match-1" else str(int(value) % len(order) + 1)]
            for name, (value,) in fields.items()
        }

    def ask(
        self, structure: Structure, order: Sequence[str], words: Mapping[str, str], answer: Answer
    ) -> dict[str, Any]:
        given = answer.get("pairs", {})
        matches: list[dict[str, Any]] = [
            {"place": place, "text": words.get(match, "")} for place, match in enumerate(order, start=1)
        ]
        rows = [
            {
                "place": place,
                "text": words.get(f"prompt:{prompt}", ""),
                "chosen": order.index(given[prompt]) + 1 if given.get(prompt) in order else 0,
            }
            for place, prompt in enumerate(structure["prompts"], start=1)
        ]
        lettered = any(len(match["text"]) > FITS_A_LIST for match in matches) and len(matches) <= len(LETTERS)
        for match, letter in zip(matches, LETTERS, strict=False):
            match["letter"] = letter if lettered else ""
        return {"rows": rows, "matches": matches, "lettered": lettered}

    def review(
        self,
        question: Question,
        order: Sequence[str],
        words: Mapping[str, str],
        feedback: Mapping[str, str],
        answer: Answer,
    ) -> dict[str, Any]:
        given, right = answer.get("pairs", {}), question.key["right"]
        rows = [
            {
                "text": words.get(f"prompt:{prompt}", ""),
                "given": words.get(given.get(prompt, ""), ""),
                "right": words.get(right[prompt], ""),
                "is_right": given.get(prompt) == right[prompt],
            }
            for prompt in question.structure["prompts"]
        ]
        return {"rows": rows}


def _match(value: Mapping[str, str]) -> str:
    return fold(" ".join(value["match"].split()))


def _merged(draft: Draft) -> dict[str, str]:
    """Folded text of each match → the id it goes by: that of the first part with this text."""
    merged: dict[str, str] = {}
    for part in draft.parts:
        if part.type in ("distractor", "pair"):
            merged.setdefault(_match(part.value), part.id)
    return merged
