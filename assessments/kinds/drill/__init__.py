"""The decision drill; README.md beside this file is for authors."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import (
    Answer,
    Draft,
    Fields,
    InvalidAnswer,
    Key,
    Kind,
    Question,
    StepIncomplete,
    StepTaken,
    Structure,
    numbers,
    one,
    rounded,
)
from assessments.kinds.drill.blocks import ACCEPTABLE, BEST, HARMFUL, EndingBlock, SceneBlock
from assessments.kinds.drill.debrief import CONFIDENCES, debrief, told
from assessments.kinds.drill.plan import faults, plan_of
from assessments.kinds.registry import register

WORTH = {BEST: Decimal(1), ACCEPTABLE: Decimal("0.5"), HARMFUL: Decimal(0)}
LEAST_SURE, MOST_SURE = 1, 4


@register
class Drill(Kind):
    """A branching vignette: decision by decision, each final, each with how sure the officer was.

    Structure `{"points", "scenes": [{"id", "options": [id]}]}`, the first scene being the start. Key `{"targets":
    {option: scene id | ending id | None}, "worth": {option: "best"|"acceptable"|"harmful"}, "indicators": {option:
    [id]}}`. Answer `{"path": [{"scene", "option", "confidence": 1–4}], "at": scene id | None}`; None: over.

    Texts shown before marking are known by scene id, `<scene>:question`, option id and `<option>:then`; feedback by
    `<option>:why`, indicator id and ending id. Two steps make two answers; the newest holds the whole path.
    """

    name = "drill"
    label = _("decision drill")
    hint = _("Decide step by step and say how sure you are. A decision cannot be taken back.")
    blocks = (("scene", SceneBlock()), ("ending", EndingBlock()))
    stepwise = True

    def problem(self, draft: Draft) -> str | None:
        return next((fault.words for fault in faults(plan_of(draft))), None)

    def structure(self, draft: Draft) -> Structure:
        scenes = plan_of(draft).scenes
        shapes = [{"id": scene.id, "options": [decision.id for decision in scene.decisions]} for scene in scenes]
        return {"points": draft.points, "scenes": shapes}

    def key(self, draft: Draft) -> Key:
        decisions = [decision for scene in plan_of(draft).scenes for decision in scene.decisions]
        return {
            "targets": {each.id: each.target for each in decisions},
            "worth": {each.id: each.worth for each in decisions},
            "indicators": {each.id: [indicator for indicator, _text in each.indicators] for each in decisions},
        }

    def words(self, draft: Draft) -> dict[str, str]:
        words: dict[str, str] = {}
        for scene in plan_of(draft).scenes:
            words |= {scene.id: scene.text, f"{scene.id}:question": scene.question}
            for decision in scene.decisions:
                words |= {decision.id: decision.text, f"{decision.id}:then": decision.consequence}
        return words

    def feedback(self, draft: Draft) -> dict[str, str]:
        plan = plan_of(draft)
        feedback = {ending.id: ending.text for ending in plan.endings}
        for scene in plan.scenes:
            for decision in scene.decisions:
                feedback |= {f"{decision.id}:why": decision.why, **dict(decision.indicators)}
        return feedback

    # --- one attempt -----------------------------------------------------------------------------------------------

    def order(self, structure: Structure, random: Random | None) -> list[str]:
        """The options of all scenes; a scene shows its own in this order."""
        order = [option for scene in structure["scenes"] for option in scene["options"]]
        if random:
            random.shuffle(order)
        return order

    def read(self, question: Question, order: Sequence[str], fields: Fields, before: Answer) -> Answer:
        """Takes one step. `step` says for which it was made, so a form sent twice or from a stale tab decides nothing:
        what was decided already gives `before` again when it is the same, else StepTaken.

        Raises StepIncomplete when the decision or how sure the officer is was left out.
        """
        sent = one(fields, "step")
        if not sent and not one(fields, "choice") and not one(fields, "confidence"):
            return before
        path: list[dict[str, Any]] = before.get("path", [])
        [number] = numbers([sent], len(path) + 1)
        past = number <= len(path)
        scene = path[number - 1]["scene"] if past else _at(question, before)
        step = _step(question, order, fields, scene)
        if past:
            if step != path[number - 1]:
                raise StepTaken("decided otherwise before")
            return before
        return {"path": [*path, step], "at": _after(question, step["option"])}

    def mark(self, question: Question, answer: Answer) -> Decimal | None:
        """Points × what the decisions are worth ÷ decisions, of the own path or the expert's, whichever has more.

        A decision is worth 1 (best), ½ (acceptable) or 0 (harmful). So a short cut to a bad end is divided by the
        expert's whole way, and a detour back to the expert's way by its own longer one: only the expert's way wins all.
        A drill not finished has won what its decisions so far are worth, divided the same way.
        """
        worth, path = question.key["worth"], answer["path"]
        won = sum((WORTH[worth[step["option"]]] for step in path), Decimal(0))
        most = max(len(path), len(expert(question)))
        return rounded(Decimal(question.points) * won / most)

    def fits(self, question: Question, answer: Answer) -> bool:
        """Whether the path can be walked in this version too."""
        at = _at(question, {})
        for step in answer["path"]:
            if step["scene"] != at or step["option"] not in _options(question.structure).get(step["scene"], []):
                return False
            at = _after(question, step["option"])
        return bool(at == answer["at"])

    def finished(self, question: Question, answer: Answer) -> bool:
        return bool(answer) and answer["at"] is None

    def solution(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        """The first step of the expert's way."""
        return self.steps(question, order)[0]

    def steps(self, question: Question, order: Sequence[str]) -> list[dict[str, list[str]]]:
        return [
            {
                "step": [str(number)],
                "choice": [str(shown(question.structure, order, scene).index(option) + 1)],
                "confidence": [str(MOST_SURE)],
            }
            for number, (scene, option) in enumerate(expert(question), start=1)
        ]

    def mistake(self, question: Question, order: Sequence[str]) -> dict[str, list[str]]:
        """A first step that is not the best one."""
        start = question.structure["scenes"][0]["id"]
        options = shown(question.structure, order, start)
        place = next(place for place, option in enumerate(options, 1) if question.key["worth"][option] != BEST)
        return {"step": ["1"], "choice": [str(place)], "confidence": [str(MOST_SURE)]}

    # --- what the templates get ------------------------------------------------------------------------------------

    def ask(
        self, structure: Structure, order: Sequence[str], words: Mapping[str, str], answer: Answer
    ) -> dict[str, Any]:
        """The way so far and the scene it led to; nothing of any other scene."""
        path = answer.get("path", [])
        at = answer["at"] if answer else structure["scenes"][0]["id"]
        context = {
            "spoken": get_language(),
            "steps": [told(number, step, words) for number, step in enumerate(path, start=1)],
            "number": len(path) + 1,
            "scene": None,
        }
        if at is None:
            return context
        options = [
            {"place": place, "text": words.get(option, "")}
            for place, option in enumerate(shown(structure, order, at), start=1)
        ]
        scene = {"text": words.get(at, ""), "question": words.get(f"{at}:question", ""), "options": options}
        confidences = [{"value": value, "label": str(label)} for value, label in CONFIDENCES.items()]
        return {**context, "scene": scene, "confidences": confidences}

    def review(
        self,
        question: Question,
        order: Sequence[str],
        words: Mapping[str, str],
        feedback: Mapping[str, str],
        answer: Answer,
    ) -> dict[str, Any]:
        return debrief(question, expert(question), words, feedback, answer)


def expert(question: Question) -> list[tuple[str, str]]:
    """(scene, option) along the expert's way: from the start, always the best decision."""
    options, worth = _options(question.structure), question.key["worth"]
    way: list[tuple[str, str]] = []
    at = _at(question, {})
    while at is not None and len(way) < len(options):  # a published drill has no loops
        option = next(option for option in options[at] if worth[option] == BEST)
        way.append((at, option))
        at = _after(question, option)
    return way


def shown(structure: Structure, order: Sequence[str], scene: str) -> list[str]:
    """The options of a scene as this attempt shows them."""
    own = _options(structure)[scene]
    return [option for option in order if option in own]


def _options(structure: Structure) -> dict[str, list[str]]:
    return {scene["id"]: scene["options"] for scene in structure["scenes"]}


def _at(question: Question, before: Answer) -> str | None:
    at: str | None = before["at"] if before else question.structure["scenes"][0]["id"]
    return at


def _after(question: Question, option: str) -> str | None:
    """The scene an option leads to; None for an end."""
    target: str | None = question.key["targets"][option]
    return target if target in _options(question.structure) else None


def _step(question: Question, order: Sequence[str], fields: Fields, scene: str | None) -> dict[str, Any]:
    if scene is None:
        raise InvalidAnswer("a step after the end")
    choice, confidence = one(fields, "choice"), one(fields, "confidence")
    if not choice or not confidence:
        raise StepIncomplete("a decision, and how sure the officer is")
    options = shown(question.structure, order, scene)
    [place], [sure] = numbers([choice], len(options)), numbers([confidence], MOST_SURE)
    return {"scene": scene, "option": options[place - 1], "confidence": sure}
