"""What holds for every kind of question, whatever it asks."""

import json
from decimal import Decimal
from functools import cache
from random import Random

import pytest
from django.template.loader import get_template
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import kinds
from assessments.kinds import InvalidAnswer
from assessments.kinds.base import SCHEMES
from tests.factories.assessments import QuestionFactory
from tests.factories.kinds import EXAMPLES, HIDDEN, example

pytestmark = pytest.mark.django_db
WORTH = 4

NAMES = st.sampled_from(
    ["choice", "text", "number", "unit", "step", "confidence", "zzz"]
    + [f"{name}-{n}" for name in ("match", "rank", "gap") for n in (0, 1, 2, 3, 4, 9)]
)
VALUES = st.one_of(
    st.sampled_from(["", "0", "1", "2", "3", "4", "99", "-1", "1.5", "1e9", "٣", "²", "true", "\0", "90", " 1"]),
    st.just("x" * 7000),
    st.text(max_size=20),
)
FIELDS = st.dictionaries(NAMES, st.lists(VALUES, max_size=3), max_size=8)


@pytest.fixture
def frozen():
    """The example of a kind under a scheme: kind, question, words, feedback."""

    @cache
    def freeze(name, scheme="all"):
        draft = QuestionFactory(**example(name, code=f"{name}-{scheme}"[:40], points=WORTH, scheme=scheme)).draft()
        kind = kinds.get(name)
        question = kinds.Question(kind.structure(draft), kind.key(draft))
        return kind, question, kind.words(draft), kind.feedback(draft)

    return freeze


def drawn(name, side, context):
    return get_template(f"kinds/{name}/{side}.html").render({**context, "uid": "q", "reveal": True})


def test_every_kind_has_an_example_here():
    assert set(kinds.names()) - set(EXAMPLES) <= {"drill"}  # which has tests of its own


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_can_be_asked_and_an_empty_draft_cannot(name):
    question = QuestionFactory(**example(name))
    assert question.problem() is None
    if kinds.get(name).blocks:
        assert kinds.get(name).problem(kinds.Draft())


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_an_officer_gets_before_marking_tells_what_is_right(name, frozen):
    kind, question, words, feedback = frozen(name)
    order = kind.order(question.structure, None)
    shown = kind.ask(question.structure, order, words, {})
    seen = json.dumps([question.structure, words]) + json.dumps(shown, default=str) + drawn(name, "ask", shown)
    assert HIDDEN not in seen
    for word in secret(question.key):
        assert word not in seen
    assert name in ("true_false", "matching", "ordering", "gap", "numeric") or HIDDEN in json.dumps(feedback)


def secret(key):
    """Words in a key: neither ids nor numbers."""
    if isinstance(key, dict):
        return [word for value in key.values() for word in secret(value)]
    if isinstance(key, list):
        return [word for value in key for word in secret(value)]
    return [key] if isinstance(key, str) and len(key) > 5 and key not in SCHEMES else []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_solution_wins_all_points_in_any_order_of_its_parts(name, scheme, frozen):
    kind, question, _words, _feedback = frozen(name, scheme)
    for seed in range(30):
        order = kind.order(question.structure, Random(seed))  # noqa: S311 -- a test's dice
        answer = kinds.walk(kind, question, order)
        assert kind.mark(question, answer) == (None if kind.by_person else question.points)
        assert kind.finished(question, answer)
        assert kind.fits(question, answer)


@pytest.mark.parametrize("name", EXAMPLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(fields=FIELDS, scheme=st.sampled_from(SCHEMES), seed=st.integers(0, 50))
def test_any_form_makes_an_answer_or_is_refused(name, frozen, fields, scheme, seed):
    kind, question, words, feedback = frozen(name, scheme)
    order = kind.order(question.structure, Random(seed))  # noqa: S311 -- a test's dice
    try:
        answer = kind.read(question, order, fields, {})
    except InvalidAnswer:
        return
    assert json.loads(json.dumps(answer)) == answer
    drawn(name, "ask", kind.ask(question.structure, order, words, answer))
    drawn(name, "review", kind.review(question, order, words, feedback, answer))
    if answer:
        points = kind.mark(question, answer)
        assert kind.fits(question, answer)
        assert points is None if kind.by_person else isinstance(points, Decimal) and 0 <= points <= question.points


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_empty_form_is_a_blank_answer_and_its_review_is_drawn(name, frozen):
    kind, question, words, feedback = frozen(name)
    order = kind.order(question.structure, None)
    assert kind.read(question, order, {}, {}) == {}
    assert drawn(name, "review", kind.review(question, order, words, feedback, {}))


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_was_answered_is_in_the_form_again(name, frozen):
    """A form as it comes back sends the same answer."""
    kind, question, words, _feedback = frozen(name)
    order = kind.order(question.structure, Random(3))  # noqa: S311 -- a test's dice
    answer = kinds.walk(kind, question, order)
    html = drawn(name, "ask", kind.ask(question.structure, order, words, answer))
    for field, values in kind.solution(question, order).items():
        assert f'name="{field}"' in html
        for value in values:
            assert value in html
    assert html != drawn(name, "ask", kind.ask(question.structure, order, words, {}))


@pytest.mark.parametrize("name", EXAMPLES)
def test_fields_that_mean_nothing_to_a_kind_change_nothing(name):
    ignored = {"points", "scheme", "answer_is_true"} - set(kinds.get(name).uses)
    other = {"points": 7, "scheme": "penalty", "answer_is_true": False}
    one = QuestionFactory(**example(name)).draft()
    two = QuestionFactory(**example(name, code="other", **{field: other[field] for field in ignored})).draft()
    kind = kinds.get(name)
    if name == "hotspot":  # each example has a picture of its own
        assert kind.structure(one)["shapes"] == kind.structure(two)["shapes"]
    else:
        assert kind.structure(one) == kind.structure(two)
    assert {**kind.key(one), "scheme": ""} == {**kind.key(two), "scheme": ""}
