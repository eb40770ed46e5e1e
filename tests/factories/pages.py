"""Courses and lessons as bare pages, for tests of what the public site shows."""

from wagtail.models import Locale

from courses.models import CataloguePage, CoursePage, LessonPage


def course_page(code: str, *, language: str = "tr", lessons: int = 2, of: CoursePage | None = None) -> CoursePage:
    """A live course with live lessons of 20 minutes each; `of` makes it a translation of that course."""
    locale = Locale.objects.get(language_code=language)
    key = {"translation_key": of.translation_key} if of else {}
    course = CataloguePage.objects.get(locale=locale).add_child(
        instance=CoursePage(
            title=f"{code} {language}",
            slug=code,
            code=code,
            locale=locale,
            summary="Özet",
            audience="Devriye",
            hours=8,
            **key,
        )
    )
    for number in range(1, lessons + 1):
        course.add_child(
            instance=LessonPage(title=f"Ders {number}", slug=f"l{number}", code=f"l{number}", minutes=20, locale=locale)
        )
    return course
