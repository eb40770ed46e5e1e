"""A drill goes on step by step, whatever is sent twice or was never offered."""

import pytest

from assessments import kinds
from assessments.kinds import InvalidAnswer
from tests.assessments.drill.given import KIND, SHORT, drill, frozen, step, take


def test_a_step_sent_twice_decides_once_and_another_one_is_refused():
    question = frozen(SHORT)
    order = KIND.order(question.structure, None)
    answer = take(question, [1, 2])
    assert KIND.read(question, order, step(1, 1), answer) == answer
    assert KIND.read(question, order, step(2, 2), answer) == answer
    for stale in (step(1, 2), step(2, 1), step(2, 2, confidence=1)):
        with pytest.raises(kinds.StepTaken):
            KIND.read(question, order, stale, answer)
    assert take(question, [1], answer) == take(question, [1, 2, 1])


@pytest.mark.parametrize(
    "fields",
    [
        step(2, 1),  # a step not reached
        step(0, 1),
        {"choice": ["1"], "confidence": ["1"]},  # for which step?
        step(1, 3),  # a decision this scene does not have
        step(1, 1, confidence=5),
        {**step(1, 1), "choice": ["1", "2"]},
        {**step(1, 1), "confidence": ["x"]},
    ],
)
def test_what_the_form_cannot_send_is_refused(fields):
    question = frozen(SHORT)
    with pytest.raises(InvalidAnswer):
        KIND.read(question, KIND.order(question.structure, None), fields, {})


@pytest.mark.parametrize("left_out", ["choice", "confidence"])
def test_a_step_needs_a_decision_and_how_sure_one_is(left_out):
    question = frozen(SHORT)
    fields = {name: value for name, value in step(1, 1).items() if name != left_out}
    with pytest.raises(kinds.StepIncomplete):
        KIND.read(question, KIND.order(question.structure, None), fields, {})


def test_an_empty_form_decides_nothing_and_nothing_follows_the_end():
    question = frozen(SHORT)
    order = KIND.order(question.structure, None)
    assert KIND.read(question, order, {}, {}) == {}
    over = take(question, [2, 2])
    assert over["at"] is None
    assert KIND.read(question, order, {}, over) == over
    with pytest.raises(InvalidAnswer):
        KIND.read(question, order, step(3, 1), over)


def test_an_answer_does_not_fit_a_drill_whose_branches_changed():
    answer = take(frozen(SHORT), [1, 3])
    changed = drill({"A": [("best", "B"), ("harmful", "B")], "B": [("best", ""), ("harmful", "")]})
    assert KIND.fits(frozen(SHORT), answer)
    assert not KIND.fits(frozen(changed), answer)
