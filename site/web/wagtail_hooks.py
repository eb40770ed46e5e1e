"""How Wagtail serves our content pages, and what its editor looks like."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page

from courses.models import CoursePage, LessonPage


@hooks.register("before_serve_page")
def language_of_the_address(page: Page, request: HttpRequest, args: list, kwargs: dict) -> None:
    """Never a Turkish page under /ar/: Wagtail would fall back silently, our 404 page offers what exists."""
    if page.locale.language_code != get_language():
        raise Http404


@hooks.register("before_serve_page")
def lessons_are_read_in_the_course(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse | None:
    """A lesson's own address leads to the officer's reading view, which keeps progress and asks for sign-in."""
    if not isinstance(page.specific, LessonPage):
        return None
    course = CoursePage.objects.parent_of(page).get()
    return redirect("learn:lesson", course.code, page.specific.code)


@hooks.register("insert_global_admin_css")
def editor_in_our_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
