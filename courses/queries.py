"""What is asked about courses. Live pages only, unless a list of records needs a title; titles fall back to Turkish."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.cache import caches
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.utils.translation import get_language_info
from wagtail.models import ReferenceIndex

from assessments.models import Question
from common.compiled import Compiled
from courses.models import CoursePage, FieldCard, GlossaryTerm, LegalSource, LessonPage, OutlineVersion
from courses.rendering import LessonView, cached_view

TITLE_KEPT = 60  # seconds
STEP = 4  # characters of a treebeard path a level of the tree takes


class CourseLanguage(NamedTuple):
    """A language a course can be read in."""

    code: str
    title: str
    url: str

    @property
    def name(self) -> str:
        """The language's name in that language."""
        return str(get_language_info(self.code)["name_local"]).capitalize()


def published_courses(language: str) -> QuerySet[CoursePage]:
    """Live courses in a language, in the order of the catalogue."""
    return CoursePage.objects.live().filter(locale__language_code=language).select_related("locale").order_by("path")


def course_page(code: str, language: str) -> CoursePage | None:
    """The live page of a course in this language and no other; `has_card` says whether its field card can be read."""
    return published_courses(language).filter(code=code).annotate(has_card=_has_card(code)).first()


def course_languages(code: str) -> list[CourseLanguage]:
    """The languages a course is live in, in the order of the settings."""
    order = [language for language, _name in settings.LANGUAGES]
    pages = CoursePage.objects.live().filter(code=code).select_related("locale")
    found = [CourseLanguage(page.locale.language_code, page.title, page.url or "") for page in pages]
    return sorted(found, key=lambda language: order.index(language.code))


def current_outline(course_key: UUID | str) -> OutlineVersion | None:
    """The newest outline of a course; None when none was ever frozen."""
    return OutlineVersion.objects.filter(course_key=course_key).order_by("-number").first()


def outline_version(pk: int) -> OutlineVersion:
    """An outline as it was frozen, from the cache of the process: it never changes."""
    key = f"outline:{pk}"
    found: OutlineVersion | None = caches["process"].get(key)
    if found is None:
        found = OutlineVersion.objects.get(pk=pk)
        caches["process"].set(key, found)
    return found


def outline_by_code(code: str) -> OutlineVersion | None:
    """The newest outline of the live course with this code."""
    keys = CoursePage.objects.live().filter(code=code).values("translation_key")
    return OutlineVersion.objects.filter(course_key__in=keys).order_by("-number").first()


def course_titles(courses: Collection[UUID | str], language: str) -> dict[UUID | str, str]:
    """Titles of courses named by key (UUID) or by code (str), live or not. One query."""
    keys = [course for course in courses if isinstance(course, UUID)]
    codes = [course for course in courses if isinstance(course, str)]
    titles: dict[UUID | str, str] = {}
    rows = _titled(CoursePage.objects.filter(Q(translation_key__in=keys) | Q(code__in=codes)), language)
    for key, code, title in rows:
        titles |= {name: title for name in (key, code) if name in courses}
    return titles


def course_title(key: UUID, language: str) -> str:
    """The title of one course, for a way back or a heading; a new one shows within a minute. Empty: no such course."""
    name = f"course-title:{key}:{language}"
    title: str | None = caches["process"].get(name)
    if title is None:
        title = course_titles([key], language).get(key, "")
        caches["process"].set(name, title, TITLE_KEPT)
    return title


def lesson_titles(course_key: UUID | str, language: str) -> dict[str, str]:
    """Titles of the lessons of a course by their translation key as text, as outlines write it. One query."""
    course = CoursePage.objects.filter(path=_parent_path(), translation_key=course_key)
    lessons = LessonPage.objects.annotate(course=Subquery(course.values("pk")[:1])).filter(course__isnull=False)
    return {str(key): title for key, _code, title in _titled(lessons, language)}


def _titled(pages: QuerySet, language: str) -> list[tuple[UUID, str, str]]:
    """(key, code, title) of pages, those in `language` after those in Turkish, so that the later win."""
    rows = pages.filter(locale__language_code__in={settings.LANGUAGE_CODE, language}).values_list(
        "translation_key", "code", "title", "locale__language_code"
    )
    ordered = sorted(rows, key=lambda row: row[3] == language)
    return [(key, code, title) for key, code, title, _language in ordered]


def lesson_view(course_code: str, lesson_code: str, language: str) -> LessonView | None:
    """A live lesson of a live course as an officer reads it in this language, or None.

    One query when the rendered body is in the cache of the process.
    """
    row = _lesson.first(course=course_code, lesson=lesson_code, language=language)
    if row is None:
        return None
    pk, revision, course_key, legal, asked, terms, has_card = row
    view = cached_view(
        pk=pk, revision=revision or 0, course_key=course_key, language=language, stamp=f"{legal}-{asked}-{terms}"
    )
    return replace(view, has_card=bool(has_card))


@Compiled
def _lesson(course: Any, lesson: Any, language: Any) -> QuerySet:
    """Which page a lesson is, and what its rendering depends on."""
    above = CoursePage.objects.live().filter(path=_parent_path(), code=course).values("translation_key")[:1]
    return (
        LessonPage.objects.live()
        .filter(code=lesson, locale__language_code=language)
        .annotate(
            course_key=Subquery(above),
            legal=_newest(LegalSource),
            asked=_newest(Question),
            terms=_newest(GlossaryTerm),
            has_card=_has_card(course),
        )
        .filter(course_key__isnull=False)
        .order_by("path")
        .values_list("pk", "live_revision_id", "course_key", "legal", "asked", "terms", "has_card")[:1]
    )


def lessons_by_review(lessons: QuerySet[LessonPage]) -> QuerySet[LessonPage]:
    """Lessons with `course_title`: what should have been reviewed longest ago first, what has no date last."""
    above = CoursePage.objects.filter(path=_parent_path()).values("title")[:1]
    return lessons.annotate(course_title=Subquery(above)).order_by(F("review_by").asc(nulls_last=True), "path")


def lessons_citing(laws: Collection[LegalSource]) -> dict[int, list[str]]:
    """Titles of the lessons that cite each of these legal sources, by its primary key. Two queries however many there
    are."""
    citing: dict[int, list[str]] = {law.pk: [] for law in laws}
    references = (
        ReferenceIndex.get_references_to_in_bulk(list(laws)).values_list("to_object_id", "object_id").distinct()
        if laws
        else []
    )
    pairs = [(int(law), int(page)) for law, page in references]
    titles = dict(
        LessonPage.objects.filter(pk__in={page for _law, page in pairs}).order_by("path").values_list("pk", "title")
    )
    for law, page in sorted(pairs):
        if page in titles:
            citing[law].append(titles[page])
    return citing


def _has_card(course: Any) -> Exists:
    return Exists(FieldCard.objects.filter(course_code=course, live=True, locale=OuterRef("locale")))


def _parent_path() -> Substr:
    return Substr(OuterRef("path"), 1, Length(OuterRef("path")) - STEP)


def _newest(model: type[LegalSource] | type[Question]) -> Subquery:
    """The newest live revision among all snippets of a kind: it changes whenever one that lessons show is published."""
    live = model.objects.filter(live_revision__isnull=False)
    return Subquery(live.order_by("-live_revision_id").values("live_revision_id")[:1])
