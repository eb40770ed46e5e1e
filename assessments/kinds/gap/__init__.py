import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from assessments.kinds.base import Answer, Blocks, Draft, Fields, Key, Kind, Question, Structure, share
from assessments.kinds.registry import register
from assessments.kinds.texts import SharedCharBlock, matches_any, says_something, typed

GAP = re.compile(r"\[(\d+)\]")


class PassageBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=gettext_lazy("text with gaps"),
        help_text=gettext_lazy("Write [1], [2], … where the officer fills something in."),
        max_length=2000,
    )

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Text with gaps")
        group = gettext_lazy("Gap text")


class GapBlock(blocks.StructBlock):
    """What fills one gap; gaps count from the top. The words of all languages stand here together."""

    accepted = blocks.ListBlock(
        SharedCharBlock(label=gettext_lazy("accepted"), max_length=100),
        label=gettext_lazy("accepted answers"),
        help_text=gettext_lazy(
            "In every language of the question. Capital letters and accents do not matter; * stands for any text."
        ),
        min_num=1,
    )

    class Meta:
        icon = "edit"
        label = gettext_lazy("Gap")
        group = gettext_lazy("Gap text")


@register
class Gap(Kind):
    """A text with gaps to type into.

    Structure `{"points", "gaps": [id]}`; key `{"right": {id: [pattern]}, "scheme"}`; words `{"passage": text}`
    with `[1]` for the first gap; answer `{"gaps": {id: text}}`. Fields `gap-1`, `gap-2`, …
    """

    name = "gap"
    label = gettext_lazy("gap text")
    hint = gettext_lazy("Fill in the gaps.")
    uses = ("points", "scheme")
    blocks: ClassVar[Blocks] = (("passage", PassageBlock()), ("gap", GapBlock()))

    def problem(self, draft: Draft) -> str | None:
        passages, gaps = draft.of("passage"), draft.of("gap")
        if len(passages) != 1 or not gaps:
            return _("A gap text needs one text with gaps and, for each gap, what is accepted.")
        written = [int(number) for number in GAP.findall(passages[0].value["text"])]
        if sorted(written) != list(range(1, len(gaps) + 1)):
            return _("The text must hold each of [1] to [%(n)s] once, one for each gap below it.") % {"n": len(gaps)}
        if not all(_accepted(part.value) for part in gaps):
            return _("Every gap needs at least one accepted answer.")
        return None

    def structure(self, draft: Draft) -> Structure:
        return {"points": draft.points, "gaps": [part.id for part in draft.of("gap")]}

    def key(self, draft: Draft) -> Key:
        return {"right": {part.id: _accepted(part.value) for part in draft.of("gap")}, "scheme": draft.scheme}

    def words(self, draft: Draft) -> dict[str, str]:
        passages = draft.of("passage")
        return {"passage": passages[0].value["text"]} if passages else {}

    def read(self, question: Question, order: Sequence[str], fields: Fields, before: Answer) -> Answer:
        texts = {
            gap: typed(fields, f"gap-{place}", longest=100)
            for place, gap in enumerate(question.structure["gaps"], start=1)
        }
        filled = {gap: text for gap, text in texts.items() if text}
        return {"gaps": filled} if filled else {}

    def mark(self, question: Question, answer: Answer) -> Decimal | None:
        right, given = question.key["right"], answer["gaps"]
        hits = sum(matches_any(given[gap], patterns) for gap, patterns in right.items() if gap in given)
        return share(question, right=hits, wrong=len(given) - hits, total=len(right))

    def fits(self, question: Question, answer: Answer) -> bool:
        return set(answer["gaps"]) <= set(question.structure["gaps"])

    def solution(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        right = question.key["right"]
        return {
            f"gap-{place}": [right[gap][0].replace("*", "")]
            for place, gap in enumerate(question.structure["gaps"], start=1)
        }

    def mistake(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        return {**self.solution(question, order), "gap-1": ["?"]}

    def ask(
        self, structure: Structure, order: Sequence[str], words: Mapping[str, str], answer: Answer
    ) -> dict[str, Any]:
        given = answer.get("gaps", {})
        return {"pieces": _pieces(structure, words, lambda gap: {"text": given.get(gap, "")})}

    def review(
        self,
        question: Question,
        order: Sequence[str],
        words: Mapping[str, str],
        feedback: Mapping[str, str],
        answer: Answer,
    ) -> dict[str, Any]:
        given, right = answer.get("gaps", {}), question.key["right"]

        def shown(gap: str) -> dict[str, Any]:
            text = given.get(gap, "")
            hit = bool(text) and matches_any(text, right[gap])
            return {"text": text, "percent": 100 if hit else 0, "right": right[gap][0].replace("*", "…")}

        return {"pieces": _pieces(question.structure, words, shown)}


def _accepted(value: Mapping[str, Any]) -> list[str]:
    return [item["value"] for item in value["accepted"] if says_something(item["value"])]


def _pieces(structure: Structure, words: Mapping[str, str], gap: Any) -> list[dict[str, Any]]:
    """The passage cut at its gaps: `{"words"}` and `{"place", …}` in turn."""
    pieces: list[dict[str, Any]] = []
    for index, piece in enumerate(GAP.split(words.get("passage", ""))):
        if index % 2 == 0:
            pieces.append({"words": piece})
        elif 1 <= int(piece) <= len(structure["gaps"]):
            pieces.append({"place": int(piece), **gap(structure["gaps"][int(piece) - 1])})
    return pieces
