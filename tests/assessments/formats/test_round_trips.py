"""Writing, reading and writing again gives the same bytes; and what is read is what was written."""

import pytest
from hypothesis import HealthCheck, given, settings

from assessments.formats import FORMATS, canonical, read, write
from tests.assessments.formats.strategies import PARTS, banks

CARRIES = {  # what each format has a place for, whatever the words
    "gift": {"single", "multiple", "true_false", "matching", "ordering", "gap", "numeric", "short"},
    "aiken": {"single"},
    "moodlexml": {"single", "multiple", "true_false", "matching", "ordering", "gap", "numeric", "short", "written"},
    "qti": set(PARTS),
    "xlsx": set(PARTS),
}
CARRIES |= {"qti21": CARRIES["qti"], "csv": CARRIES["xlsx"]}
quietly = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", FORMATS)
@quietly
@given(bank=banks())
def test_written_read_and_written_again_is_the_same_file(name, bank):
    first = write(name, bank, language="tr")
    again = read(name, first.data, language="tr")

    if not first.count:
        return
    assert again.problems == []
    assert write(name, again.items, language="tr").data == first.data
    assert first.count + len(first.left_out) == len(bank)
    assert {loss.code for loss in first.left_out} <= {item.code for item in bank}


@pytest.mark.parametrize("name", ["gift", "moodlexml", "qti", "qti21", "csv", "xlsx"])
@quietly
@given(bank=banks())
def test_what_is_read_is_what_was_written(name, bank):
    first = write(name, bank, language="tr")
    left_out = {loss.code for loss in first.left_out}
    wrote = {item.code: item for item in bank if item.code not in left_out}
    found = {item.code: item for item in read(name, first.data, language="tr").items}

    assert set(found) == set(wrote)
    for code, item in found.items():
        expected = wrote[code]
        told = dict(item.fields)
        assert (item.kind, item.stem) == (expected.kind, expected.stem)
        if item.kind != "hotspot":
            assert item.parts == canonical(expected).parts
        missing = {n for n, v in expected.fields.items() if v and n not in told and n not in ("pool", "scheme")}
        missing -= {"difficulty"} if expected.fields["difficulty"] == "medium" else set()
        missing -= {"points"} if expected.fields["points"] == 1 else set()
        slashed = any(step[0] == "/" or step[-1] == "/" for step in expected.fields["category"])
        missing -= {"category"} if slashed else set()
        assert missing == set()
        assert {n: v for n, v in told.items() if expected.fields[n] != v} == {}


@pytest.mark.parametrize("name", CARRIES)
@quietly
@given(bank=banks())
def test_a_kind_that_has_no_place_is_named(name, bank):
    first = write(name, bank, language="tr")
    for item in bank:
        if item.kind not in CARRIES[name]:
            assert item.code in {loss.code for loss in first.left_out}
    assert all(loss.reason for loss in first.left_out)
