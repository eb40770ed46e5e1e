"""Reading Moodle XML."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.formats import rubric, weights
from assessments.formats.gift_read import default_criterion, path
from assessments.formats.labels import exact_places, read_labels
from assessments.formats.moodle_write import inverse
from assessments.formats.neutral import Item, Piece, Reading, Unreadable
from assessments.formats.notes import Notes
from assessments.formats.texts import as_code, decimal, one_line
from assessments.formats.xml import BrokenXml, inner, parse

_CLOZE = re.compile(r"\{\d*:([A-Za-z_]+):((?:\\[}#~]|[^}])*)\}")
_SHORT = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")


def read(data: bytes, *, language: str = "") -> Reading:
    reading = Reading()
    try:
        quiz = parse(data)
    except BrokenXml as error:
        reading.bad(error.line, str(error))
        return reading
    if quiz.tag != "quiz":
        raise Unreadable(_("This is not Moodle XML: it does not begin with <quiz>."))
    category: tuple[str, ...] = ()
    for node in quiz:
        line = getattr(node, "line", 0)
        if node.tag == "question" and node.get("type") == "category":
            category = path(inner(node, "category/text"))
        elif node.tag == "question" and node.get("type") == "description":
            reading.skip(line, _("A description is no question."))
        elif node.tag == "question":
            try:
                reading.items.append(_Question(node, line).read(category))
            except Unreadable as error:
                reading.bad(line, str(error))
    return reading


Found = tuple[str, list[Piece], dict[str, Any]]


class _Question:
    def __init__(self, node: Element, line: int) -> None:
        self.node, self.line = node, line
        self.notes = Notes()
        tags = [inner(tag) for tag in node.findall("tags/tag/text")]
        self.told, self.others = read_labels(tags)

    def read(self, category: tuple[str, ...]) -> Item:
        kind_name = self.node.get("type", "")
        reader = _READERS.get(kind_name)
        if reader is None:
            name = {"name": one_line(inner(self.node, "name"))[:60], "type": kind_name[:40]}
            raise Unreadable(_("“%(name)s” is a question of the type %(type)s, which is not taken over.") % name)
        kind, parts, fields = reader(self)
        stem = fields.pop("stem", None) or self.text("questiontext", lines=True)
        if not stem:
            raise Unreadable(_("The question has no text."))
        rationale = self.text("generalfeedback", lines=True)
        fields |= {"rationale": rationale} if rationale else {}
        fields |= {"category": category} if category else {}
        if self.node.find("defaultgrade") is not None:
            fields["points"] = self.points()
        self.say_dropped()
        code = as_code(inner(self.node, "idnumber").strip() or inner(self.node, "name/text").strip())
        return Item(kind, stem, code, tuple(parts), fields | self.told, self.line, notes=self.notes.all())

    def points(self) -> int:
        grade = decimal(inner(self.node, "defaultgrade") or "1")
        rounded = int(min(Decimal(20), max(Decimal(1), grade.to_integral_value(ROUND_HALF_UP))))
        if rounded != grade:
            self.notes.add(_("Points were rounded to a whole number from 1 to 20."))
        return rounded

    def say_dropped(self) -> None:
        if any(inner(hint).strip() for hint in self.node.findall("hint")):
            self.notes.add(_("Hints were dropped."))
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            if inner(self.node, name).strip():
                self.notes.add(_("Combined feedback was dropped; the general feedback was kept."))
        if self.node.find(".//file") is not None:
            self.notes.add(_("Pictures in texts were dropped."))

    def text(self, where: str | Element, *, lines: bool = False) -> str:
        node = self.node.find(where) if isinstance(where, str) else where
        if node is None:
            return ""
        return self.notes.plain(inner(node, "text"), node.get("format", "html"), lines=lines)

    def flag(self, name: str) -> bool:
        return inner(self.node, name).strip() in ("true", "1")

    def answers(self) -> list[tuple[Element, str, Decimal, str]]:
        """`(element, text, fraction, feedback)`."""
        found = []
        for node in self.node.findall("answer"):
            feedback = node.find("feedback")
            told = self.text(feedback) if feedback is not None else ""
            found.append((node, self.text(node), decimal(node.get("fraction", "0")), told))
        return found

    def choice(self) -> Found:
        answers = self.answers()
        single = self.flag("single")
        if single and any(0 < fraction < 100 for _node, _text, fraction, _told in answers):
            raise Unreadable(_("A single choice with answers that are partly right is not taken over."))
        parts: list[Piece] = [
            ("option", {"text": text, "correct": fraction > 0, "feedback": told})
            for _node, text, fraction, told in answers
        ]
        if single:
            return "single", parts, {"scheme": "all"}
        scheme, exactly = weights.scheme_of([fraction for _node, _text, fraction, _told in answers])
        if not exactly:
            self.notes.add(_("The weights of the options were rounded to equal shares."))
        return "multiple", parts, {"scheme": scheme}

    def whole_choice(self) -> Found:
        _kind, parts, _fields = self.choice()
        return "multiple", parts, {"scheme": "all"}

    def true_false(self) -> Found:
        answers = self.answers()
        if len(answers) != 2:
            raise Unreadable(_("True or false needs two answers."))
        if any(told for *_rest, told in answers):
            self.notes.add(_("True or false has no feedback of its own; the general feedback was kept."))
        right = 0 if answers[0][2] > 0 else 1
        says = answers[right][1].casefold()
        return "true_false", [], {"answer_is_true": says == "true" or (says != "false" and right == 0), "scheme": "all"}

    def matching(self) -> Found:
        parts: list[Piece] = []
        for node in self.node.findall("subquestion"):
            prompt, match = self.text(node), one_line(inner(node, "answer/text"))
            parts.append(("pair", {"prompt": prompt, "match": match}) if prompt else ("distractor", {"match": match}))
        return "matching", parts, {"scheme": "partial"}

    def ordering(self) -> Found:
        whole = inner(self.node, "gradingtype").strip() == "ALL_OR_NOTHING"
        parts: list[Piece] = [("step", {"text": text}) for _node, text, _fraction, _told in self.answers()]
        return "ordering", parts, {"scheme": "all" if whole else "partial"}

    def cloze(self) -> Found:
        gaps: list[Piece] = []

        def gap(found: re.Match[str]) -> str:
            if found[1].upper() not in _SHORT:
                raise Unreadable(
                    _("A gap of the type %(type)s is not taken over: only SHORTANSWER.") % {"type": found[1]}
                )
            gaps.append(("gap", {"accepted": self.accepted(found[2])}))
            return f"[{len(gaps)}]"

        markup = getattr(self.node.find("questiontext"), "attrib", {}).get("format", "html")
        text = self.notes.plain(_CLOZE.sub(gap, inner(self.node, "questiontext/text")), markup, lines=True)
        stem, empty, passage = text.partition("\n\n")
        if not empty or "[1]" not in passage or "[1]" in stem:
            stem, passage = _("Fill in the gaps."), text
        return "gap", [("passage", {"text": passage}), *gaps], {"stem": stem, "scheme": "partial"}

    def accepted(self, alternatives: str) -> list[str]:
        found = []
        for alternative in re.split(r"(?<!\\)~", alternatives):
            answer = re.split(r"(?<!\\)#", alternative)[0]
            mark = re.match(r"=|%(-?\d{1,3})%", answer)
            if mark and (mark[0] == "=" or mark[1] == "100"):
                found.append(one_line(re.sub(r"\\([}#~])", r"\1", answer[mark.end() :])))
            else:
                self.notes.add(_("Answers to gaps that are not wholly right were dropped."))
        return found

    def chosen_gaps(self) -> Found:
        words = [inner(node, "text") for tag in ("selectoption", "dragbox") for node in self.node.findall(tag)]
        gaps: list[Piece] = []

        def gap(found: re.Match[str]) -> str:
            if not 1 <= int(found[1]) <= len(words):
                raise Unreadable(_("A gap names an answer that does not exist."))
            gaps.append(("gap", {"accepted": [one_line(words[int(found[1]) - 1])]}))
            return f"[{len(gaps)}]"

        passage = _PLACE.sub(gap, self.text("questiontext", lines=True))
        self.notes.add(_("Gaps with a list became gaps to type into; the other words of the list were dropped."))
        return "gap", [("passage", {"text": passage}), *gaps], {"stem": _("Fill in the gaps."), "scheme": "partial"}

    def numeric(self) -> Found:
        parts: list[Piece] = []
        for node, text, fraction, told in self.answers():
            if told:
                self.notes.add(_("Feedback for single numbers was dropped; the general feedback was kept."))
            if text != "*" and fraction > 0:
                tolerance = abs(decimal(inner(node, "tolerance") or "0"))
                parts.append(("number", {"value": decimal(text), "tolerance": tolerance, "percent": int(fraction)}))
        for unit in self.node.findall("units/unit"):
            multiplier = decimal(inner(unit, "multiplier") or "1")
            if not multiplier:
                raise Unreadable(_("A unit has the multiplier 0."))
            parts.append(("unit", {"name": one_line(inner(unit, "unit_name")), "factor": inverse(multiplier, 8)}))
        return "numeric", parts, {}

    def short(self) -> Found:
        exact, parts = exact_places(self.others), list[Piece]()
        for place, (_node, text, fraction, told) in enumerate(self.answers(), start=1):
            if int(fraction) <= 0:
                self.notes.add(_("Feedback for wrong answers was dropped: short answers have none."))
                continue
            value = {"text": text, "percent": int(fraction), "exact": place in exact, "feedback": told}
            parts.append(("accepted", value))
        return "short", parts, {}

    def essay(self) -> Found:
        told = self.text("graderinfo", lines=True)
        parts = rubric.from_text(told)
        if parts is None:
            self.notes.add(_("No rubric was found: the question got one criterion. Write your own."))
            parts = [("criterion", default_criterion(self.points(), told))]
        return "written", parts, {}


_READERS = {
    "multichoice": _Question.choice,
    "multichoiceset": _Question.whole_choice,
    "truefalse": _Question.true_false,
    "matching": _Question.matching,
    "match": _Question.matching,
    "ordering": _Question.ordering,
    "cloze": _Question.cloze,
    "multianswer": _Question.cloze,
    "gapselect": _Question.chosen_gaps,
    "ddwtos": _Question.chosen_gaps,
    "numerical": _Question.numeric,
    "shortanswer": _Question.short,
    "essay": _Question.essay,
}
