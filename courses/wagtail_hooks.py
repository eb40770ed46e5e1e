"""Courses in Wagtail's admin: legal sources, the report on them, a panel for trainers, columns of the lesson list."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from common.listings import FoldedChooserViewSet, FoldedIndexView, StandingColumn, with_standing
from courses.admin.adding import LessonCreateView
from courses.admin.copying import CopyLessonView
from courses.admin.pasting import PasteView, may_paste
from courses.cards.admin import FieldCardViewSet
from courses.models import CoursePage, GlossaryTerm, LegalSource, LessonPage
from courses.previews import paper_stylesheet
from courses.reports import (
    CHECKED_ON,
    LessonReviewReport,
    TrainerPanel,
    UnconfirmedLawReport,
    may_see_legal_report,
    may_see_lesson_review,
)


class LegalSourceViewSet(SnippetViewSet):
    model = LegalSource
    icon = "openquote"
    add_to_admin_menu = True
    menu_label = _("Legal sources")
    menu_order = 220
    list_display = [
        "citation",
        "key",
        Column("get_status_display", label=_("status"), sort_key="status"),
        CHECKED_ON,
        Column("locale", label=_("language")),
        StandingColumn(),
    ]
    list_filter = ["status", "checked_on"]
    index_view_class = FoldedIndexView
    chooser_viewset_class = FoldedChooserViewSet
    ordering = ["key"]
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[LegalSource]:
        return with_standing(LegalSource.objects.select_related("locale"))


register_snippet(FieldCardViewSet)
register_snippet(LegalSourceViewSet)


class GlossaryTermViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "book"
    add_to_admin_menu = True
    menu_label = _("Glossary")
    menu_order = 225
    list_display = ["term", "definition", Column("locale", label=_("language")), StandingColumn()]
    index_view_class = FoldedIndexView
    chooser_viewset_class = FoldedChooserViewSet
    ordering = ["term"]
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[GlossaryTerm]:
        return with_standing(GlossaryTerm.objects.select_related("locale"))


register_snippet(GlossaryTermViewSet)


class LessonListing(PageViewSet):
    """Inside a course: the lessons with their code and minutes. A new one begins with a choice of starters."""

    model = LessonPage
    add_view_class = LessonCreateView
    copy_view_class = CopyLessonView
    columns = [
        *ExplorableIndexView.base_columns[:2],
        Column("code", label=_("code"), sort_key="code"),
        NumberColumn("minutes", label=_("minutes"), sort_key="minutes"),
        *ExplorableIndexView.base_columns[2:],
    ]


class CourseListing(PageViewSet):
    """Inside a catalogue: the courses with their code and hours."""

    model = CoursePage
    columns = [
        *ExplorableIndexView.base_columns[:2],
        Column("code", label=_("code"), sort_key="code"),
        NumberColumn("hours", label=_("hours"), sort_key="hours"),
        *ExplorableIndexView.base_columns[2:],
    ]


@hooks.register("register_admin_viewset")
def register_page_listings() -> list[PageViewSet]:
    return [CourseListing(), LessonListing()]


@hooks.register("register_icons")
def register_own_icons(icons: list[str]) -> list[str]:
    return [*icons, "courses/admin/icons/book.svg"]


@hooks.register("register_page_header_buttons")
def offer_to_paste(page: Page, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a lesson."""
    lesson = page.specific if page.specific_class is LessonPage else None
    if lesson and may_paste(lesson, user):
        yield Button(
            _("Paste from Word"), reverse("paste_lesson", args=[page.pk]), icon_name="clipboard-list", priority=35
        )


@hooks.register("register_admin_urls")
def register_lesson_urls() -> list[URLPattern]:
    return [
        path("lessons/<int:page_id>/paste/", PasteView.as_view(), name="paste_lesson"),
        path("lessons/paper.css", paper_stylesheet, name="lesson_paper_styles"),
        path("reports/legal/", UnconfirmedLawReport.as_view(), name="unconfirmed_law"),
        path("reports/legal/results/", UnconfirmedLawReport.as_view(results_only=True), name="unconfirmed_law_results"),
        path("reports/lessons/", LessonReviewReport.as_view(), name="lesson_review"),
        path("reports/lessons/results/", LessonReviewReport.as_view(results_only=True), name="lesson_review_results"),
    ]


class LegalReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_legal_report(request.user)


@hooks.register("register_reports_menu_item")
def register_legal_report() -> MenuItem:
    return LegalReportMenuItem(
        _("Legal statements to be confirmed"), reverse("unconfirmed_law"), icon_name="openquote", order=700
    )


class LessonReviewMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_lesson_review(request.user)


@hooks.register("register_reports_menu_item")
def register_lesson_review() -> MenuItem:
    return LessonReviewMenuItem(_("Lessons to review"), reverse("lesson_review"), icon_name="calendar-check", order=690)


@hooks.register("construct_homepage_panels")
def add_trainer_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_see_legal_report(request.user):
        panels.append(TrainerPanel())
