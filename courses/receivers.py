"""Receivers of news: three lines each, one verb, safe to run twice."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Locale
from wagtail.signals import page_published, page_unpublished, post_page_move, published

from courses.domain import freeze_card, refreeze
from courses.models import CoursePage, FieldCard, LessonPage


@receiver([page_published, page_unpublished], sender=CoursePage)
def freeze_course(sender: Any, instance: CoursePage, **kwargs: Any) -> None:
    """In every language: the outline names the title in each."""
    refreeze(course=instance)


@receiver([page_published, page_unpublished, post_page_move, post_delete], sender=LessonPage)
def freeze_course_of_lesson(sender: Any, instance: LessonPage, **kwargs: Any) -> None:
    if instance.locale_id == Locale.get_default().pk:
        course = CoursePage.objects.filter(path=instance.path[: -instance.steplen]).first()
        if course:
            refreeze(course=course)


@receiver(published, sender=FieldCard)
def freeze_published_card(sender: Any, instance: FieldCard, **kwargs: Any) -> None:
    freeze_card(card=instance)
