from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from assessments.kinds.base import Answer, Blocks, Draft, Fields, Key, Kind, Question, Structure
from assessments.kinds.registry import register
from assessments.kinds.texts import typed

LONGEST = 6000


class CriterionBlock(blocks.StructBlock):
    """One line of the rubric. The officer sees its text and points before answering; the guidance is for who marks."""

    text = blocks.CharBlock(label=gettext_lazy("criterion"), max_length=300)
    points = blocks.IntegerBlock(label=gettext_lazy("points"), default=1, min_value=1, max_value=20)
    guidance = blocks.TextBlock(
        label=gettext_lazy("guidance for the trainer who marks"), required=False, max_length=1000
    )

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Criterion")
        group = gettext_lazy("Written answer")


class ModelAnswerBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=gettext_lazy("model answer"), max_length=4000)

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Model answer")
        group = gettext_lazy("Written answer")


@register
class Written(Kind):
    """A text that a trainer marks by a rubric.

    Structure `{"points", "criteria": {id: points}}`, the points being those of the rubric; key `{}`; answer `{"text"}`.
    Field `text`. Feedback: `model` the model answer, `guidance:<id>` for who marks.
    """

    name = "written"
    label = gettext_lazy("written answer, marked by a trainer")
    hint = gettext_lazy("Answer in your own words. A trainer reads and marks it without seeing your name.")
    lesson_hint = gettext_lazy("Answer in your own words, then compare it with the model answer. Nobody marks it.")
    by_person = True
    uses = ()
    blocks: ClassVar[Blocks] = (("criterion", CriterionBlock()), ("model_answer", ModelAnswerBlock()))

    def problem(self, draft: Draft) -> str | None:
        if not draft.of("criterion"):
            return _("A written answer needs a rubric: at least one criterion with points.")
        if len(draft.of("model_answer")) > 1:
            return _("Write one model answer.")
        return None

    def structure(self, draft: Draft) -> Structure:
        criteria = {part.id: part.value["points"] for part in draft.of("criterion")}
        return {"points": sum(criteria.values()), "criteria": criteria}

    def key(self, draft: Draft) -> Key:
        return {}

    def words(self, draft: Draft) -> dict[str, str]:
        return {part.id: part.value["text"] for part in draft.of("criterion")}

    def feedback(self, draft: Draft) -> dict[str, str]:
        guidance = {
            f"guidance:{part.id}": part.value["guidance"]
            for part in draft.of("criterion")
            if part.value.get("guidance")
        }
        models = draft.of("model_answer")
        return {**guidance, "model": models[0].value["text"]} if models else guidance

    def read(self, question: Question, order: Sequence[str], fields: Fields, before: Answer) -> Answer:
        text = typed(fields, "text", longest=LONGEST)
        return {"text": text} if text else {}

    def mark(self, question: Question, answer: Answer) -> Decimal | None:
        return None

    def solution(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        return {"text": [_("An answer that a trainer will mark.")]}

    def ask(
        self, structure: Structure, order: Sequence[str], words: Mapping[str, str], answer: Answer
    ) -> dict[str, Any]:
        criteria = [
            {"id": each, "text": words.get(each, ""), "points": points}
            for each, points in structure["criteria"].items()
        ]
        return {"text": answer.get("text", ""), "criteria": criteria, "longest": LONGEST}

    def review(
        self,
        question: Question,
        order: Sequence[str],
        words: Mapping[str, str],
        feedback: Mapping[str, str],
        answer: Answer,
    ) -> dict[str, Any]:
        asked = self.ask(question.structure, order, words, answer)
        return {**asked, "model": feedback.get("model", "")}

    def judged(self, review: dict[str, Any], details: Mapping[str, Any]) -> dict[str, Any]:
        won = details.get("criteria", {})
        criteria = [{**criterion, "won": won.get(criterion["id"])} for criterion in review["criteria"]]
        return {**review, "criteria": criteria}
