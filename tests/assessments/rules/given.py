"""Attempts that were made some time ago: rows are dated, no clock is turned."""

from datetime import timedelta

from django.utils import timezone

from assessments.domain import (
    grant_override,
    submit,
)
from assessments.models import Attempt
from assessments.queries import standing
from tests.factories import UserFactory
from tests.factories.assessments import (
    CONTEXT,
    answer_all,
    begin,
    publish,
    published_quiz,
)

MINUTE = timedelta(minutes=1)


def ago(attempt, **fields):
    """Date an attempt as if it had been made then."""
    moments = {name: timezone.now() - delta for name, delta in fields.items()}
    Attempt.objects.unscoped("test").filter(pk=attempt.pk).update(**moments)
    return Attempt.objects.unscoped("test").get(pk=attempt.pk)


def stands(officer, quiz):
    return standing(officer=officer, quiz_key=quiz.translation_key, context_key=CONTEXT)


def finish(officer, quiz, *, wrong=0):
    attempt = begin(officer, quiz)
    answer_all(attempt, wrong=wrong)
    submit(attempt=attempt)
    return attempt


def become(quiz, mode, **fields):
    """The trainer changes the mode while attempts run."""
    for name, value in {"mode": mode, **fields}.items():
        setattr(quiz, name, value)
    publish(quiz)


def exam(**fields):
    return published_quiz(mode="exam", closes_at=timezone.now() + timedelta(hours=1), **fields)


def override(quiz, **fields):
    fields.setdefault("by", UserFactory())
    return grant_override(quiz_key=quiz.translation_key, reason="Sağlık raporu", **fields)
