"""The pre-test: taken once, shows what is known, spares lessons, and never decides a course."""

import pytest

from assessments.contexts import describe
from assessments.models import Attempt
from certificates.models import Certificate
from courses.models import CoursePage, OutlineVersion
from enrolments import domain
from enrolments.models import Enrolment, EnrolmentEvent, LessonCredit
from enrolments.queries import activities_of, course_progress, known_lessons, open_activities, pretest_key
from enrolments.tasks import reconcile
from tests.enrolments.test_domain import do_everything, sit_quiz
from tests.factories.pretests import add_pretest, take_pretest

pytestmark = pytest.mark.django_db


def enrol(officer, outline) -> Enrolment:
    return domain.enrol(officer=officer, course_key=outline.course_key, by=officer)


@pytest.fixture
def enrolment(officer, site) -> Enrolment:
    return enrol(officer, add_pretest())


def lesson(enrolment: Enrolment, code: str) -> str:
    return next(each["key"] for each in enrolment.outline.outline["lessons"] if each["code"] == code)


def skip(enrolment: Enrolment, code: str) -> bool:
    return domain.skip_lesson(enrolment=enrolment, lesson_key=lesson(enrolment, code))


def test_all_questions_on_a_lesson_right_make_it_known(enrolment):
    attempt = take_pretest(enrolment, knows={"l1"})
    assert known_lessons(enrolment) == (attempt.public_id, frozenset({lesson(enrolment, "l1")}))


def test_one_question_is_too_few_however_right(officer, site):
    enrolment = enrol(officer, add_pretest(l1=1, l2=2))
    take_pretest(enrolment, knows={"l1", "l2"})
    assert known_lessons(enrolment)[1] == {lesson(enrolment, "l2")}


def test_nothing_is_known_before_it_is_handed_in(enrolment):
    domain.start_pretest(enrolment=enrolment, language="tr")
    assert known_lessons(enrolment) == ("", frozenset())
    with pytest.raises(domain.EnrolmentRefused):
        skip(enrolment, "l1")


def test_it_is_taken_once(enrolment):
    first = domain.start_pretest(enrolment=enrolment, language="tr")
    assert domain.start_pretest(enrolment=enrolment, language="en") == first
    take_pretest(enrolment, knows=())
    with pytest.raises(domain.EnrolmentRefused):
        domain.start_pretest(enrolment=enrolment, language="tr")
    assert Attempt.objects.of(enrolment.officer).count() == 1


def test_a_known_lesson_is_skipped_once_and_counts_as_done(enrolment):
    attempt = take_pretest(enrolment, knows={"l1"})
    assert skip(enrolment, "l1") is True
    assert skip(enrolment, "l1") is False
    credit = LessonCredit.objects.get(enrolment=enrolment)
    assert credit.attempt == attempt.public_id
    first, second = course_progress(enrolment).lessons
    assert (first.state, first.minutes_left, second.state) == ("known", 0, "open")
    assert {key for key, _activity in open_activities(enrolment)} == {second.key}
    with pytest.raises(domain.EnrolmentRefused):
        skip(enrolment, "l2")


def test_credit_cannot_be_changed_or_deleted(enrolment):
    take_pretest(enrolment, knows={"l1"})
    skip(enrolment, "l1")
    credit = LessonCredit.objects.get()
    with pytest.raises(Exception, match="kept"):
        credit.delete()


def test_skipped_and_read_lessons_and_the_final_quiz_complete_the_course(enrolment, django_capture_on_commit_callbacks):
    take_pretest(enrolment, knows={"l1"})
    skip(enrolment, "l1")
    with django_capture_on_commit_callbacks(execute=True):
        sit_quiz(enrolment, right=True)
        for key, activity in activities_of(enrolment.outline):
            if key == lesson(enrolment, "l2"):
                domain.complete_activity(enrolment=enrolment, lesson_key=key, activity_id=activity)
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


def test_skipping_the_last_open_lesson_completes_the_course(enrolment, django_capture_on_commit_callbacks):
    take_pretest(enrolment, knows={"l1", "l2"})
    with django_capture_on_commit_callbacks(execute=True):
        sit_quiz(enrolment, right=True)
        skip(enrolment, "l1")
        enrolment.refresh_from_db()
        assert enrolment.completed_at is None
        skip(enrolment, "l2")
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
    assert Certificate.objects.of(enrolment.officer).get().snapshot["score_percent"] == 100


@pytest.mark.parametrize("knows", [{"l1", "l2"}, ()])
def test_however_it_goes_it_completes_and_fails_nothing(enrolment, knows, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        do_everything(enrolment)
        take_pretest(enrolment, knows=knows)
        reconcile()
    enrolment.refresh_from_db()
    assert enrolment.completed_at is None
    assert enrolment.failed_at is None
    assert course_progress(enrolment).quiz.used == 0
    assert not EnrolmentEvent.objects.filter(enrolment=enrolment, kind__in=["completed", "failed"]).exists()


def test_even_the_final_quiz_chosen_as_pretest_decides_nothing(officer, outline, django_capture_on_commit_callbacks):
    rule = {"quiz": outline.outline["quiz"], "least": 2}
    frozen = {**outline.outline, "pretest": rule}
    enrolment = enrol(
        officer, OutlineVersion.objects.create(course_key=outline.course_key, number=7, outline=frozen, digest="x")
    )
    with django_capture_on_commit_callbacks(execute=True):
        do_everything(enrolment)
        take_pretest(enrolment, knows={""})
    enrolment.refresh_from_db()
    assert enrolment.completed_at is None
    assert course_progress(enrolment).quiz.used == 0


def test_what_held_when_the_enrolment_began_holds(enrolment, officer):
    page = CoursePage.objects.get(code="m1", locale__language_code="tr")
    page.pretest = None
    page.save_revision().publish()
    take_pretest(enrolment, knows={"l1"})
    assert skip(enrolment, "l1")
    Enrolment.objects.of(officer).update(completed_at=enrolment.enrolled_at)
    later = enrol(officer, enrolment.outline)
    with pytest.raises(domain.EnrolmentRefused):
        domain.start_pretest(enrolment=later, language="tr")
    assert known_lessons(later) == ("", frozenset())


def test_the_way_back_from_the_pretest_is_the_course(enrolment):
    back = describe(pretest_key(enrolment), language="en")
    assert back.url.endswith("/learn/m1/")
    assert back.title


def test_what_is_known_costs_one_query(enrolment, django_assert_num_queries):
    take_pretest(enrolment, knows={"l1"})
    with django_assert_num_queries(1):
        known_lessons(enrolment)
