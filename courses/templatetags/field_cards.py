"""The card of a course for a preview of a lesson; officers get theirs from `enrolments.lessons`."""

from django import template

from courses.cards.queries import readable_card
from courses.cards.words import CardView
from courses.models import CoursePage, LessonPage

register = template.Library()


@register.simple_tag
def card_of(page: object) -> CardView | None:
    """The published card of the course of a lesson; None for anything else, and when there is none."""
    if not isinstance(page, LessonPage) or not page.pk:
        return None
    course = CoursePage.objects.parent_of(page).first()
    return readable_card(course.code, page.locale.language_code) if course else None
