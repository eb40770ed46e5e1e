"""The words of a card, made ready to be read: cleaned markup, places to write in, the usual foot."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import nh3
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from courses.models import FieldCard, FieldCardVersion

TAGS = {"p", "b", "strong", "ol", "ul", "li", "br"}
EMERGENCY = re.compile(r"\b(?:112|157)\b")
TO_FILL_IN = re.compile(r"_{3,}|…{3,}|\.{5,}")


@dataclass(frozen=True)
class CardSection:
    heading: str
    html: SafeString


@dataclass(frozen=True)
class CardView:
    """A version of a card as it is read. `course` is the code of the course; `number` 0 is a draft in the editor."""

    course: str
    language: str
    number: int
    published_at: datetime | None
    title: str
    subtitle: str
    sections: tuple[CardSection, ...]
    call: str
    legal: str

    @property
    def call_linked(self) -> SafeString:
        """The line to call with numbers that a telephone dials when they are touched."""
        return _numbers(self.call, '<a href="tel:{0}"><bdi>{0}</bdi></a>')

    @property
    def call_printed(self) -> SafeString:
        return _numbers(self.call, "<b><bdi>{0}</bdi></b>")


def view_of(version: "FieldCardVersion") -> CardView:
    return card_view(version.content, version.course_code, version.language, version.number, version.published_at)


def draft_of(card: "FieldCard") -> CardView:
    """What the editor shows before there is a version."""
    return card_view(card.content, card.course_code, get_language() or "", 0, None)


def card_view(
    content: dict[str, Any], course: str, language: str, number: int, published_at: datetime | None
) -> CardView:
    """The language of the card must be active: an empty foot gets the usual words."""
    return CardView(
        course=course,
        language=language,
        number=number,
        published_at=published_at,
        title=content["title"],
        subtitle=content["subtitle"],
        sections=tuple(CardSection(each["heading"], _clean(each["html"])) for each in content["sections"]),
        call=content["call"] or _("Life in danger: 112. Help and tip line on human trafficking, day and night: 157."),
        legal=content["legal"] or _("An aid to memory. Orders and the law in force come before it."),
    )


def _numbers(text: str, shape: str) -> SafeString:
    return SafeString(EMERGENCY.sub(lambda found: shape.format(found[0]), escape(text)))


def _clean(html: str) -> SafeString:
    """Lists and bold only, whoever wrote it; no attribute is left, so a line to fill in can only stand in text."""
    blank = render_to_string("courses/cards/blank.html").strip()
    return SafeString(TO_FILL_IN.sub(blank, nh3.clean(html, tags=TAGS, attributes={})))
