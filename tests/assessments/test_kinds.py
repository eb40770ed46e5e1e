"""Marking is pure: any answer to any question, without a database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import kinds
from assessments.kinds import Draft, InvalidAnswer, Part, Question
from assessments.models import Question as AuthoredQuestion
from assessments.models import QuestionKind

OPTIONS = [f"o{number}" for number in range(8)]
CHOICES = ["multiple", "single", "true_false"]


@st.composite
def choices(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """Options, a non-empty key among them, and any subset as the answer."""
    options = OPTIONS[: draw(st.integers(2, 8))]
    key = draw(st.lists(st.sampled_from(options), min_size=1, unique=True))
    chosen = draw(st.lists(st.sampled_from(options), unique=True))
    return options, key, chosen


def question(options: list[str], right: list[str], *, points: int = 1, scheme: str = "all") -> Question:
    return Question({"points": points, "options": options}, {"right": right, "scheme": scheme})


def read(name: str, options: list[str], chosen: list[str]) -> dict[str, list[str]]:
    """The answer that ticking these options makes, through the form."""
    places = [str(options.index(option) + 1) if option in options else option for option in chosen]
    return kinds.get(name).read(question(options, options[:1]), options, {"choice": places}, {})


def draft(*options: str, right: tuple[str, ...] = (), **how) -> Draft:
    parts = [Part(id=o, type="option", value={"text": o, "correct": o in right}) for o in options]
    return Draft(parts=tuple(parts), **how)


@given(choices())
def test_multiple_is_all_or_nothing_in_any_order(case):
    options, key, chosen = case
    points = kinds.get("multiple").mark(question(options, key), {"chosen": chosen})
    assert points == (1 if set(chosen) == set(key) else 0)
    assert points == kinds.get("multiple").mark(question(options, key), {"chosen": chosen[::-1]})
    assert isinstance(points, Decimal)


@given(choices(), st.integers(1, 9), st.sampled_from(kinds.base.SCHEMES))
def test_points_stay_between_nothing_and_what_the_question_gives(case, worth, scheme):
    options, key, chosen = case
    for name in CHOICES:
        asked = question(options, key[:1], points=worth, scheme=scheme)
        assert 0 <= kinds.get(name).mark(asked, {"chosen": chosen}) <= worth


@given(choices())
def test_an_empty_answer_wins_nothing(case):
    options, key, _chosen = case
    for name in CHOICES:
        assert kinds.get(name).mark(question(options, key), {"chosen": []}) == 0
        assert kinds.get(name).read(question(options, key), options, {}, {}) == {}


@given(choices())
def test_single_takes_one_option_at_most(case):
    options, key, chosen = case
    if len(chosen) > 1:
        with pytest.raises(InvalidAnswer):
            read("single", options, chosen)
    else:
        answer = read("single", options, chosen)
        won = kinds.get("single").mark(question(options, key[:1]), answer) if answer else 0
        assert won == (1 if chosen == key[:1] else 0)


@pytest.mark.parametrize("chosen", [["elsewhere"], ["o0", "o0"], ["o0", "elsewhere"], ["0"], ["9"]])
@pytest.mark.parametrize("name", ["single", "multiple"])
def test_what_was_not_offered_is_refused(name, chosen):
    with pytest.raises(InvalidAnswer):
        read(name, OPTIONS, chosen)


@pytest.mark.parametrize("truth", [True, False])
def test_true_false_words_itself_and_is_never_shuffled(truth):
    kind = kinds.get("true_false")
    structure, key = kind.structure(Draft(is_true=truth)), kind.key(Draft(is_true=truth))
    assert (structure, key["right"]) == ({"options": ["true", "false"], "points": 1}, [str(truth).lower()])
    assert all(kind.texts(structure["options"], {}))
    assert not kind.shuffles
    assert kind.mark(Question(structure, key), {"chosen": [str(truth).lower()]}) == 1
    assert kind.mark(Question(structure, key), {"chosen": [str(not truth).lower()]}) == 0


@pytest.mark.parametrize(
    ("name", "draft", "can_be_asked"),
    [
        ("single", draft("a", "b", right=("a",)), True),
        ("single", draft("a", "b", right=("a", "b")), False),
        ("single", draft("a", "b"), False),
        ("single", draft("a", right=("a",)), False),
        ("multiple", draft("a", "b", right=("a", "b")), True),
        ("multiple", draft("a", "b"), False),
        ("true_false", Draft(), True),
    ],
)
def test_a_draft_that_cannot_be_asked_says_why(name, draft, can_be_asked):
    assert (kinds.get(name).problem(draft) is None) == can_be_asked


def test_every_kind_is_offered_to_authors():
    offered = {value for value, _label in AuthoredQuestion._meta.get_field("kind").flatchoices}
    assert offered == set(kinds.names()) >= set(QuestionKind.values)


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_declares_how_it_is_asked(name):
    assert kinds.get(name).input_type in {"radio", "checkbox"}


@pytest.mark.parametrize("name", kinds.names())
def test_every_kind_says_what_it_is_and_what_to_do(name):
    assert str(kinds.get(name).label)
    assert str(kinds.get(name).hint)
