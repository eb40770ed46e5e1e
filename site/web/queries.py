"""What the public pages ask of the content. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Length, Substr
from django.http import HttpRequest
from django.utils.translation import get_language_info

from courses.models import CataloguePage, CoursePage, LessonPage
from web.competencies import split
from web.models import AwarenessIndexPage, AwarenessPage, HomePage

STEP = 4  # characters of a treebeard path that a level of the tree takes


@dataclass(frozen=True)
class Reading:
    """Where a course can be read: the language's name in itself, its direction, the address there."""

    code: str
    name: str
    direction: str
    title: str
    url: str


@dataclass(frozen=True)
class CatalogueEntry:
    """A course as the catalogue shows it, in the language it is written in; `key` is equal in all of them. `minutes` is
    the reading time of its live lessons together; `agencies` is empty when it is for everybody's people.
    """

    key: UUID
    language: str
    title: str
    summary: str
    audience: str
    url: str
    hours: int
    lessons: int
    minutes: int
    agencies: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()

    @property
    def direction(self) -> str:
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"


@dataclass(frozen=True)
class Catalogue:
    """The courses of one language, and those that exist in other languages only, each with where it can be read."""

    entries: tuple[CatalogueEntry, ...]
    elsewhere: tuple[tuple[Reading, ...], ...]


def catalogue_page(language: str) -> CataloguePage | None:
    """The live catalogue of a language. One query."""
    return CataloguePage.objects.live().filter(locale__language_code=language).select_related("locale").first()


def catalogue(language: str, request: HttpRequest | None = None) -> Catalogue:
    """One query however many courses there are, besides Wagtail's cached site paths."""
    entries = readable_courses(request)
    here = tuple(entry for entry in entries if entry.language == language)
    return Catalogue(here, unavailable(entries, language))


def readable_courses(request: HttpRequest | None = None) -> list[CatalogueEntry]:
    """Every course in every language it can be read in, in the order of the tree. One query."""
    return [_entry(page, request) for page in courses_with_lessons()]


def unavailable(entries: Iterable[CatalogueEntry], language: str) -> tuple[tuple[Reading, ...], ...]:
    """The courses that this language has not, each with the places it can be read at."""
    by_key: dict[UUID, list[CatalogueEntry]] = {}
    for entry in entries:
        by_key.setdefault(entry.key, []).append(entry)
    without = (found for found in by_key.values() if language not in {entry.language for entry in found})
    return tuple(tuple(map(_reading, found)) for found in without)


def courses_with_lessons() -> QuerySet[CoursePage]:
    """Live public courses in every language, in the order of the tree, with `lesson_count` and `lesson_minutes`."""
    lessons = (
        LessonPage.objects.live()
        .annotate(course_path=Substr("path", 1, Length("path") - STEP))
        .filter(course_path=OuterRef("path"))
        .order_by()
        .values("course_path")
    )
    return (
        CoursePage.objects.live()
        .public()
        .select_related("locale")
        .annotate(
            lesson_count=Coalesce(Subquery(lessons.annotate(n=Count("pk")).values("n")), Value(0)),
            lesson_minutes=Coalesce(Subquery(lessons.annotate(n=Sum("minutes")).values("n")), Value(0)),
        )
        .order_by("path")
    )


def lessons_of(page: CoursePage) -> QuerySet[LessonPage]:
    """The live lessons of a course in their order, with what the public list shows. One query."""
    return (
        LessonPage.objects.live()
        .annotate(course_path=Substr("path", 1, Length("path") - STEP))
        .filter(course_path=page.path)
        .order_by("path")
        .only("title", "summary", "minutes", "code", "path")
    )


def awareness_of(home: HomePage) -> QuerySet[AwarenessPage]:
    """The live awareness pages of a language. One query."""
    return AwarenessPage.objects.live().descendant_of(home).order_by("path")


def awareness_index_of(home: HomePage) -> AwarenessIndexPage | None:
    """The way in for everybody, below this front page. One query."""
    return AwarenessIndexPage.objects.live().descendant_of(home).first()


def _entry(page: CoursePage, request: HttpRequest | None) -> CatalogueEntry:
    return CatalogueEntry(
        key=page.translation_key,
        language=page.locale.language_code,
        title=page.title,
        summary=page.summary,
        audience=page.audience,
        url=page.get_url(request) or "",
        hours=page.hours,
        lessons=page.lesson_count,
        minutes=page.lesson_minutes,
        agencies=tuple(page.audience_agencies),
        competencies=split(page.competencies),
    )


def _reading(entry: CatalogueEntry) -> Reading:
    name = get_language_info(entry.language)["name_local"].capitalize()
    return Reading(entry.language, name, entry.direction, entry.title, entry.url)
