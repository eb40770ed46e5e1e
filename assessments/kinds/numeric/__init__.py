import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from assessments.kinds.base import Answer, Blocks, Draft, Fields, Key, Kind, Question, Structure, numbers, one, rounded
from assessments.kinds.registry import register
from assessments.kinds.texts import digits, typed

_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}([.,])[0-9]{3}(\1[0-9]{3})*")
_SIGNS = str.maketrans({"−": "-", "–": "-", "‒": "-", "٫": ".", "٬": " "})  # minus signs and the Arabic separators
_BLANKS = re.compile("[\\s\u00ad\u200b-\u200f\u2060\u2066-\u2069'’]")


class NumberBlock(blocks.StructBlock):
    value = blocks.DecimalBlock(label=gettext_lazy("right number"))
    tolerance = blocks.DecimalBlock(
        label=gettext_lazy("tolerance"),
        default=Decimal(0),
        min_value=0,
        help_text=gettext_lazy("How far off is still accepted, in the unit of the number."),
    )
    percent = blocks.IntegerBlock(label=gettext_lazy("per cent of the points"), default=100, min_value=1, max_value=100)

    class Meta:
        icon = "plus"
        label = gettext_lazy("Number")
        group = gettext_lazy("Numeric")


class UnitBlock(blocks.StructBlock):
    """A unit to choose from. The number above is in the unit with factor 1."""

    name = blocks.CharBlock(label=gettext_lazy("unit"), max_length=40)
    factor = blocks.DecimalBlock(
        label=gettext_lazy("factor"),
        default=Decimal(1),
        help_text=gettext_lazy(
            "What one of it is in the unit of the number: 7 for weeks when the number is in days. 0: a wrong unit."
        ),
    )

    class Meta:
        icon = "tag"
        label = gettext_lazy("Unit")
        group = gettext_lazy("Numeric")


@register
class Numeric(Kind):
    """A number, with a tolerance and, if units are given, the right unit.

    Structure `{"points", "units": [id]}`; key `{"right": [{"value", "tolerance", "percent"}], "factors": {id:
    factor}}`, numbers as text; answer `{"text", "unit"?}` as typed. Fields `number`, `unit` (a place). Decimal
    point and comma both count; `1.500` may be read either way, and one right reading is enough.
    """

    name = "numeric"
    label = gettext_lazy("numeric")
    hint = gettext_lazy("Answer with a number.")
    blocks: ClassVar[Blocks] = (("number", NumberBlock()), ("unit", UnitBlock()))

    def problem(self, draft: Draft) -> str | None:
        found = draft.of("number")
        if not any(part.value.get("percent") == 100 for part in found) or any(
            part.value["value"] is None for part in found
        ):
            return _("A numeric question needs a number that wins all points.")
        units = draft.of("unit")
        if units and not any(part.value.get("factor") == 1 for part in units):
            return _("One unit needs the factor 1: the one the number is in.")
        return None

    def structure(self, draft: Draft) -> Structure:
        return {"points": draft.points, "units": [part.id for part in draft.of("unit")]}

    def key(self, draft: Draft) -> Key:
        right = [
            {
                "value": _text(part.value["value"]),
                "tolerance": _text(part.value.get("tolerance")),
                "percent": part.value["percent"],
            }
            for part in draft.of("number")
        ]
        return {"right": right, "factors": {part.id: _text(part.value["factor"]) for part in draft.of("unit")}}

    def words(self, draft: Draft) -> dict[str, str]:
        return {part.id: part.value["name"] for part in draft.of("unit")}

    def order(self, structure: Structure, random: Any) -> list[str]:
        return list(structure["units"])

    def read(self, question: Question, order: Sequence[str], fields: Fields, before: Answer) -> Answer:
        text, unit = typed(fields, "number", longest=40), one(fields, "unit")
        answer = {"text": text} if text else {}
        if unit:
            answer["unit"] = order[numbers([unit], len(order))[0] - 1]
        return answer

    def mark(self, question: Question, answer: Answer) -> Decimal | None:
        percent = _percent(question, answer)
        return rounded(Decimal(question.points) * percent / 100)

    def fits(self, question: Question, answer: Answer) -> bool:
        return answer.get("unit") in [None, *question.structure["units"]]

    def solution(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        fields = {"number": [_best(question)["value"]]}
        unit = _base_unit(question)
        return fields | ({"unit": [str(order.index(unit) + 1)]} if unit else {})

    def mistake(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        return {**self.solution(question, order), "number": ["?"]}

    def ask(
        self, structure: Structure, order: Sequence[str], words: Mapping[str, str], answer: Answer
    ) -> dict[str, Any]:
        units = [
            {"place": place, "text": words.get(unit, ""), "chosen": answer.get("unit") == unit}
            for place, unit in enumerate(order, start=1)
        ]
        text = answer.get("text", "")
        return {"text": text, "units": units, "unreadable": bool(text) and not readings(text)}

    def review(
        self,
        question: Question,
        order: Sequence[str],
        words: Mapping[str, str],
        feedback: Mapping[str, str],
        answer: Answer,
    ) -> dict[str, Any]:
        best = _best(question)
        return {
            "text": answer.get("text", ""),
            "unit": words.get(answer.get("unit", ""), ""),
            "percent": _percent(question, answer),
            "right": number_format(Decimal(best["value"])),
            "right_unit": words.get(_base_unit(question) or "", ""),
            "tolerance": number_format(Decimal(best["tolerance"])) if Decimal(best["tolerance"]) else "",
        }


def _text(number: Decimal | int | None) -> str:
    """A number as text without an exponent, equal however it was written: `30`, `30.0` and `3E+1` are `30`."""
    plain = format(Decimal(number or 0), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def readings(text: str) -> list[Decimal]:
    """The numbers a text may mean: `12,5` and `12.5` one, `1.500` two, `twelve` none. Digits of any script count."""
    bare = _BLANKS.sub("", digits(text).translate(_SIGNS))
    found = []
    if bare.count(".") + bare.count(",") <= 1 and _PLAIN.fullmatch(bare.replace(",", ".")):
        found.append(bare.replace(",", "."))
    if _THOUSANDS.fullmatch(bare):
        found.append(re.sub(r"[.,]", "", bare))
    if "." in bare and "," in bare:
        decimal = max(".", ",", key=bare.rfind)
        other = "," if decimal == "." else "."
        plain = bare.replace(other, "").replace(decimal, ".")
        whole = bare[: bare.rfind(decimal)]
        found += [plain] if _PLAIN.fullmatch(plain) and _THOUSANDS.fullmatch(whole) else []
    return [Decimal(number) for number in dict.fromkeys(found)]


def _percent(question: Question, answer: Answer) -> int:
    factor = Decimal(1)
    if question.structure["units"]:
        factor = Decimal(question.key["factors"].get(answer.get("unit", ""), "0"))
    if not factor:
        return 0
    return max(
        (
            right["percent"]
            for right in question.key["right"]
            for number in readings(answer.get("text", ""))
            if abs(number * factor - Decimal(right["value"])) <= Decimal(right["tolerance"])
        ),
        default=0,
    )


def _best(question: Question) -> dict[str, Any]:
    best: dict[str, Any] = max(question.key["right"], key=lambda right: right["percent"])
    return best


def _base_unit(question: Question) -> str | None:
    factors = question.key["factors"]
    return next((unit for unit in question.structure["units"] if Decimal(factors[unit]) == 1), None)
