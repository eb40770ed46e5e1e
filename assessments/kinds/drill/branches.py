"""What the panel “Branches” shows of a drill while its author writes it."""

from dataclasses import dataclass
from typing import Any

from assessments.kinds.base import Draft
from assessments.kinds.drill.debrief import WORTH_WORDS
from assessments.kinds.drill.drawing import draw
from assessments.kinds.drill.plan import Decision, Plan, Scene, faults, plan_of


@dataclass(frozen=True)
class Line:
    """A decision in the outline; `leads_to`: name of a scene or ending, "" when the drill is over, `lost`: no such."""

    decision: Decision
    sign: str
    worth: str
    expert: bool
    leads_to: str
    goal: str
    lost: bool


def branches(draft: Draft) -> dict[str, Any]:
    """Context of `drill_branches.html`: the picture, the same as an outline, what is wrong, the names typed so far."""
    plan = plan_of(draft)
    return {
        "plan": plan,
        "picture": draw(plan) if plan.scenes else None,
        "outline": [(scene, scene.id in plan.reached, _lines(plan, scene)) for scene in plan.scenes],
        "faults": faults(plan),
        "names": [block.name for block in plan.blocks if block.name],
        "worths": [(worth, sign, label) for worth, (sign, label, _tone) in WORTH_WORDS.items()],
        "expert_length": len(plan.expert),
    }


def _lines(plan: Plan, scene: Scene) -> list[Line]:
    expert = {decision.id for decision in plan.expert}
    blocks = {block.id: block.name for block in plan.blocks}
    lines = []
    for decision in scene.decisions:
        sign, label, _tone = WORTH_WORDS[decision.worth]
        name = blocks.get(decision.target or "", decision.to)
        lost = bool(decision.to) and decision.target is None
        lines.append(Line(decision, sign, str(label), decision.id in expert, name, decision.target or "", lost))
    return lines
