"""Field cards, published as a trainer's colleague would publish them."""

from typing import Any

from wagtail.models import Locale

from courses.models import FieldCard

LINES = "<ul><li>Önce <b>112</b></li><li>Nöbetçi: ______</li></ul>"


def field_card(course: str = "m1", *, language: str = "tr", published: bool = True, **words: Any) -> FieldCard:
    """The card of a course with one section; `html` replaces its lines."""
    html = words.pop("html", LINES)
    values = {"title": f"Kart {course} {language}", "subtitle": "Gör, sor, ara"} | words
    card = FieldCard(
        course_code=course,
        locale=Locale.objects.get(language_code=language),
        sections=[("section", {"heading": "Kimi ararsınız?", "text": html})],
        live=False,
        **values,
    )
    card.save()
    return publish(card) if published else card


def publish(card: FieldCard, **words: Any) -> FieldCard:
    """Change these words and publish."""
    for name, value in words.items():
        setattr(card, name, value)
    card.save_revision().publish()
    card.refresh_from_db()
    return card
