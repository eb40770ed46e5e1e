"""From enrolment to completion, against the outline frozen at the start."""

from datetime import date

import pytest
from django.db import connection
from django.utils.translation import override

from assessments.domain import start_attempt, submit
from assessments.models import Attempt
from enrolments import domain, signals
from enrolments.models import ActivityCompletion, Enrolment, EnrolmentEvent
from enrolments.queries import activities_of, context_key, course_progress, open_activities
from enrolments.tasks import reconcile
from tests.factories.assessments import right_places, save, wrong_places
from tests.factories.enrolments import OutlineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(officer, outline) -> Enrolment:
    return domain.enrol(officer=officer, course_key=outline.course_key, by=officer)


def do_everything(enrolment: Enrolment) -> None:
    for lesson, activity in activities_of(enrolment.outline):
        domain.complete_activity(enrolment=enrolment, lesson_key=lesson, activity_id=activity)


def sit_quiz(enrolment: Enrolment, *, right: bool) -> Attempt:
    attempt = start_attempt(
        officer=enrolment.officer,
        quiz_key=enrolment.outline.outline["quiz"],
        context_key=context_key(enrolment),
        language="tr",
    )
    for item in attempt.items.select_related("question_version"):
        save(attempt, item.position, *(right_places if right else wrong_places)(item))
    submit(attempt=attempt)
    return attempt


def test_enrolling_twice_is_one_enrolment(officer, outline):
    first = domain.enrol(officer=officer, course_key=outline.course_key, by=officer)
    second = domain.enrol(officer=officer, course_key=outline.course_key, by=officer)
    assert first == second
    assert EnrolmentEvent.objects.filter(enrolment=first, kind="enrolled").count() == 1


def test_a_course_without_lessons_refuses_with_a_reason(officer):
    with override("en"), pytest.raises(domain.EnrolmentRefused, match="no lessons"):
        domain.enrol(officer=officer, course_key="7c0f6f66-0000-4000-8000-000000000000", by=officer)


def test_activities_outside_the_outline_are_ignored(enrolment):
    lesson = enrolment.outline.outline["lessons"][0]["key"]
    assert domain.complete_activity(enrolment=enrolment, lesson_key=lesson, activity_id="not-there") is False
    assert ActivityCompletion.objects.filter(enrolment=enrolment).count() == 0


def test_an_activity_counts_once(enrolment):
    lesson = enrolment.outline.outline["lessons"][0]["key"]
    assert domain.complete_activity(enrolment=enrolment, lesson_key=lesson, activity_id="read") is True
    assert domain.complete_activity(enrolment=enrolment, lesson_key=lesson, activity_id="read") is False
    assert course_progress(enrolment).lessons[0].done == 1


def test_lessons_and_quiz_together_complete_the_course_in_either_order(enrolment, django_capture_on_commit_callbacks):
    heard = []
    signals.course_completed.connect(
        lambda enrolment, **_: heard.append(enrolment.public_id), weak=False, dispatch_uid="test"
    )
    with django_capture_on_commit_callbacks(execute=True):
        sit_quiz(enrolment, right=True)
        enrolment.refresh_from_db()
        assert enrolment.completed_at is None
        do_everything(enrolment)
    signals.course_completed.disconnect(dispatch_uid="test")
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
    assert heard == [enrolment.public_id]
    assert EnrolmentEvent.objects.filter(enrolment=enrolment, kind="completed").count() == 1


def test_used_up_attempts_fail_the_enrolment_and_keep_the_answers(enrolment, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        do_everything(enrolment)
        sit_quiz(enrolment, right=False)
    enrolment.refresh_from_db()
    assert enrolment.failed_at is None
    with django_capture_on_commit_callbacks(execute=True):
        sit_quiz(enrolment, right=False)
    enrolment.refresh_from_db()
    assert enrolment.failed_at is not None
    assert Attempt.objects.of(enrolment.officer).count() == 2


def test_news_lost_on_the_way_is_caught_up_by_the_scheduler(enrolment):
    do_everything(enrolment)
    sit_quiz(enrolment, right=True)  # on-commit news never runs inside this test's transaction
    enrolment.refresh_from_db()
    assert enrolment.completed_at is None
    reconcile()
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


def test_a_later_outline_does_not_move_the_goalposts(enrolment, outline):
    OutlineFactory(course_key=outline.course_key, number=2, code="m1", lessons=9)
    assert len(open_activities(enrolment)) == len(activities_of(outline))


def test_a_finished_course_may_be_begun_again_with_attempts_of_its_own(
    enrolment, officer, outline, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sit_quiz(enrolment, right=True)
        do_everything(enrolment)
    renewed = domain.enrol(officer=officer, course_key=outline.course_key, by=officer)
    assert renewed != enrolment
    assert course_progress(renewed).quiz.used == 0


def test_due_dates_are_kept_in_the_history(enrolment, officer):
    domain.set_due(enrolment=enrolment, due_on=date(2027, 1, 31), by=officer)
    event = EnrolmentEvent.objects.get(enrolment=enrolment, kind="due_set")
    assert event.data == {"due_on": "2027-01-31"}


def test_evaluating_costs_the_same_however_many_activities(enrolment, django_assert_num_queries):
    lesson = enrolment.outline.outline["lessons"][0]["key"]
    domain.complete_activity(enrolment=enrolment, lesson_key=lesson, activity_id="read")
    with django_assert_num_queries(2):
        domain.evaluate(enrolment=enrolment)
    do_everything(enrolment)
    with django_assert_num_queries(2):
        domain.evaluate(enrolment=enrolment)
    assert connection.vendor in ("sqlite", "postgresql")
