"""Tags of the page templates: what they show beside their own fields."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text import RichText

from courses.blocks import PlainRichText
from courses.models import CoursePage, LessonPage
from web import queries
from web.alternates import EVERYWHERE, Alternate, of_content, of_own_page
from web.catalogue import Shown, shown
from web.context import language_links
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
def page_alternates(context: Context) -> list[Alternate]:
    """The same page in every language, for the head; none for what is no public page."""
    request = context.get("request")
    match = request.resolver_match if request else None
    if request is None or match is None:
        return []
    if match.namespace == "web" and match.url_name in EVERYWHERE:
        return of_own_page(match.url_name)
    translations = page_languages(context)
    return of_content(request, translations) if translations else []


@register.simple_tag(takes_context=True)
def language_items(context: Context) -> SafeString:
    """The languages of the switch but this one; content pages may have an address of their own in each. What stands
    behind the address of the page, and what was asked, is kept.
    """
    request, translations = context["request"], page_languages(context)
    query = request.META.get("QUERY_STRING", "")
    asked = f"?{query}" if query else ""
    rest = next((request.path[len(each.url) :] for each in translations if request.path.startswith(each.url)), "")
    own = {each.code: f"{each.url}{rest}{asked}" for each in translations}
    return format_html_join(
        "\n",
        '<li><a href="{}" lang="{}" hreflang="{}" dir="{}">{}</a></li>',
        (
            (own.get(link["code"], link["url"]), link["code"], link["code"], link["direction"], link["name"])
            for link in language_links(request)
            if not link["current"]
        ),
    )


@register.filter
def total(rows: list[Any], name: str) -> int:
    """The sum of one attribute over rows."""
    return sum(getattr(row, name) for row in rows)


@register.filter
def plain_richtext(text: str) -> RichText:
    """A rich text field of a page with the few tags ours have; Wagtail's own filter shows whatever is stored."""
    return PlainRichText(text)
