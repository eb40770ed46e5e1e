"""What each kind gives points for, against a slow reading of the rules in the docstrings."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import kinds
from assessments.kinds import Draft, Part, Question
from assessments.kinds.base import SCHEMES, share
from assessments.kinds.hotspot import coordinates
from assessments.kinds.numeric import readings
from assessments.kinds.texts import matches, normal

IDS = [f"i{number}" for number in range(8)]


def reference(points, scheme, right, wrong, total):
    """One part after another, in exact fractions."""
    if scheme == "all":
        won = Fraction(points) if (right, wrong) == (total, 0) else Fraction(0)
    else:
        won = Fraction(0)
        for _each in range(right):
            won += Fraction(points, total)
        taken = wrong if scheme == "penalty" else max(0, right + wrong - total)
        for _each in range(taken):
            won -= Fraction(points, total)
        won = max(won, Fraction(0))
    exact = Decimal(won.numerator) / Decimal(won.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(st.integers(1, 20), st.sampled_from(SCHEMES), st.integers(1, 12), st.data())
def test_shares_of_points(points, scheme, total, data):
    right, wrong = data.draw(st.integers(0, total)), data.draw(st.integers(0, 12))
    question = Question({"points": points}, {"scheme": scheme})
    assert share(question, right=right, wrong=wrong, total=total) == reference(points, scheme, right, wrong, total)


@given(st.sets(st.sampled_from(IDS), min_size=1), st.sets(st.sampled_from(IDS), min_size=1), st.sampled_from(SCHEMES))
def test_a_set_of_options(right, chosen, scheme):
    question = Question({"points": 3, "options": IDS}, {"right": sorted(right), "scheme": scheme})
    won = kinds.get("multiple").mark(question, {"chosen": sorted(chosen)})
    assert won == reference(3, scheme, len(right & chosen), len(chosen - right), len(right))


@pytest.mark.parametrize(("scheme", "won"), [("all", 0), ("partial", 0), ("penalty", 0)])
def test_ticking_everything_is_no_way_to_win(scheme, won):
    question = Question({"points": 2, "options": IDS[:6]}, {"right": IDS[:3], "scheme": scheme})
    assert kinds.get("multiple").mark(question, {"chosen": IDS[:6]}) == won


@given(st.permutations(IDS[:5]), st.permutations(IDS[:5]), st.integers(0, 5), st.sampled_from(SCHEMES))
def test_an_order(right, given_order, answered, scheme):
    question = Question({"points": 5, "steps": sorted(right)}, {"right": right, "scheme": scheme})
    ranks = {step: place for place, step in enumerate(given_order[:answered], start=1)}
    hits = sum(a == b for a, b in zip(right, given_order[:answered], strict=False))
    if ranks:
        won = kinds.get("ordering").mark(question, {"ranks": ranks})
        assert won == reference(5, scheme, hits, answered - hits, 5)


def test_two_lines_with_one_number_are_pointed_out_and_win_once():
    question = Question({"points": 3, "steps": ["a", "b", "c"]}, {"right": ["a", "b", "c"], "scheme": "partial"})
    kind, fields = kinds.get("ordering"), {"rank-1": ["1"], "rank-2": ["1"], "rank-3": ["3"]}
    answer = kind.read(question, ["a", "b", "c"], fields, {})
    assert kind.mark(question, answer) == 2
    assert kind.ask(question.structure, ["a", "b", "c"], {}, answer)["doubled"] == [1]


def pairs(*rows, distractors=()):
    parts = [
        Part(id=f"p{n}", type="pair", value={"prompt": prompt, "match": match})
        for n, (prompt, match) in enumerate(rows)
    ]
    parts += [Part(id=f"d{n}", type="distractor", value={"match": match}) for n, match in enumerate(distractors)]
    return Draft(parts=tuple(parts), points=3, scheme="partial")


def test_several_prompts_share_a_match_and_distractors_are_offered():
    kind = kinds.get("matching")
    draft = pairs(("a", "Araç"), ("b", " araç "), ("c", "Amaç"), distractors=("Fiil", "ARAÇ"))
    assert kind.problem(draft) is None
    structure, key = kind.structure(draft), kind.key(draft)
    assert structure["matches"] == ["p0", "p2", "d0"]
    assert key["right"] == {"p0": "p0", "p1": "p0", "p2": "p2"}
    question = Question(structure, key)
    fields = {"match-1": ["1"], "match-2": ["1"], "match-3": ["3"]}
    answer = kind.read(question, ["p0", "p2", "d0"], fields, {})
    assert kind.mark(question, answer) == 2


@pytest.mark.parametrize(
    "draft",
    [pairs(("a", "x")), pairs(("a", "x"), ("b", "X ")), pairs()],
)
def test_matching_needs_something_to_choose_between(draft):
    assert kinds.get("matching").problem(draft)


# --- words, as Turkish readers compare them ------------------------------------------


@pytest.mark.parametrize(
    ("typed", "accepted", "same", "same_exactly"),
    [
        ("ŞIRNAK", "Şırnak", True, True),
        ("sirnak", "Şırnak", True, False),
        ("İSTANBUL", "istanbul", True, True),
        ("istanbul", "ISTANBUL", True, False),  # a capital I is an ı
        ("I\u0307stanbul", "istanbul", True, True),  # the dot as a sign of its own
        ("Göç  İdaresi ", " göç idaresi.", True, True),
        ("göç\u00a0idaresi", "göç idaresi", True, True),
        ("Türkiye’de", "Türkiye'de", True, True),
        ("Türkiyede", "Türkiye'de", True, False),
        ("kâr", "kar", True, False),
        ("“rıza”", "rıza", True, True),
        ("٩٠ يوم", "90 يوم", True, True),
        ("أداة", "اداه", True, False),
        ("ara\u200bç", "araç", True, True),
        ("göçmen", "göç", False, False),
        ("", "", False, False),
        ("…", "rıza", False, False),
    ],
)
def test_what_counts_as_the_same_word(typed, accepted, same, same_exactly):
    assert matches(typed, accepted) == same
    assert matches(typed, accepted, exact=True) == same_exactly


@pytest.mark.parametrize(
    ("typed", "pattern", "accepted"),
    [
        ("İl Göç İdaresi Müdürlüğü", "il göç idaresi*", True),
        ("Göç İdaresi", "il göç idaresi*", False),
        ("aba", "ab*ba", False),
        ("abba", "ab*ba", True),
        ("tehdit ve hile", "*hile*", True),
        ("a" * 200, "a*" * 40 + "b", False),
        (".*", "x*", False),
    ],
)
def test_a_star_stands_for_any_text(typed, pattern, accepted):
    assert matches(typed, pattern) is accepted


@given(st.text("aAıIiİşŞğĞçÖüâ'’–- ٣أة.,“”*x0", max_size=30))
def test_normal_forms_stay_as_they_are(text):
    assert normal(normal(text)) == normal(text)


def accepted(*rows):
    parts = [
        Part(id=f"a{n}", type="accepted", value={"text": text, "percent": percent, "exact": exact, "feedback": ""})
        for n, (text, percent, exact) in enumerate(rows)
    ]
    return Draft(parts=tuple(parts), points=4)


@pytest.mark.parametrize(("text", "won"), [("Göç İdaresi", 4), ("goc idaresi", 2), ("idare", 1), ("polis", 0)])
def test_the_accepted_answer_that_wins_most_counts(text, won):
    kind = kinds.get("short")
    draft = accepted(("göç idaresi", 50, False), ("göç idaresi", 100, True), ("idare*", 25, False))
    question = Question(kind.structure(draft), kind.key(draft))
    assert kind.mark(question, {"text": text}) == won


@pytest.mark.parametrize(
    ("draft", "fine"),
    [
        (accepted(("x", 100, False)), True),
        (accepted(("x", 50, False)), False),
        (accepted(("*", 100, False)), False),
        (accepted(("x", 100, False), ("*", 10, False)), True),
        (accepted(("x", 100, False), (" . ", 10, False)), False),
        (accepted(), False),
    ],
)
def test_short_text_needs_an_answer_that_wins_all(draft, fine):
    assert (kinds.get("short").problem(draft) is None) == fine


@pytest.mark.parametrize(
    ("text", "gaps", "fine"),
    [
        ("[1] ve [2]", 2, True),
        ("[2] ve [1]", 2, True),
        ("[1] ve [1]", 2, False),
        ("[1]", 2, False),
        ("[1] [2] [3]", 2, False),
        ("yok", 0, False),
    ],
)
def test_a_passage_holds_each_gap_once(text, gaps, fine):
    parts = [Part(id="t", type="passage", value={"text": text})]
    parts += [Part(id=f"g{n}", type="gap", value={"accepted": [{"id": "x", "value": "söz"}]}) for n in range(gaps)]
    assert (kinds.get("gap").problem(Draft(parts=tuple(parts))) is None) == fine


# --- numbers ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("30", ["30"]),
        ("12,5", ["12.5"]),
        ("12.5", ["12.5"]),
        ("1.500", ["1.500", "1500"]),
        ("1,500", ["1.500", "1500"]),
        ("1.500.000", ["1500000"]),
        ("1.500,25", ["1500.25"]),
        ("1,500.25", ["1500.25"]),
        ("1 500", ["1500"]),
        ("1\u00a0500", ["1500"]),
        ("1'500", ["1500"]),
        ("-5", ["-5"]),
        ("−5", ["-5"]),
        ("–5", ["-5"]),
        ("+5", ["5"]),
        ("٣٠", ["30"]),
        ("١٢٫٥", ["12.5"]),
        ("١٬٥٠٠", ["1500"]),
        ("۳۰", ["30"]),
        ("\u200f٣٠", ["30"]),
        ("007", ["7"]),
        ("otuz", []),
        ("30 gün", []),
        ("1,2,3", []),
        ("1.2.3", []),
        ("12.34,5", []),
        ("1e3", []),
        ("--5", []),
        ("²", []),
        ("", []),
        (".", []),
        ("5.", []),
        ("NaN", []),
    ],
)
def test_what_a_number_may_mean(text, meant):
    assert readings(text) == [Decimal(number) for number in meant]


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_number_is_read_back_as_turkish_and_english_write_it(number):
    plain = format(number, "f")
    grouped = format(number, ",f")
    for text in (plain, plain.replace(".", ","), grouped, grouped.translate(str.maketrans(",.", ".,"))):
        assert number in readings(text)


def asked(*numbers, units=()):
    parts = [
        Part(id=f"n{n}", type="number", value={"value": Decimal(v), "tolerance": Decimal(t), "percent": p})
        for n, (v, t, p) in enumerate(numbers)
    ]
    parts += [
        Part(id=f"u{n}", type="unit", value={"name": name, "factor": Decimal(f)}) for n, (name, f) in enumerate(units)
    ]
    return Draft(parts=tuple(parts), points=4)


NINETY = asked(("90", "0", 100), ("90", "5", 50), units=(("gün", "1"), ("hafta", "7"), ("yıl", "0")))


@pytest.mark.parametrize(
    ("number", "unit", "won"),
    [
        ("90", "u0", 4),
        ("90,0", "u0", 4),
        ("٩٠", "u0", 4),
        ("92", "u0", 2),
        ("95", "u0", 2),
        ("95,1", "u0", 0),
        ("13", "u1", 2),
        ("90", "u1", 0),
        ("90", "u2", 0),
        ("0", "u2", 0),
        ("90", "", 0),
        ("", "u0", 0),
        ("doksan", "u0", 0),
    ],
)
def test_numbers_with_tolerance_and_unit(number, unit, won):
    kind = kinds.get("numeric")
    question = Question(kind.structure(NINETY), kind.key(NINETY))
    answer = {"text": number} | ({"unit": unit} if unit else {})
    assert kind.mark(question, answer) == won


def test_a_thousand_and_a_half_read_either_way():
    kind = kinds.get("numeric")
    for right in ("1500", "1.5"):
        draft = asked((right, "0", 100))
        assert kind.mark(Question(kind.structure(draft), kind.key(draft)), {"text": "1.500"}) == 4


@pytest.mark.parametrize(
    ("draft", "fine"),
    [
        (asked(("5", "0", 100)), True),
        (asked(("5", "0", 99)), False),
        (asked(("5", "0", 100), units=(("gün", "1"),)), True),
        (asked(("5", "0", 100), units=(("hafta", "7"),)), False),
        (asked(), False),
    ],
)
def test_a_numeric_question_needs_a_number_and_its_unit(draft, fine):
    assert (kinds.get("numeric").problem(draft) is None) == fine


def test_the_same_number_written_otherwise_makes_the_same_key():
    kind = kinds.get("numeric")
    assert kind.key(asked(("3E+1", "0.00", 100))) == kind.key(asked(("30.0", "0", 100)))


# --- places in a picture ------------------------------------------


@pytest.mark.parametrize(
    ("shape", "text", "found"),
    [
        ("rect", "1, 2, 3, 4", [1, 2, 3, 4]),
        ("rect", "1 2 3 4", [1, 2, 3, 4]),
        ("circle", "500;500;100", [500, 500, 100]),
        ("poly", "0,0 1000,0 500,1000", [0, 0, 1000, 0, 500, 1000]),
        ("rect", "1 2 3", []),
        ("rect", "1 2 3 1001", []),
        ("rect", "1 2 3 -4", []),
        ("rect", "1 2 3 ٤", []),
        ("poly", "0 0 1 1", []),
        ("poly", "0 0 1 1 2 2 3", []),
        ("circle", "a b c", []),
        ("rect", "", []),
        ("rect", "1 2 3 99999999999999", []),
    ],
)
def test_positions_are_read_or_not(shape, text, found):
    assert coordinates(shape, text) == found
