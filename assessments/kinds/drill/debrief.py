"""What is told of a drill: the way so far, and after the end the own path beside the expert's."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, pgettext_lazy

from assessments.kinds.base import Answer, Question
from assessments.kinds.drill.blocks import ACCEPTABLE, BEST, HARMFUL
from common.text import fold

CONFIDENCES = {
    1: pgettext_lazy("how sure", "a guess"),
    2: pgettext_lazy("how sure", "rather unsure"),
    3: pgettext_lazy("how sure", "rather sure"),
    4: pgettext_lazy("how sure", "sure"),
}
RATHER_SURE = 3
# Never by colour alone: a sign, the words, and the tone of the tag.
WORTH_WORDS: dict[str, tuple[str, Any, str]] = {
    BEST: ("★", pgettext_lazy("decision", "best"), "ok"),
    ACCEPTABLE: ("◐", pgettext_lazy("decision", "acceptable"), "info"),
    HARMFUL: ("▲", pgettext_lazy("decision", "harmful"), "warn"),
}


def told(number: int, step: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """One step in words that may be shown before marking."""
    scene, option = step["scene"], step["option"]
    sure = step.get("confidence")
    return {
        "number": number,
        "scene": words.get(scene, ""),
        "question": words.get(f"{scene}:question", ""),
        "decision": words.get(option, ""),
        "consequence": words.get(f"{option}:then", ""),
        "confidence": str(CONFIDENCES[sure]) if sure else "",
    }


def debrief(
    question: Question,
    expert: Sequence[tuple[str, str]],
    words: Mapping[str, str],
    feedback: Mapping[str, str],
    answer: Answer,
) -> dict[str, Any]:
    """Context of `review.html`. `own` and `expert` are the two paths; indicators of the same text are one."""
    path = answer.get("path", [])
    best = dict(expert)
    own = [_judged(question, number, step, words, feedback) for number, step in enumerate(path, start=1)]
    for step, shown in zip(path, own, strict=True):
        better = _best(question, step["scene"])
        if better != step["option"] and step["scene"] not in best:  # else it stands in the expert's path
            shown["better"] = {"decision": words.get(better, ""), "why": feedback.get(f"{better}:why", "")}
    way = [{"scene": scene, "option": option} for scene, option in expert]
    found = _indicators(question, (step["option"] for step in path), feedback)
    wanted = _indicators(question, (option for _scene, option in expert), feedback)
    return {
        "spoken": get_language(),
        "own": own,
        "expert": [_judged(question, number, step, words, feedback) for number, step in enumerate(way, start=1)],
        "same": [(step["scene"], step["option"]) for step in path] == list(expert),
        "finished": bool(answer) and answer["at"] is None,
        "found": list(found.values()),
        "missed": [text for folded, text in wanted.items() if folded not in found],
        "ending": _ending(question, path, feedback),
        "expert_ending": _ending(question, way, feedback),
        **_certainty(question, path),
    }


def _judged(
    question: Question, number: int, step: Mapping[str, Any], words: Mapping[str, str], feedback: Mapping[str, str]
) -> dict[str, Any]:
    sign, label, tone = WORTH_WORDS[question.key["worth"][step["option"]]]
    return {
        **told(number, step, words),
        "sign": sign,
        "worth": str(label),
        "tone": tone,
        "why": feedback.get(f"{step['option']}:why", ""),
    }


def _best(question: Question, scene: str) -> str:
    options: list[str] = next(each["options"] for each in question.structure["scenes"] if each["id"] == scene)
    return next(option for option in options if question.key["worth"][option] == BEST)


def _indicators(question: Question, options: Iterable[str], feedback: Mapping[str, str]) -> dict[str, str]:
    """Folded text → text, in the order met."""
    found: dict[str, str] = {}
    for option in options:
        for indicator in question.key["indicators"].get(option, []):
            text = feedback.get(indicator, "")
            if text:
                found.setdefault(fold(text.strip(" .")), text)
    return found


def _ending(question: Question, path: Sequence[Mapping[str, Any]], feedback: Mapping[str, str]) -> str:
    target = question.key["targets"].get(path[-1]["option"]) if path else None
    return feedback.get(target, "") if target else ""


def _certainty(question: Question, path: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How often the officer was sure or rather sure, and how often that was the best decision."""
    sure = [step for step in path if step["confidence"] >= RATHER_SURE]
    return {"sure": len(sure), "sure_best": sum(question.key["worth"][step["option"]] == BEST for step in sure)}
