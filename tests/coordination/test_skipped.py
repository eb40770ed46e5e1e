"""Lessons known by the pre-test count for coordinators; the pre-test itself is the officer's own affair."""

import pytest

from enrolments.domain import complete_activity
from enrolments.models import LessonCredit
from tests.factories import officer_in
from tests.factories.enrolments import finish_lessons, on_course
from tests.factories.pretests import add_pretest, take_pretest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("officers", [1, 3])
def test_a_skipped_lesson_counts_once_in_the_list(as_coordinator, country, outline, officers):
    for _number in range(officers):
        enrolment = on_course(officer_in(country.fatih), outline)
        finish_lessons(enrolment, 1)
        first, second, _third = [lesson["key"] for lesson in outline.outline["lessons"]]
        complete_activity(enrolment=enrolment, lesson_key=second, activity_id="read")
        for key in (first, second):
            LessonCredit.objects.create(enrolment=enrolment, lesson_key=key, attempt="x")
    rows = as_coordinator().get("/en/coordination/enrolments/").context["rows"]
    assert [(line["row"].done, line["row"].total) for line in rows] == [(2, 3)] * officers


def test_the_record_of_a_person_tells_nothing_of_the_pretest(as_coordinator, country, people, site):
    enrolment = on_course(people.fatih, add_pretest())
    attempt = take_pretest(enrolment, knows={"l1"})
    LessonCredit.objects.create(
        enrolment=enrolment, lesson_key=enrolment.outline.outline["lessons"][0]["key"], attempt=attempt.public_id
    )
    text = as_coordinator().get(f"/en/coordination/people/{people.fatih.public_id}/").content.decode()
    assert "1 of 2 lessons" in text
    assert attempt.public_id not in text
    assert "50%" not in text
    assert "%)" not in text
