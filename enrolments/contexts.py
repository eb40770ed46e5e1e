"""Tells the quiz pages for which course an attempt is taken and where the way back leads."""

from uuid import UUID

from django.core.cache import caches
from django.urls import reverse

from assessments.contexts import ContextInfo
from courses.queries import course_title
from enrolments.models import Enrolment


def describe_course(identifier: str, *, language: str) -> ContextInfo | None:
    """The course of an enrolment, for its final quiz (`<public id>`) as for its pre-test (`<public id>:pretest`); the
    attempt's owner was checked by whoever asks.
    """
    course = _course_of(identifier.partition(":")[0])
    if course is None:
        return None
    key, code = course
    return ContextInfo(title=course_title(key, language) or code, url=reverse("learn:course", args=[code]))


def _course_of(identifier: str) -> tuple[UUID, str] | None:
    """Key and code of the course of an enrolment, from the cache of the process: they never change."""
    name = f"enrolments:course:{identifier}"
    found: tuple[UUID, str] | None = caches["process"].get(name)
    if found is None:
        rows = Enrolment.objects.unscoped("names a course, shows nobody").filter(public_id=identifier)
        found = rows.values_list("course_key", "course_code").first()
        caches["process"].set(name, found)
    return found
