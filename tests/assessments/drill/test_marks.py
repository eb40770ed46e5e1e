"""A drill is marked by where the officer went; nothing of that stands in what is asked."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import kinds
from tests.assessments.drill.given import KIND, SHORT, frozen, graphs, step, take


def test_structure_holds_neither_worth_nor_where_a_decision_leads():
    structure = KIND.structure(SHORT)
    assert structure["scenes"][0] == {"id": "s-A", "options": ["A/0", "A/1"]}
    assert set(structure) == {"points", "scenes"}
    assert all(set(scene) == {"id", "options"} for scene in structure["scenes"])


@pytest.mark.parametrize(
    ("places", "points"),
    [
        ([1, 1, 1], "6.00"),  # the expert's path
        ([1, 2, 1], "5.00"),  # 2½ of 3
        ([1, 3, 1, 1], "4.50"),  # harm mended by a detour: 3 of 4
        ([1, 1, 2], "4.00"),
        ([2, 1], "2.00"),  # a short cut to the bad end: 1 of 3
        ([2, 2], "0.00"),
        ([1, 1], "4.00"),  # not finished: what was won so far
    ],
)
def test_a_path_wins_its_worth_over_the_longer_of_both_paths(places, points):
    question = frozen(SHORT)
    assert KIND.mark(question, take(question, places)) == Decimal(points)


@settings(suppress_health_check=[HealthCheck.too_slow])  # graphs are large, and the machine may be busy
@given(graphs(), st.lists(st.integers(0, 3), max_size=9), st.integers(0, 10**6))
def test_marks_agree_with_a_slow_reference_on_any_drill(draft, choices, seed):
    """The reference walks the author's words; the kind walks frozen ids, in a shuffled order."""
    from random import Random

    question = frozen(draft)
    order = KIND.order(question.structure, Random(seed))  # noqa: S311 -- a test's dice
    book = {part.value["name"]: [item["value"] for item in part.value["decisions"]] for part in draft.parts}
    here, own, answer = "0", [], {}
    for number, chosen in enumerate(choices, start=1):
        if here == "":
            break
        value = book[here][chosen % len(book[here])]
        shown = [each for each in order if each.startswith(f"{here}/")]
        spot = shown.index(f"{here}/{book[here].index(value)}") + 1
        answer = KIND.read(question, order, step(number, spot), answer)
        own.append({"best": Decimal(1), "acceptable": Decimal("0.5"), "harmful": Decimal(0)}[value["worth"]])
        here = value["to"]
    length, at = 0, "0"
    while at != "":
        length, at = length + 1, next(each["to"] for each in book[at] if each["worth"] == "best")
    assert len(KIND.steps(question, order)) == length
    if own:
        wanted = (draft.points * sum(own) / max(len(own), length)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert KIND.mark(question, answer) == wanted
        assert KIND.finished(question, answer) == (here == "")
        assert KIND.fits(question, answer)
    solved = kinds.walk(KIND, question, order)
    assert KIND.finished(question, solved)
    assert KIND.mark(question, solved) == draft.points


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(graphs(), st.lists(st.integers(0, 3), min_size=1, max_size=9))
def test_only_the_experts_path_wins_everything(draft, choices):
    question, answer = frozen(draft), {}
    for chosen in choices:
        if KIND.finished(question, answer):
            break
        scene = answer.get("at") or question.structure["scenes"][0]["id"]
        options = next(each["options"] for each in question.structure["scenes"] if each["id"] == scene)
        answer = take(question, [chosen % len(options) + 1], answer)
    best = all(question.key["worth"][each["option"]] == "best" for each in answer["path"])
    assert (KIND.mark(question, answer) == draft.points) == (best and answer["at"] is None)
