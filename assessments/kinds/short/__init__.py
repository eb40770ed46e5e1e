from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from assessments.kinds.base import Answer, Blocks, Draft, Fields, Key, Kind, Question, Structure, rounded
from assessments.kinds.registry import register
from assessments.kinds.texts import LONGEST, SharedCharBlock, matches, normal, says_something, typed


class AcceptedBlock(blocks.StructBlock):
    """One accepted answer, in whichever language it is."""

    text = SharedCharBlock(
        label=gettext_lazy("accepted answer"), max_length=LONGEST, help_text=gettext_lazy("* stands for any text.")
    )
    percent = blocks.IntegerBlock(label=gettext_lazy("per cent of the points"), default=100, min_value=1, max_value=100)
    exact = blocks.BooleanBlock(label=gettext_lazy("accents must be right (ş is not s)"), required=False)
    feedback = blocks.CharBlock(label=gettext_lazy("feedback for this answer"), required=False, max_length=600)

    class Meta:
        icon = "pilcrow"
        label = gettext_lazy("Accepted answer")
        group = gettext_lazy("Short text")


@register
class Short(Kind):
    """A word or a few, typed.

    Structure `{"points"}`; key `{"right": [{"id", "text", "percent", "exact"}]}`; answer `{"text"}`. Field `text`. The
    accepted answer that wins most counts.
    """

    name = "short"
    label = gettext_lazy("short text")
    hint = gettext_lazy("Answer in a few words. Capital letters do not matter.")
    blocks: ClassVar[Blocks] = (("accepted", AcceptedBlock()),)

    def problem(self, draft: Draft) -> str | None:
        accepted = draft.of("accepted")
        if not any(part.value.get("percent") == 100 and says_something(part.value["text"]) for part in accepted):
            return _("A short text question needs an accepted answer that wins all points.")
        if not all(normal(part.value["text"]) for part in accepted):
            return _("An accepted answer is empty.")
        return None

    def structure(self, draft: Draft) -> Structure:
        return {"points": draft.points}

    def key(self, draft: Draft) -> Key:
        return {
            "right": [
                {
                    "id": part.id,
                    "text": part.value["text"],
                    "percent": part.value["percent"],
                    "exact": bool(part.value.get("exact")),
                }
                for part in draft.of("accepted")
            ]
        }

    def feedback(self, draft: Draft) -> dict[str, str]:
        return {part.id: part.value["feedback"] for part in draft.of("accepted") if part.value.get("feedback")}

    def read(self, question: Question, order: Sequence[str], fields: Fields, before: Answer) -> Answer:
        text = typed(fields, "text")
        return {"text": text} if text else {}

    def mark(self, question: Question, answer: Answer) -> Decimal | None:
        hit = _hit(question, answer)
        percent = hit["percent"] if hit else 0
        return rounded(Decimal(question.points) * percent / 100)

    def solution(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        return {"text": [_best(question)["text"].replace("*", "")]}

    def mistake(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        return {**self.solution(question, order), "text": ["?"]}

    def ask(
        self, structure: Structure, order: Sequence[str], words: Mapping[str, str], answer: Answer
    ) -> dict[str, Any]:
        return {"text": answer.get("text", "")}

    def review(
        self,
        question: Question,
        order: Sequence[str],
        words: Mapping[str, str],
        feedback: Mapping[str, str],
        answer: Answer,
    ) -> dict[str, Any]:
        hit = _hit(question, answer) if answer else None
        return {
            "text": answer.get("text", ""),
            "percent": hit["percent"] if hit else 0,
            "right": _best(question)["text"].replace("*", "…"),
            "feedback": feedback.get(hit["id"], "") if hit else "",
        }


def _best(question: Question) -> dict[str, Any]:
    """The first accepted answer that wins all points and has words."""
    return next(item for item in question.key["right"] if item["percent"] == 100 and says_something(item["text"]))


def _hit(question: Question, answer: Answer) -> dict[str, Any] | None:
    """The accepted answer that this one is, the one that wins most."""
    hits = [item for item in question.key["right"] if matches(answer["text"], item["text"], exact=item["exact"])]
    return max(hits, key=lambda item: item["percent"], default=None)
