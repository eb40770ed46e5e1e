"""Receivers of news: three lines each, one verb, safe to run twice."""

from typing import Any

from django.dispatch import receiver

from assessments.models import Attempt
from assessments.signals import attempt_marked
from enrolments import domain


@receiver(attempt_marked)
def take_attempt_into_account(sender: Any, attempt: Attempt, **kwargs: Any) -> None:
    domain.note_attempt(attempt=attempt)
