from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from assessments.kinds.base import Answer, Blocks, Draft, Fields, Key, Kind, Question, Structure, numbers, one, share
from assessments.kinds.registry import register


class StepBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=gettext_lazy("step"), max_length=300)

    class Meta:
        icon = "order"
        label = gettext_lazy("Step, in the right order")
        group = gettext_lazy("Ordering")


@register
class Ordering(Kind):
    """Steps to put in order.

    Structure `{"points", "steps": [id]}` in an order that says nothing; key `{"right": [id], "scheme"}`; answer
    `{"ranks": {id: place}}`. Fields `rank-1`, `rank-2`, … (by place shown) hold the place the officer gives. Under the
    schemes that share points, a step is right at its very place.
    """

    name = "ordering"
    label = gettext_lazy("ordering")
    hint = gettext_lazy("Give each line its number: 1 comes first.")
    uses = ("points", "scheme")
    blocks: ClassVar[Blocks] = (("step", StepBlock()),)

    def problem(self, draft: Draft) -> str | None:
        if len(draft.of("step")) < 3:
            return _("An ordering question needs at least three steps, written in the right order.")
        return None

    def structure(self, draft: Draft) -> Structure:
        right = [part.id for part in draft.of("step")]
        steps = sorted(right)
        if steps == right:
            steps = [*steps[1:], steps[0]]
        return {"points": draft.points, "steps": steps}

    def key(self, draft: Draft) -> Key:
        return {"right": [part.id for part in draft.of("step")], "scheme": draft.scheme}

    def words(self, draft: Draft) -> dict[str, str]:
        return {part.id: part.value["text"] for part in draft.of("step")}

    def order(self, structure: Structure, random: Random | None) -> list[str]:
        order = list(structure["steps"])
        if random:
            random.shuffle(order)
        return order

    def read(self, question: Question, order: Sequence[str], fields: Fields, before: Answer) -> Answer:
        ranks = {}
        for place, step in enumerate(order, start=1):
            sent = one(fields, f"rank-{place}")
            if sent:
                ranks[step] = numbers([sent], len(order))[0]
        return {"ranks": {step: ranks[step] for step in question.structure["steps"] if step in ranks}} if ranks else {}

    def mark(self, question: Question, answer: Answer) -> Decimal | None:
        right, ranks = question.key["right"], answer["ranks"]
        hits = sum(ranks.get(step) == place for place, step in enumerate(right, start=1))
        return share(question, right=hits, wrong=len(ranks) - hits, total=len(right))

    def fits(self, question: Question, answer: Answer) -> bool:
        return set(answer["ranks"]) <= set(question.structure["steps"])

    def solution(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        right = question.key["right"]
        return {f"rank-{place}": [str(right.index(step) + 1)] for place, step in enumerate(order, start=1)}

    def mistake(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        """The first two steps changed about."""
        other = {"1": "2", "2": "1"}
        return {name: [other.get(value, value)] for name, (value,) in self.solution(question, order).items()}

    def ask(
        self, structure: Structure, order: Sequence[str], words: Mapping[str, str], answer: Answer
    ) -> dict[str, Any]:
        ranks = answer.get("ranks", {})
        rows = [
            {"place": place, "text": words.get(step, ""), "rank": ranks.get(step, 0)}
            for place, step in enumerate(order, start=1)
        ]
        given = list(ranks.values())
        return {
            "rows": rows,
            "places": range(1, len(order) + 1),
            "doubled": sorted({place for place in given if given.count(place) > 1}),
        }

    def review(
        self,
        question: Question,
        order: Sequence[str],
        words: Mapping[str, str],
        feedback: Mapping[str, str],
        answer: Answer,
    ) -> dict[str, Any]:
        ranks, right = answer.get("ranks", {}), question.key["right"]
        rows = [
            {
                "text": words.get(step, ""),
                "rank": ranks.get(step, 0),
                "right": place,
                "is_right": ranks.get(step) == place,
            }
            for place, step in enumerate(right, start=1)
        ]
        return {
            "in_order": rows,
            "is_right": all(row["is_right"] for row in rows),
            "as_given": sorted((row for row in rows if row["rank"]), key=lambda row: row["rank"]),
        }
