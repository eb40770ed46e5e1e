"""How Wagtail serves our content pages, and what its editor looks like."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.views import start_import
from wagtail.models import Page
from wagtail_localize.views.edit_translation import upload_pofile

from common.uploads import texts
from courses.models import CoursePage, LessonPage
from web.checked_uploads import checked
from web.spreadsheets import inert_cells


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


@hooks.register("register_admin_urls")
def doors_that_look_at_files_first() -> list[URLPattern]:
    """The same addresses as upstream's, asked before them because this app stands before theirs."""
    po = checked(upload_pofile, field="file", endings=(".po",), check=texts.po)
    redirects = checked(start_import, field="import_file", endings=(".csv",), check=texts.table)
    return [
        path("localize/translate/<int:translation_id>/pofile/upload/", po),
        path("redirects/import/", redirects),
    ]


# No portraits: nothing here needs the face of an officer, and nothing would show it. The door is closed with them.
AvatarSettingsPanel.is_active = lambda panel: False

# Reports and listings as spreadsheets: Wagtail writes texts into CSV that a spreadsheet would compute, and stops at a
# control character in a workbook.
SpreadsheetExportMixin.preprocess_field_value = inert_cells(SpreadsheetExportMixin.preprocess_field_value)
