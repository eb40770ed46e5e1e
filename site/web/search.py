"""Search over courses, lessons and awareness pages: a list in the process, made anew when something is published.

Some hundred pages of text need no search server, and both databases find the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.core.cache import caches
from django.db.models import Count, Max
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override
from wagtail.models import Page

from common.words import forms, is_found, words
from courses.models import CoursePage, LessonPage
from web.competencies import known, split
from web.models import AwarenessCoursePage, AwarenessPage

WEIGHTS = {"title": 8, "summary": 3, "body": 1}
AROUND = 90  # characters of an excerpt on each side of what was found
MOST = 50


@dataclass(frozen=True)
class Entry:
    """A page that can be found. `kind` is `course`, `lesson` or `page`; `minutes` and `competencies` of its course."""

    kind: str
    language: str
    title: str
    summary: str
    body: str
    url: str
    place: str = ""
    minutes: int = 0
    competencies: tuple[str, ...] = ()
    found_by: tuple[tuple[int, frozenset[str]], ...] = ()


@dataclass(frozen=True)
class Hit:
    entry: Entry
    score: int
    excerpt: tuple[str, str, str]  # before, what was found, after


@dataclass(frozen=True)
class Wish:
    """What somebody looks for. `minutes`: at most; 0 and "" for no wish."""

    text: str
    language: str
    competency: str = ""
    minutes: int = 0


def search(wish: Wish, entries: Iterable[Entry]) -> list[Hit]:
    """The pages that hold every word asked for, best first."""
    asked = [forms(word, wish.language) for word in words(wish.text)[:12]]
    if not asked:
        return []
    hits = [hit for entry in entries if _fits(entry, wish) and (hit := _hit(entry, asked))]
    return sorted(hits, key=lambda hit: (-hit.score, hit.entry.title))[:MOST]


def competencies(entries: Iterable[Entry]) -> list[str]:
    """The competencies that courses teach, for the filter."""
    return known(entry.competencies for entry in entries)


def _fits(entry: Entry, wish: Wish) -> bool:
    return (
        entry.language == wish.language
        and (not wish.competency or wish.competency in entry.competencies)
        and (not wish.minutes or 0 < entry.minutes <= wish.minutes)
    )


def _hit(entry: Entry, asked: list[frozenset[str]]) -> Hit | None:
    score = 0
    for each in asked:
        best = max((weight for weight, there in entry.found_by if is_found(each, there)), default=0)
        if not best:
            return None
        score += best
    return Hit(entry, score, _excerpt(entry, asked))


def _excerpt(entry: Entry, asked: list[frozenset[str]]) -> tuple[str, str, str]:
    """The first place in the text where a word asked for stands, or the summary."""
    at = 0
    for word in words(entry.body):
        at = entry.body.index(word, at)
        if any(is_found(each, forms(word, entry.language)) for each in asked):
            start, end = max(0, at - AROUND), at + len(word) + AROUND
            before = entry.body[start:at].partition(" ")[2] if start else entry.body[:at]
            after = entry.body[at + len(word) : end]
            return before, word, after.rpartition(" ")[0] + " …" if end < len(entry.body) else after
        at += len(word)
    return entry.summary, "", ""


def library() -> list[Entry]:
    """All entries, kept in the process until a page is published or taken down."""
    stamp = Page.objects.live().public().aggregate(at=Max("last_published_at"), n=Count("pk"))
    key = f"web:search:{stamp['at'].timestamp() if stamp['at'] else 0}:{stamp['n']}"
    entries: list[Entry] | None = caches["process"].get(key)
    if entries is None:
        entries = list(_read())
        caches["process"].set(key, entries)
    return entries


def _read() -> Iterator[Entry]:
    courses = {page.path: page for page in CoursePage.objects.live().public().select_related("locale")}
    minutes = dict.fromkeys(courses, 0)
    lessons = list(LessonPage.objects.live().public().select_related("locale"))
    for lesson in lessons:
        if lesson.path[:-4] in minutes:
            minutes[lesson.path[:-4]] += lesson.minutes
    for path, course in courses.items():
        yield _course(course, minutes[path])
    for lesson in lessons:
        if lesson.path[:-4] in courses:
            yield _lesson(lesson, courses[lesson.path[:-4]])
    for page in AwarenessPage.objects.live().public().select_related("locale"):
        yield _entry("page", page, page.summary, _text(page.body), page.url)
    for public in AwarenessCoursePage.objects.live().public().select_related("locale"):
        yield _entry("page", public, public.summary, _text(public.screens), public.url)


def _course(page: CoursePage, minutes: int) -> Entry:
    body = " ".join([page.audience, *(str(outcome.value) for outcome in page.outcomes), _plain(page.description)])
    return _entry("course", page, page.summary, body, page.url, minutes=minutes, competencies=split(page.competencies))


def _lesson(page: LessonPage, course: CoursePage) -> Entry:
    with override(page.locale.language_code):
        url = reverse("learn:lesson", args=[course.code, page.code])
    return _entry(
        "lesson",
        page,
        page.summary,
        _text(page.body),
        url,
        place=course.title,
        minutes=page.minutes,
        competencies=split(course.competencies),
    )


def _entry(kind: str, page: Any, summary: str, body: str, url: str, **more: Any) -> Entry:
    language = page.locale.language_code
    texts = {"title": page.title, "summary": summary, "body": body}
    found_by = tuple((weight, _forms(texts[name], language)) for name, weight in WEIGHTS.items())
    return Entry(kind, language, page.title, summary, body, url, found_by=found_by, **more)


def _forms(text: str, language: str) -> frozenset[str]:
    return frozenset(form for word in set(words(text)) for form in forms(word, language))


def _text(body: Any) -> str:
    return " ".join(" ".join(_strings(body.get_prep_value())).split())


def _strings(value: Any) -> Iterable[str]:
    """Every text in a stream as stored: ids, types, choices and file names are not among them."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in ("id", "type", "level", "tone", "strength", "agency"):
                yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield _plain(value)


def _plain(html: str) -> str:
    return unescape(strip_tags(html.replace("</", " </")))
