"""Courses and lessons as bare pages, for tests of what the public site shows."""

from typing import Any

from wagtail.models import Locale

from assessments.models import Question
from courses.models import CataloguePage, CoursePage, LessonPage
from web.models import AwarenessCoursePage, AwarenessIndexPage, AwarenessPage, HomePage


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


def awareness_page(code: str = "hotel", *, language: str = "tr", **fields: Any) -> AwarenessPage:
    """A live awareness page with a leaflet, below the index of its language."""
    locale = Locale.objects.get(language_code=language)
    index = AwarenessIndexPage.objects.filter(locale=locale).first() or HomePage.objects.get(locale=locale).add_child(
        instance=AwarenessIndexPage(title="Herkes için", slug="awareness", summary="Özet", locale=locale)
    )
    values = {"title": f"{code} {language}", "summary": "Özet", "audience": "Otel", "action": "157’yi ara"} | fields
    body = [("heading", {"text": "İşaretler", "level": "2"}), ("text", "<p>Belgeler başkasında.</p>")]
    return index.add_child(
        instance=AwarenessPage(slug=code, locale=locale, body=body, leaflet="<p>Fark edin, arayın.</p>", **values)
    )


def public_course(questions: list[Question], *, language: str = "tr") -> AwarenessCoursePage:
    """A live public course of two screens with these questions."""
    index = awareness_page("school", language=language).get_parent()
    screens = [
        ("screen", {"title": f"Ekran {n}", "text": f"<p>Metin {n}</p>", "remember": f"Akılda {n}"}) for n in (1, 2)
    ]
    return index.add_child(
        instance=AwarenessCoursePage(
            title="Kısa eğitim",
            slug="course",
            summary="On dakika",
            locale=index.locale,
            screens=screens,
            questions=[("question", question) for question in questions],
            confirmation_title="Katılım belgesi",
            confirmation_text="Katıldı.",
            confirmation_note="Sertifika değildir.",
        )
    )
