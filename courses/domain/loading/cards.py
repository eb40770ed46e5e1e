"""The field card of a course source as the values of a `FieldCard`."""

from typing import Any

from courses.domain.loading.ids import stable_id
from courses.models import FieldCard
from courses.source.cards import CardSource


def card_words(card: CardSource, course: str) -> dict[str, Any]:
    """What differs by language. Sections have the ids of their place, equal in every language."""
    sections = [
        {
            "id": stable_id("card", course, number),
            "type": "section",
            "value": {"heading": each.heading, "text": each.text.html},
        }
        for number, each in enumerate(card.sections, start=1)
    ]
    stream: Any = FieldCard._meta.get_field("sections")
    return {
        "title": card.title,
        "subtitle": card.subtitle,
        "call": card.call,
        "legal_note": card.legal,
        "sections": stream.stream_block.to_python(sections),
    }
