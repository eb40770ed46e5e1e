"""Tags of the page templates: what they show beside their own fields."""

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import get_language
from wagtail.models import Page

from courses.models import CoursePage, LessonPage
from web import queries
from web.catalogue import Shown, shown
from web.context import language_links as context_links
from web.models import AwarenessIndexPage, AwarenessPage
from web.translations import Translation, translations_of

register = template.Library()


@register.simple_tag(takes_context=True)
def catalogue(context: Context) -> queries.Catalogue:
    return queries.catalogue(get_language(), context.get("request"))


@register.simple_tag(takes_context=True)
def wished_catalogue(context: Context) -> Shown:
    """The courses that fit what the address asks for, and the form that asks."""
    return shown(get_language(), context["request"])


@register.simple_tag(takes_context=True)
def awareness_index(context: Context) -> AwarenessIndexPage | None:
    """The page that leads to all awareness pages of this front page."""
    return queries.awareness_index_of(context["page"])


@register.simple_tag(takes_context=True)
def awareness(context: Context) -> list[AwarenessPage]:
    """The awareness pages below this front page, in their order."""
    return list(queries.awareness_of(context["page"]))


@register.simple_tag
def lessons_of(course: CoursePage) -> list[LessonPage]:
    return list(queries.lessons_of(course))


@register.simple_tag(takes_context=True)
def page_languages(context: Context) -> list[Translation]:
    """The translations of the content page being served, this one included; none on pages that are not content."""
    request, page = context.get("request"), context.get("page")
    match = request.resolver_match if request else None
    if request is None or not isinstance(page, Page) or not match or match.url_name != "wagtail_serve":
        return []
    known: list[Translation] | None = getattr(request, "page_languages", None)
    if known is None:
        known = request.page_languages = translations_of(page, request)
    return known


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """The languages of the switch; content pages may have an address of their own in each."""
    own = {each.code: each.url for each in page_languages(context)}
    return [{**link, "url": own.get(link["code"], link["url"])} for link in context_links(context["request"])]


@register.filter
def total(rows: list[Any], name: str) -> int:
    """The sum of one attribute over rows."""
    return sum(getattr(row, name) for row in rows)
