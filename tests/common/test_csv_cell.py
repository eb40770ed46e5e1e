"""No value of ours can become a formula in a spreadsheet."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import csv_cell

STARTS = tuple("=+-@\t\r\n＝＋－＠")
CORPUS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\0=1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\")",
    "＝1+1", "＋1", "－1", "＠A1", "=2+5+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
]  # fmt: skip


@pytest.mark.parametrize("text", CORPUS)
def test_a_text_that_begins_like_a_formula_is_kept_as_text(text):
    assert csv_cell(text).startswith("'")
    assert csv_cell(text)[1:] == text.replace("\0", "")


@given(st.text(max_size=40))
def test_no_text_begins_like_a_formula_after_reading_the_file_back(text):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow([csv_cell(text), "end"])
    cell, end = next(csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=";"))
    assert not cell.startswith(STARTS)
    assert not cell.lstrip().startswith(STARTS)
    assert cell.removeprefix("'") == text.replace("\0", "").removeprefix("'")
    assert end == "end"


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (0, "0"), (-3, "-3"), (Decimal("-1.5"), "-1.5"), ("00123", "00123"), ("Işık", "Işık")],
)
def test_numbers_plain_text_and_nothing_stay_what_they_are(value, cell):
    assert csv_cell(value) == cell
