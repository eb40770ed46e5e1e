"""Marking is pure: any answer to any question, without a database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import kinds
from assessments.kinds import Draft, InvalidAnswer
from assessments.models import Question, QuestionKind

OPTIONS = [f"o{number}" for number in range(8)]


@st.composite
def choices(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """Options, a non-empty key among them, and any subset as the answer."""
    options = OPTIONS[: draw(st.integers(2, 8))]
    key = draw(st.lists(st.sampled_from(options), min_size=1, unique=True))
    chosen = draw(st.lists(st.sampled_from(options), unique=True))
    return options, key, chosen


@given(choices())
def test_multiple_is_all_or_nothing_in_any_order(case):
    options, key, chosen = case
    structure = {"options": options, "key": key, "points": 1}
    points = kinds.get("multiple").mark(structure, {"chosen": chosen})
    assert points == (1 if set(chosen) == set(key) else 0)
    assert points == kinds.get("multiple").mark(structure, {"chosen": chosen[::-1]})
    assert isinstance(points, Decimal)


@given(choices(), st.integers(1, 9))
def test_points_stay_between_nothing_and_what_the_question_gives(case, worth):
    options, key, chosen = case
    for name in kinds.names():
        structure = {"options": options, "key": key[:1], "points": worth}
        assert 0 <= kinds.get(name).mark(structure, {"chosen": chosen}) <= worth


@given(choices())
def test_an_empty_answer_wins_nothing(case):
    options, key, _chosen = case
    for name in kinds.names():
        assert kinds.get(name).mark({"options": options, "key": key, "points": 1}, {"chosen": []}) == 0


@given(choices())
def test_single_takes_one_option_at_most(case):
    options, key, chosen = case
    single, structure = kinds.get("single"), {"options": options, "key": key[:1], "points": 1}
    if len(chosen) > 1:
        with pytest.raises(InvalidAnswer):
            single.validate(structure, {"chosen": chosen})
    else:
        single.validate(structure, {"chosen": chosen})
        assert single.mark(structure, {"chosen": chosen}) == (1 if chosen == key[:1] else 0)


@pytest.mark.parametrize("chosen", [["elsewhere"], ["o0", "o0"], ["o0", "elsewhere"]])
@pytest.mark.parametrize("name", ["single", "multiple"])
def test_what_was_not_offered_is_refused(name, chosen):
    with pytest.raises(InvalidAnswer):
        kinds.get(name).validate({"options": OPTIONS, "key": ["o0"], "points": 1}, {"chosen": chosen})


@pytest.mark.parametrize("truth", [True, False])
def test_true_false_words_itself_and_is_never_shuffled(truth):
    kind = kinds.get("true_false")
    structure = kind.structure(Draft(is_true=truth))
    assert structure == {"options": ["true", "false"], "key": [str(truth).lower()], "points": 1}
    assert list(kind.texts(structure["options"], {})) == ["true", "false"]
    assert all(kind.texts(structure["options"], {}).values())
    assert not kind.shuffles
    assert kind.mark(structure, {"chosen": [str(truth).lower()]}) == 1
    assert kind.mark(structure, {"chosen": [str(not truth).lower()]}) == 0


@pytest.mark.parametrize(
    ("name", "draft", "can_be_asked"),
    [
        ("single", Draft(options=("a", "b"), right=("a",)), True),
        ("single", Draft(options=("a", "b"), right=("a", "b")), False),
        ("single", Draft(options=("a", "b")), False),
        ("single", Draft(options=("a",), right=("a",)), False),
        ("multiple", Draft(options=("a", "b"), right=("a", "b")), True),
        ("multiple", Draft(options=("a", "b")), False),
        ("true_false", Draft(), True),
    ],
)
def test_a_draft_that_cannot_be_asked_says_why(name, draft, can_be_asked):
    assert (kinds.get(name).problem(draft) is None) == can_be_asked


def test_every_kind_is_offered_to_authors():
    offered = {value for value, _label in Question._meta.get_field("kind").flatchoices}
    assert offered == set(kinds.names()) >= set(QuestionKind.values)


@pytest.mark.parametrize("name", kinds.names())
def test_every_kind_declares_how_it_is_asked(name):
    assert kinds.get(name).input_type in {"radio", "checkbox"}
    assert str(kinds.get(name).label)
