"""What is asked about field cards. A card is read when it is live and its course is published in the same language."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from courses.cards.words import CardView, view_of
from courses.models import CoursePage, FieldCard, FieldCardVersion


@dataclass(frozen=True)
class CardStanding:
    """Whether a printed or kept version is still the card. `newest` is None when the card was withdrawn."""

    version: FieldCardVersion
    newest: FieldCardVersion | None

    @property
    def is_current(self) -> bool:
        return self.newest is not None and self.newest.number == self.version.number


def readable_cards(language: str) -> list[CardView]:
    """The cards of the published courses in a language, in the order of the catalogue. One query."""
    courses = CoursePage.objects.live().filter(code=OuterRef("course_code"), locale__language_code=language)
    rows = _current(language).annotate(place=Subquery(courses.values("path")[:1])).order_by("place")
    return [view_of(row) for row in rows]


def readable_card(course: str, language: str) -> CardView | None:
    """The card of a course in this language and no other. One query."""
    row = _current(language).filter(course_code=course).first()
    return view_of(row) if row else None


def card_languages(course: str) -> list[str]:
    """The languages the card of a course can be read in."""
    live = FieldCard.objects.filter(course_code=course, live=True).filter(_is_of_published_course())
    return sorted(live.values_list("locale__language_code", flat=True), reverse=True)  # Turkish before English


def card_standing(course: str, language: str, number: int) -> CardStanding | None:
    """How a version stands today; None when there never was one of this number."""
    series = FieldCardVersion.objects.filter(course_code=course, language=language)
    version = series.filter(number=number).first()
    if version is None:
        return None
    return CardStanding(version, _current(language).filter(course_code=course).first())


def _is_of_published_course() -> Exists:
    return Exists(CoursePage.objects.live().filter(code=OuterRef("course_code"), locale=OuterRef("locale")))


def _current(language: str) -> QuerySet[FieldCardVersion]:
    """The newest version of each card that may be read in a language."""
    live = FieldCard.objects.filter(
        _is_of_published_course(), course_code=OuterRef("course_code"), live=True, locale__language_code=language
    )
    newest = FieldCardVersion.objects.filter(course_code=OuterRef("course_code"), language=language)
    return FieldCardVersion.objects.filter(
        Exists(live), language=language, number=Subquery(newest.order_by("-number").values("number")[:1])
    )
