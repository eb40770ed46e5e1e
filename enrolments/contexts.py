"""Tells the quiz pages for which course an attempt is taken and where the way back leads."""

from django.urls import reverse

from assessments.contexts import ContextInfo
from courses.queries import course_titles
from enrolments.models import Enrolment


def describe_course(identifier: str, *, language: str) -> ContextInfo | None:
    """The course of an enrolment; the attempt's owner was checked by whoever asks."""
    enrolment = Enrolment.objects.unscoped("names a course, shows nobody").filter(public_id=identifier).first()
    if enrolment is None:
        return None
    title = course_titles([enrolment.course_key], language).get(enrolment.course_key, enrolment.course_code)
    return ContextInfo(title=str(title), url=reverse("learn:course", args=[enrolment.course_code]))
