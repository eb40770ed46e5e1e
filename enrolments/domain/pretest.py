"""The pre-test: taken once if at all, and a lesson it showed to be known may be skipped. It never completes or fails a
course.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from assessments.domain import start_attempt
from assessments.models import Attempt
from enrolments.domain.enrolling import EnrolmentRefused, evaluate, start
from enrolments.models import Enrolment, LessonCredit
from enrolments.queries import known_lessons, pretest_key, pretest_quiz


def start_pretest(*, enrolment: Enrolment, language: str) -> Attempt:
    """The one attempt at the pre-test of an enrolment, begun now or before.

    Raises EnrolmentRefused when there is none to take or it was handed in, and what starting an attempt raises.
    """
    quiz_key = pretest_quiz(enrolment.outline)
    if quiz_key is None or enrolment.completed_at:
        raise EnrolmentRefused(_("This course has no pre-test for you now."))
    tries = Attempt.objects.of(enrolment.officer).filter(quiz_key=quiz_key, context_key=pretest_key(enrolment))
    if tries.exclude(submitted_at=None).exists():
        raise EnrolmentRefused(_("You have taken the pre-test already. It is taken once, before the lessons."))
    attempt = start_attempt(
        officer=enrolment.officer, quiz_key=quiz_key, context_key=pretest_key(enrolment), language=language
    )
    start(enrolment=enrolment)
    return attempt


def skip_lesson(*, enrolment: Enrolment, lesson_key: UUID | str) -> bool:
    """Count a lesson as done that the pre-test showed to be known; True when that is new.

    Raises EnrolmentRefused when the pre-test showed no such thing.
    """
    attempt, known = known_lessons(enrolment)
    if str(lesson_key) not in known:
        raise EnrolmentRefused(_("The pre-test did not show this lesson as known, so please read it."))
    _credit, created = LessonCredit.objects.get_or_create(
        enrolment=enrolment, lesson_key=lesson_key, defaults={"attempt": attempt}
    )
    if created:
        evaluate(enrolment=enrolment)
    return created
