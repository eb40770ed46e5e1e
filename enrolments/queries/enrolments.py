"""Whose enrolments there are, in which state, and where the officer was last."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.compiled import Compiled
from courses.queries import outline_version
from enrolments.models import Enrolment, ResumePoint

CONTEXT = "enrolment"  # prefix of the key under which assessments keep the attempts of one enrolment
PRETEST = "pretest"  # what follows the enrolment in the key of its pre-test
READ = "read"

STATES = {
    "enrolled": _("not started"),
    "in_progress": _("in progress"),
    "overdue": _("overdue"),
    "failed": _("attempts used up"),
    "completed": _("completed"),
}


def context_key(enrolment: Enrolment) -> str:
    """Under which the tries at the final quiz are kept."""
    return f"{CONTEXT}:{enrolment.public_id}"


def pretest_key(enrolment: Enrolment) -> str:
    """Under which the one try at the pre-test is kept: apart from the final quiz, whatever quiz each of them is."""
    return f"{context_key(enrolment)}:{PRETEST}"


def state_expression(today: date) -> Case:
    """The state of an enrolment as SQL, so that lists, counts and exports cannot disagree. Overdue outranks not
    started and in progress.
    """
    return Case(
        When(completed_at__isnull=False, then=Value("completed")),
        When(failed_at__isnull=False, then=Value("failed")),
        When(due_on__lt=today, then=Value("overdue")),
        When(started_at__isnull=False, then=Value("in_progress")),
        default=Value("enrolled"),
        output_field=CharField(),
    )


FIELDS = [field.attname for field in Enrolment._meta.concrete_fields]
POINT = [field.attname for field in ResumePoint._meta.concrete_fields]


@Compiled
def _newest(officer: Any, course: Any) -> QuerySet:
    return (
        Enrolment.objects.of(officer)
        .filter(course_code=course)
        .order_by("-enrolled_at")
        .values_list(*FIELDS, *(f"resume_point__{name}" for name in POINT))[:1]
    )


def newest_enrolment(officer: User, course_code: str) -> Enrolment | None:
    """The officer's running enrolment on a course, else the latest finished one, with outline and resume point. One
    query.
    """
    row = _newest.first(officer=officer.pk, course=course_code)
    if row is None:
        return None
    enrolment: Enrolment = Enrolment.from_db("default", FIELDS, row[: len(FIELDS)])
    enrolment.officer, enrolment.outline = officer, outline_version(enrolment.outline_id)
    point = row[len(FIELDS) :]
    known = ResumePoint.from_db("default", POINT, point) if point[0] else None
    Enrolment.resume_point.related.set_cached_value(enrolment, known)
    return enrolment
