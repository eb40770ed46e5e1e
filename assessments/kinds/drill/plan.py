"""A drill as its author drew it: scenes, decisions, where they lead, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.kinds.base import Draft, Part
from assessments.kinds.drill.blocks import BEST, HARMFUL
from common.text import fold

LEAST_DECISIONS = 2


@dataclass(frozen=True)
class Decision:
    """`to` is the name as typed; `target` the id of that scene or ending, None when it ends the drill or is unknown.

    `indicators` are (id, text).
    """

    id: str
    text: str
    to: str
    target: str | None
    worth: str
    consequence: str
    why: str
    indicators: tuple[tuple[str, str], ...]

    @property
    def is_best(self) -> bool:
        return self.worth == BEST


@dataclass(frozen=True)
class Scene:
    id: str
    name: str
    text: str
    question: str
    decisions: tuple[Decision, ...]

    @property
    def best(self) -> Decision | None:
        return next((decision for decision in self.decisions if decision.is_best), None)


@dataclass(frozen=True)
class Ending:
    id: str
    name: str
    text: str


@dataclass(frozen=True)
class Fault:
    """What is wrong, in words for the author. `block` is the id of the block it is about; "" for the whole drill."""

    block: str
    words: str


@dataclass(frozen=True)
class Plan:
    """The scenes in the order written; the first is the start."""

    scenes: tuple[Scene, ...]
    endings: tuple[Ending, ...]

    @cached_property
    def blocks(self) -> tuple["Scene | Ending", ...]:
        return self.scenes + self.endings

    @cached_property
    def by_id(self) -> dict[str, Scene]:
        return {scene.id: scene for scene in self.scenes}

    @cached_property
    def expert(self) -> tuple[Decision, ...]:
        """The best decisions from the start on, as far as they lead; each scene is passed once."""
        path: list[Decision] = []
        at, passed = self.scenes[0] if self.scenes else None, set()
        while at is not None and at.id not in passed and at.best is not None:
            passed.add(at.id)
            path.append(at.best)
            at = self.by_id.get(at.best.target or "")
        return tuple(path)

    @cached_property
    def reached(self) -> frozenset[str]:
        """Ids of the scenes and endings that some way from the start leads to."""
        met: set[str] = set()
        waiting = [self.scenes[0].id] if self.scenes else []
        while waiting:
            here = waiting.pop()
            if here not in met:
                met.add(here)
                waiting += [decision.target for decision in self._decisions(here) if decision.target]
        return frozenset(met)

    @cached_property
    def backward(self) -> frozenset[str]:
        """Ids of the decisions that lead back to a scene on the way to them: without these there is no loop."""
        done: set[str] = set()
        found: set[str] = set()
        for scene in self.scenes:
            self._visit(scene, [], done, found)
        return frozenset(found)

    def _visit(self, scene: Scene, above: list[str], done: set[str], found: set[str]) -> None:
        if scene.id in done:
            return
        trail = [*above, scene.id]
        for decision in scene.decisions:
            if decision.target in trail:
                found.add(decision.id)
            elif decision.target in self.by_id:
                self._visit(self.by_id[decision.target], trail, done, found)
        done.add(scene.id)

    def _decisions(self, scene_id: str) -> tuple[Decision, ...]:
        return self.by_id[scene_id].decisions if scene_id in self.by_id else ()


def plan_of(draft: Draft) -> Plan:
    """The plan a draft makes; of two blocks with the same name the first is meant."""
    scenes, endings = draft.of("scene"), draft.of("ending")
    named: dict[str, str] = {}
    for part in (*scenes, *endings):
        named.setdefault(same(part.value.get("name")), part.id)
    named.pop("", None)
    return Plan(
        scenes=tuple(_scene(part, named) for part in scenes),
        endings=tuple(Ending(part.id, _text(part.value, "name"), _text(part.value, "text")) for part in endings),
    )


def same(name: str | None) -> str:
    """The form under which two names are one."""
    return fold((name or "").strip())


def _scene(part: Part, named: dict[str, str]) -> Scene:
    value = part.value
    return Scene(
        id=part.id,
        name=_text(value, "name"),
        text=_text(value, "text"),
        question=_text(value, "question"),
        decisions=tuple(_decision(item, named) for item in value.get("decisions") or []),
    )


def _decision(item: dict[str, Any], named: dict[str, str]) -> Decision:
    value = item["value"]
    return Decision(
        id=item["id"],
        text=_text(value, "text"),
        to=_text(value, "to"),
        target=named.get(same(value.get("to"))),
        worth=value.get("worth") or HARMFUL,
        consequence=_text(value, "consequence"),
        why=_text(value, "why"),
        indicators=tuple((each["id"], each["value"]) for each in value.get("indicators") or [] if each["value"]),
    )


def _text(value: dict[str, Any], name: str) -> str:
    return (value.get(name) or "").strip()


# --- what is wrong -----------------------------------------------------------------------------------------------


def faults(plan: Plan) -> list[Fault]:
    """Everything that keeps the drill from being asked, in the active language; empty when it can be."""
    if not plan.scenes:
        return [Fault("", _("A drill needs a scene to begin with."))]
    found = [*_names(plan)]
    for scene in plan.scenes:
        found += _of_scene(plan, scene)
    return [*found, *_unreached(plan)]


def _names(plan: Plan) -> Iterator[Fault]:
    seen: set[str] = set()
    for block in plan.blocks:
        name = same(block.name)
        if not name:
            yield Fault(block.id, _("A scene or ending has no short name."))
        elif name in seen:
            yield Fault(block.id, _("The name “%(name)s” is used twice.") % {"name": block.name})
        seen.add(name)


def _of_scene(plan: Plan, scene: Scene) -> Iterator[Fault]:
    named = {"scene": scene.name}
    count, best = len(scene.decisions), sum(decision.is_best for decision in scene.decisions)
    if not count:
        yield Fault(scene.id, _("“%(scene)s” is a dead end: it has no decisions.") % named)
        return
    if count < LEAST_DECISIONS:
        yield Fault(scene.id, _("“%(scene)s” has one decision only; give the officer at least two.") % named)
    if best != 1:
        words = ngettext(
            "“%(scene)s” has %(count)d best decision; an expert takes exactly one.",
            "“%(scene)s” has %(count)d best decisions; an expert takes exactly one.",
            best,
        )
        yield Fault(scene.id, words % {**named, "count": best})
    for decision in scene.decisions:
        yield from _of_decision(plan, scene, decision)


def _of_decision(plan: Plan, scene: Scene, decision: Decision) -> Iterator[Fault]:
    words = {"scene": scene.name, "decision": decision.text, "to": decision.to}
    if not decision.text:
        yield Fault(decision.id, _("A decision in “%(scene)s” has no text.") % words)
    if decision.to and decision.target is None:
        yield Fault(decision.id, _("“%(decision)s” leads to “%(to)s”, a name that no scene or ending has.") % words)
    elif not decision.to and plan.endings:
        yield Fault(decision.id, _("“%(decision)s” in “%(scene)s” does not say where it leads.") % words)
    if decision.id in plan.backward:
        yield Fault(
            decision.id,
            _(
                "A loop: “%(decision)s” leads from “%(scene)s” back to “%(to)s”. A drill goes forward only; write what "
                "follows as a scene of its own."
            )
            % words,
        )


def _unreached(plan: Plan) -> Iterator[Fault]:
    for block in plan.blocks:
        if block.id not in plan.reached:
            yield Fault(block.id, _("No decision leads to “%(name)s” from the start.") % {"name": block.name})
