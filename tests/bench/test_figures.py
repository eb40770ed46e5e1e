"""The arithmetic of the bench; what it measures is printed and never asserted."""

import pytest

from bench.figures import MISSED, REACHED, Pairs, Round, Row, markdown_table, text_table, verdict


def rounds(*cpu):
    """Rounds of ten operations at these CPU milliseconds each."""
    return [Round([5.0] * 9 + [500.0], seconds=2.0, cpu=each * 10) for each in cpu]


def test_a_round_gives_median_rate_and_cpu_of_one_operation():
    (one,) = rounds(4)
    assert (one.operations, one.p50, one.rate, one.cpu_each) == (10, 5.0, 5.0, 4.0)


def test_the_ratio_is_the_median_of_neighbours_so_that_drift_and_one_bad_round_cancel():
    slower_and_slower = Pairs(floor=rounds(4, 8, 16), ours=rounds(8, 16, 32))
    assert slower_and_slower.ratio() == 2
    one_disturbed = Pairs(floor=rounds(4, 4, 4), ours=rounds(6, 6, 60))
    assert one_disturbed.ratio() == 1.5


def test_the_ratio_of_another_figure():
    assert Pairs(floor=rounds(4), ours=rounds(8)).ratio("p50") == 1


def test_sides_of_different_length_are_a_mistake():
    with pytest.raises(ValueError, match="zip"):
        Pairs(floor=rounds(1), ours=rounds(1, 2)).ratio()


def test_the_median_of_one_side():
    assert Pairs(floor=rounds(1, 2, 9), ours=[]).of("floor", "cpu_each") == 2


@pytest.mark.parametrize(
    ("limits", "word"),
    [(((2.0, 2),), REACHED), (((2.01, 2),), MISSED), (((1, 2), (9, 8)), MISSED), (((1, 2), (8, 8)), REACHED)],
)
def test_a_target_is_reached_when_every_limit_is_kept(limits, word):
    assert verdict(limits) == word


def test_a_row_without_a_target_has_no_verdict():
    assert Row("memory", "1 MB").verdict == ""


def test_tables_hold_every_cell():
    rows = [Row("page", "1 ms", "2 ms", "0.50", "5", "≤ 2×", ((0.5, 2),)), Row("a much longer name", "3 ms")]
    text = text_table(rows).splitlines()
    assert text[1].startswith("page                1 ms")
    assert text[1].endswith(REACHED)
    assert markdown_table(rows).splitlines()[2] == "| page | 1 ms | 2 ms | 0.50 | 5 | ≤ 2× | reached |"
