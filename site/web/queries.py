"""What the public pages ask of the content. Reads only."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Length, Substr
from django.http import HttpRequest
from django.utils.translation import get_language_info

from courses.models import CataloguePage, CoursePage, LessonPage
from web.models import AwarenessPage, HomePage

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
    """A course as the catalogue shows it. `minutes` is the reading time of its live lessons together."""

    title: str
    summary: str
    audience: str
    url: str
    hours: int
    lessons: int
    minutes: int


@dataclass(frozen=True)
class Catalogue:
    """The courses of one language, and those that exist in other languages only, each with where it can be read."""

    entries: tuple[CatalogueEntry, ...]
    elsewhere: tuple[tuple[Reading, ...], ...]


def catalogue_page(language: str) -> CataloguePage | None:
    """The live catalogue of a language. One query."""
    return CataloguePage.objects.live().filter(locale__language_code=language).select_related("locale").first()


def catalogue(language: str, request: HttpRequest | None = None) -> Catalogue:
    """Two queries however many courses there are, besides Wagtail's cached site paths."""
    here: list[CoursePage] = []
    others: dict[UUID, list[CoursePage]] = {}
    for page in courses_with_lessons():
        if page.locale.language_code == language:
            here.append(page)
        else:
            others.setdefault(page.translation_key, []).append(page)
    known = {page.translation_key for page in here}
    return Catalogue(
        entries=tuple(_entry(page, request) for page in here),
        elsewhere=_elsewhere({key: pages for key, pages in others.items() if key not in known}, request),
    )


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


def _entry(page: CoursePage, request: HttpRequest | None) -> CatalogueEntry:
    return CatalogueEntry(
        title=page.title,
        summary=page.summary,
        audience=page.audience,
        url=page.get_url(request) or "",
        hours=page.hours,
        lessons=page.lesson_count,
        minutes=page.lesson_minutes,
    )


def _elsewhere(courses: dict[UUID, list[CoursePage]], request: HttpRequest | None) -> tuple[tuple[Reading, ...], ...]:
    return tuple(tuple(_reading(page, request) for page in pages) for pages in courses.values())


def _reading(page: CoursePage, request: HttpRequest | None) -> Reading:
    info = get_language_info(page.locale.language_code)
    return Reading(
        code=page.locale.language_code,
        name=info["name_local"].capitalize(),
        direction="rtl" if info["bidi"] else "ltr",
        title=page.title,
        url=page.get_url(request) or "",
    )
