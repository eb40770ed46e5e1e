"""The branches of a drill as a picture: boxes in columns, an arrow from each decision to where it leads.

A layered drawing in the manner of Sugiyama, Tagawa and Toda (1981): a scene stands right of all that lead to it, an
arrow over several columns keeps a lane of its own in each, and the order in a column follows that of the one before.
All lengths in units of the picture.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean

from assessments.kinds.drill.debrief import WORTH_WORDS
from assessments.kinds.drill.plan import Decision, Plan, Scene

WIDTH, GAP, HEAD, ROW, FOOT, SPACE, LANE, EDGE = 236, 84, 30, 24, 6, 26, 14, 28
NAME_LETTERS, ROW_LETTERS = 26, 27
OVER = "over"  # the node that stands for an end without a block of its own


@dataclass(frozen=True)
class Row:
    """One decision in the box of its scene; the arrow begins at its right end."""

    decision: Decision
    text: str
    sign: str
    y: float


@dataclass(frozen=True)
class Box:
    """`kind`: scene, ending or over. `block`: id of the block to go to, "" for none."""

    kind: str
    block: str
    name: str
    x: float
    y: float
    height: float
    rows: tuple[Row, ...]
    expert: bool
    start: bool
    reached: bool

    @property
    def width(self) -> float:
        return WIDTH

    @property
    def middle(self) -> float:
        return self.y + HEAD / 2


@dataclass(frozen=True)
class Arrow:
    """`path`: the d of an SVG path. `back`: it makes a loop."""

    path: str
    worth: str
    expert: bool
    back: bool


@dataclass(frozen=True)
class Picture:
    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass
class _Node:
    """A box, or (`lane`) a place where an arrow passes through a column."""

    id: str
    layer: int
    lane: bool = False
    above: list[str] = field(default_factory=list)  # nodes of the column before that lead here
    y: float = 0

    def height(self, plan: Plan) -> float:
        if self.lane:
            return LANE
        rows = len(_rows(plan, self.id))
        return HEAD + ROW * rows + (FOOT if rows else 0)


def draw(plan: Plan) -> Picture:
    """The picture of a plan, of an unfinished one too."""
    nodes, ways = _lay(plan)
    columns = _columns(nodes.values())
    expert = [decision.id for decision in plan.expert]
    passed = {plan.scenes[0].id, *(_end(decision) for decision in plan.expert)} if plan.scenes else set()
    lanes_passed = {lane for decision, lanes in ways if decision.id in expert for lane in lanes}
    _order(columns, nodes, passed | lanes_passed)
    for column in columns:
        top = float(EDGE)
        for node in column:
            node.y = top
            top += node.height(plan) + (LANE / 2 if node.lane else SPACE)
    boxes = tuple(_box(plan, node, passed) for node in nodes.values() if not node.lane)
    by_id = dict(zip((node.id for node in nodes.values() if not node.lane), boxes, strict=True))
    arrows = [_arrow(plan, by_id, nodes, decision, lanes, expert=decision.id in expert) for decision, lanes in ways]
    height = max((node.y + node.height(plan) for node in nodes.values()), default=0) + EDGE
    width = EDGE * 2 + len(columns) * WIDTH + max(len(columns) - 1, 0) * GAP
    # thick lines last, so that nothing crosses over them
    return Picture(width, height, boxes, tuple(sorted(arrows, key=lambda arrow: arrow.expert)))


def _rows(plan: Plan, node: str) -> tuple[Decision, ...]:
    scene = plan.by_id.get(node)
    return scene.decisions if scene else ()


def _end(decision: Decision) -> str:
    """The node a decision leads to; "" when it names one that is not there."""
    return decision.target or ("" if decision.to else OVER)


def _lay(plan: Plan) -> tuple[dict[str, _Node], list[tuple[Decision, list[str]]]]:
    """Nodes with their columns, and for each arrow the lanes it takes."""
    decisions = [(scene, decision) for scene in plan.scenes for decision in scene.decisions if _end(decision)]
    forward = [(scene.id, _end(decision)) for scene, decision in decisions if decision.id not in plan.backward]
    ids = [block.id for block in plan.blocks]
    if any(_end(decision) == OVER for _scene, decision in decisions):
        ids.append(OVER)
    layers = _layers(ids, forward)
    nodes = {name: _Node(name, layers[name]) for name in ids}
    ways = []
    for scene, decision in decisions:
        lanes = []
        if decision.id not in plan.backward:
            lanes = _lanes(nodes, scene, decision)
        ways.append((decision, lanes))
    return nodes, ways


def _layers(ids: list[str], edges: list[tuple[str, str]]) -> dict[str, int]:
    """The longest way to each node, in columns; there are no loops among the edges."""
    layers = dict.fromkeys(ids, 0)
    for _round in ids:
        moved = False
        for before, after in edges:
            if layers[after] <= layers[before]:
                layers[after], moved = layers[before] + 1, True
        if not moved:
            break
    return layers


def _lanes(nodes: dict[str, _Node], scene: Scene, decision: Decision) -> list[str]:
    """A lane in every column between a scene and where a decision leads."""
    before, lanes = scene.id, []
    for layer in range(nodes[scene.id].layer + 1, nodes[_end(decision)].layer):
        lane = _Node(f"{decision.id}/{layer}", layer, lane=True, above=[before])
        nodes[lane.id] = lane
        lanes.append(lane.id)
        before = lane.id
    nodes[_end(decision)].above.append(before)
    return lanes


def _columns(nodes: Iterable[_Node]) -> list[list[_Node]]:
    listed = list(nodes)
    depth = max((node.layer for node in listed), default=-1) + 1
    return [[node for node in listed if node.layer == layer] for layer in range(depth)]


def _order(columns: list[list[_Node]], nodes: dict[str, _Node], passed: set[str]) -> None:
    """The expert's way on top, the others where the nodes that lead to them stand."""
    places: dict[str, float] = {}
    for column in columns:
        middles = {node.id: fmean(places[name] for name in node.above) for node in column if node.above}
        column.sort(key=lambda node: (node.id not in passed, middles.get(node.id, len(nodes)), node.lane))
        places |= {node.id: place for place, node in enumerate(column)}


def _box(plan: Plan, node: _Node, passed: set[str]) -> Box:
    block = next((block for block in plan.blocks if block.id == node.id), None)
    rows = tuple(
        Row(
            decision,
            _short(decision.text, ROW_LETTERS),
            WORTH_WORDS[decision.worth][0],
            node.y + HEAD + ROW * (place + 0.5),
        )
        for place, decision in enumerate(_rows(plan, node.id))
    )
    kind = "over" if block is None else "scene" if node.id in plan.by_id else "ending"
    return Box(
        kind=kind,
        block=block.id if block else "",
        name=_short(block.name, NAME_LETTERS) if block else "",
        x=_left(node),
        y=node.y,
        height=node.height(plan),
        rows=rows,
        expert=node.id in passed,
        start=bool(plan.scenes) and node.id == plan.scenes[0].id,
        reached=node.id in plan.reached or node.id == OVER,
    )


def _left(node: _Node) -> float:
    return EDGE + node.layer * (WIDTH + GAP)


def _arrow(
    plan: Plan, boxes: dict[str, Box], nodes: dict[str, _Node], decision: Decision, lanes: list[str], *, expert: bool
) -> Arrow:
    box, row = next((box, row) for box in boxes.values() for row in box.rows if row.decision is decision)
    x, y = box.x + WIDTH, row.y
    parts = [f"M{x:g} {y:g}"]
    for lane in (nodes[name] for name in lanes):
        middle = lane.y + LANE / 2
        parts += [_curve(x, y, _left(lane), middle), f"H{_left(lane) + WIDTH:g}"]
        x, y = _left(lane) + WIDTH, middle
    goal = boxes[_end(decision)]
    if decision.id in plan.backward:
        return Arrow(_back(x, y, box, goal), decision.worth, expert, back=True)
    parts.append(_curve(x, y, goal.x - 2, goal.middle))
    return Arrow(" ".join(parts), decision.worth, expert, back=False)


def _back(x: float, y: float, box: Box, goal: Box) -> str:
    """Out on the right, over the boxes, in on the left."""
    over = min(box.y, goal.y) - EDGE / 3
    out, home = x + EDGE, goal.x - EDGE * 0.9
    return (
        f"M{x:g} {y:g} C{out:g} {y:g} {out:g} {over:g} {x:g} {over:g} "
        f"H{goal.x:g} C{home:g} {over:g} {home:g} {goal.middle:g} {goal.x - 2:g} {goal.middle:g}"
    )


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    bend = GAP * 0.6
    return f"C{x + bend:g} {y:g} {to_x - bend:g} {to_y:g} {to_x:g} {to_y:g}"


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
