import pytest

from bench.scale import FULL, QUICK, SMALL, Scale, course_codes


@pytest.mark.parametrize("scale", [FULL, QUICK])
def test_the_learners_of_all_courses_are_the_enrolments(scale):
    learners = scale.learners()
    assert sum(learners) == scale.enrolments
    assert learners[0] == scale.officers
    assert learners[1:4] == list(SMALL)
    assert len(learners) == len(course_codes(scale)) == scale.courses


def test_the_small_courses_fit_into_the_first_province():
    assert max(SMALL) <= FULL.province_size
    assert max(SMALL) <= QUICK.province_size


def test_nobody_is_on_a_course_twice():
    with pytest.raises(ValueError, match="twice"):
        Scale(officers=100, units=5, provinces=1, courses=20, enrolments=1_000_000, responses=0).learners()


def test_the_full_size_is_that_of_the_targets():
    assert (FULL.officers, FULL.units, FULL.courses, FULL.enrolments, FULL.responses) == (
        100_000, 500, 20, 1_000_000, 1_000_000,
    )  # fmt: skip
