"""Plain drills without a database, walked by places; and any drill that goes forward, for Hypothesis."""

from hypothesis import strategies as st

from assessments import kinds
from assessments.kinds import Draft, Part
from tests.factories.drills import (
    listed,
)

KIND = kinds.get("drill")


WORTHS = ("best", "acceptable", "harmful")


def drill(scenes: dict[str, list[tuple[str, str]]], endings: tuple[str, ...] = (), points: int = 1) -> Draft:
    """Scene → its decisions as (worth, leads to); the option ids are `<scene>/<place>`."""
    parts = [
        Part(
            f"s-{name}",
            "scene",
            {
                "name": name,
                "text": f"text {name}",
                "question": f"question {name}",
                "decisions": [
                    listed(f"{name}/{number}", decision(name, number, *each)) for number, each in enumerate(decisions)
                ],
            },
        )
        for name, decisions in scenes.items()
    ]
    parts += [Part(f"e-{name}", "ending", {"name": name, "text": f"ending {name}"}) for name in endings]
    return Draft(parts=tuple(parts), points=points)


def decision(scene: str, number: int, worth: str, to: str) -> dict:
    return {
        "text": f"decision {scene}{number}",
        "to": to,
        "worth": worth,
        "consequence": f"then {scene}{number}",
        "indicators": [listed(f"i-{scene}{number}", f"sign {scene}{number}")],
        "why": f"why {scene}{number}",
    }


def frozen(draft: Draft) -> kinds.Question:
    return kinds.Question(KIND.structure(draft), KIND.key(draft))


def take(question: kinds.Question, places: list[int], before: dict | None = None) -> dict:
    """Decide by place in the order written."""
    answer = before or {}
    order = KIND.order(question.structure, None)
    for number, chosen in enumerate(places, start=len(answer.get("path", [])) + 1):
        answer = KIND.read(question, order, step(number, chosen), answer)
    return answer


def step(number: int, chosen: int, confidence: int = 4) -> dict[str, list[str]]:
    return {"step": [str(number)], "choice": [str(chosen)], "confidence": [str(confidence)]}


SHORT = drill(
    {
        "A": [("best", "B"), ("harmful", "Z")],
        "B": [("best", "C"), ("acceptable", "C"), ("harmful", "D")],
        "C": [("best", "good"), ("harmful", "bad")],
        "D": [("best", "C"), ("harmful", "bad")],
        "Z": [("best", "bad"), ("harmful", "bad")],
    },
    ("good", "bad"),
    points=6,
)


@st.composite
def graphs(draw: st.DrawFn) -> Draft:
    """Any drill that goes forward: each decision leads to a later scene or to the end."""
    count = draw(st.integers(1, 7))
    scenes = {}
    for place_ in range(count):
        later = [str(number) for number in range(place_ + 1, count)] + [""]
        rest = draw(st.lists(st.sampled_from(WORTHS[1:]), min_size=1, max_size=3))
        worths = draw(st.permutations(["best", *rest]))
        scenes[str(place_)] = [(worth, draw(st.sampled_from(later))) for worth in worths]
    return drill(scenes, points=draw(st.integers(1, 20)))
