"""Receivers of news: three lines each, one verb, safe to run twice."""

from typing import Any

from django.dispatch import receiver

from certificates import domain
from enrolments.models import Enrolment
from enrolments.signals import course_completed


@receiver(course_completed)
def promise_certificate(sender: Any, enrolment: Enrolment, **kwargs: Any) -> None:
    domain.promise(enrolment_public_id=enrolment.public_id)
