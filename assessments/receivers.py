"""Receivers of news: three lines each, one verb, safe to run twice."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published

from assessments import domain
from assessments.models import Question, Quiz


@receiver(published, sender=Question)
def freeze_published_question(sender: Any, instance: Question, **kwargs: Any) -> None:
    domain.freeze_question(question=instance)


@receiver(published, sender=Quiz)
def freeze_published_quiz(sender: Any, instance: Quiz, **kwargs: Any) -> None:
    domain.freeze_quiz(quiz=instance)
