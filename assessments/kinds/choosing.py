"""The common half of the kinds whose answer is a set of options."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.kinds.base import (
    Answer,
    Blocks,
    Draft,
    Fields,
    InvalidAnswer,
    Key,
    Kind,
    Question,
    Structure,
    numbers,
    share,
)


class OptionBlock(blocks.StructBlock):
    """One answer option. The block id is the option id: equal in every language."""

    text = blocks.CharBlock(label=_("text"), max_length=400)
    correct = blocks.BooleanBlock(label=_("right answer"), required=False)
    feedback = blocks.CharBlock(label=_("feedback for those who choose it"), required=False, max_length=600)

    class Meta:
        icon = "list-ul"
        label = _("Option")
        group = _("Choice")


class ChoiceKind(Kind):
    """Structure `{"points", "options": [id]}`, key `{"right": [id], "scheme"}`, answer `{"chosen": [id]}` in authored
    order. `input_type` is `radio` or `checkbox`.
    """

    input_type: ClassVar[str]
    shuffles: ClassVar[bool] = True
    most: ClassVar[int | None] = None  # how many options an answer may hold
    blocks: ClassVar[Blocks] = (("option", OptionBlock()),)

    def structure(self, draft: Draft) -> Structure:
        return {"points": draft.points, "options": [part.id for part in draft.of("option")]}

    def key(self, draft: Draft) -> Key:
        right = [part.id for part in draft.of("option") if part.value.get("correct")]
        return {"right": right, "scheme": draft.scheme}

    def words(self, draft: Draft) -> dict[str, str]:
        return {part.id: part.value.get("text", "") for part in draft.of("option")}

    def feedback(self, draft: Draft) -> dict[str, str]:
        return {part.id: part.value["feedback"] for part in draft.of("option") if part.value.get("feedback")}

    def order(self, structure: Structure, random: Random | None) -> list[str]:
        order = list(structure["options"])
        if random and self.shuffles:
            random.shuffle(order)
        return order

    def read(self, question: Question, order: Sequence[str], fields: Fields, before: Answer) -> Answer:
        places = numbers(fields.get("choice", []), len(order))
        if len(set(places)) != len(places):
            raise InvalidAnswer("an option chosen twice")
        chosen = {order[place - 1] for place in places}
        answer = {"chosen": [option for option in question.structure["options"] if option in chosen]} if chosen else {}
        return self.at_most(question, answer)

    def at_most(self, question: Question, answer: Answer) -> Answer:
        most = question.structure.get("most", self.most)
        if most is not None and len(answer.get("chosen", [])) > most:
            raise InvalidAnswer("more options than may be chosen")
        return answer

    def mark(self, question: Question, answer: Answer) -> Decimal | None:
        chosen, right = set(answer["chosen"]), set(question.key["right"])
        return share(question, right=len(chosen & right), wrong=len(chosen - right), total=len(right))

    def fits(self, question: Question, answer: Answer) -> bool:
        return set(answer["chosen"]) <= set(question.structure["options"])

    def solution(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        right = question.key["right"]
        return {"choice": [str(place) for place, option in enumerate(order, start=1) if option in right]}

    def mistake(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        right = question.key["right"]
        wrong = [str(place) for place, option in enumerate(order, start=1) if option not in right]
        return {"choice": wrong[:1]} if wrong else {}

    def texts(self, order: Sequence[str], words: Mapping[str, str]) -> list[str]:
        """The text of each option, in the active language where the product words it itself."""
        return [words.get(option, "") for option in order]

    def ask(
        self, structure: Structure, order: Sequence[str], words: Mapping[str, str], answer: Answer
    ) -> dict[str, Any]:
        chosen = answer.get("chosen", [])
        options = [
            {"place": place, "text": text, "chosen": option in chosen}
            for place, (option, text) in enumerate(zip(order, self.texts(order, words), strict=True), start=1)
        ]
        return {"input_type": self.input_type, "options": options}

    def review(
        self,
        question: Question,
        order: Sequence[str],
        words: Mapping[str, str],
        feedback: Mapping[str, str],
        answer: Answer,
    ) -> dict[str, Any]:
        chosen, right = answer.get("chosen", []), question.key["right"]
        options = [
            {
                "text": text,
                "chosen": option in chosen,
                "right": option in right,
                "feedback": feedback.get(option, "") if option in chosen else "",
            }
            for option, text in zip(order, self.texts(order, words), strict=True)
        ]
        return {"input_type": self.input_type, "options": options}
