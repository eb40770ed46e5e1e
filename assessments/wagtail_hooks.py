"""The question bank in Wagtail: one menu for banks, questions and quizzes; the marking queue."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, UsageCountColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from assessments.marking_queue import AnswerView, MarkingMenuItem, MarkingPanel, QueueView, may_mark
from assessments.models import Question, QuestionBank, QuestionCategory, Quiz
from common.listings import FoldedChooserViewSet, FoldedIndexView, StandingColumn, with_standing


class QuestionFilterSet(WagtailFilterSet):
    """Where a question belongs, whom it is for, and whether a quiz may draw it. The locale filter is Wagtail's own."""

    agency = django_filters.AllValuesFilter(label=_("agency"))
    lesson = django_filters.AllValuesFilter(label=_("lesson"))

    class Meta:
        model = Question
        fields = ["bank", "kind", "agency", "lesson", "pool"]


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    filterset_class = QuestionFilterSet
    list_display = [
        "code",
        "stem",
        Column("get_kind_display", label=_("kind"), sort_key="kind"),
        "bank",
        BooleanColumn("pool", label=_("may be drawn")),
        Column("locale", label=_("language")),
        StandingColumn(),
    ]
    index_view_class = FoldedIndexView
    chooser_viewset_class = FoldedChooserViewSet
    ordering = ["bank", "code"]
    list_per_page = 50
    copy_view_enabled = False  # a copy would carry the code, which is unique in the bank

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        return with_standing(Question.objects.select_related("bank", "locale"))


class QuestionBankViewSet(SnippetViewSet):
    model = QuestionBank
    icon = "folder-open-inverse"
    list_display = ["title", "slug", UsageCountColumn("usage", label=_("used"))]
    search_fields = ["title", "slug"]
    search_backend_name = None
    ordering = ["title"]


class QuestionCategoryViewSet(SnippetViewSet):
    model = QuestionCategory
    icon = "folder-inverse"
    list_display = ["__str__", "bank", UsageCountColumn("usage", label=_("used"))]
    list_filter = ["bank"]
    search_fields = ["title"]
    search_backend_name = None
    ordering = ["bank", "title"]


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "tasks"
    list_display = [
        "title",
        "code",
        "pass_mark",
        Column("locale", label=_("language")),
        StandingColumn(),
    ]
    search_fields = ["title", "code"]
    search_backend_name = None
    ordering = ["code"]
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quiz]:
        return with_standing(Quiz.objects.select_related("locale"))


class AssessmentGroup(SnippetViewSetGroup):
    items = (QuestionViewSet, QuizViewSet, QuestionBankViewSet, QuestionCategoryViewSet)
    menu_label = _("Questions and quizzes")
    menu_icon = "help"
    menu_order = 210


register_snippet(AssessmentGroup)


@hooks.register("register_admin_urls")
def register_marking_urls() -> list[URLPattern]:
    return [
        path("marking/", QueueView.as_view(), name="marking_queue"),
        path("marking/<slug:public_id>/<int:position>/", AnswerView.as_view(), name="marking_answer"),
    ]


@hooks.register("register_admin_menu_item")
def register_marking_menu_item() -> MenuItem:
    return MarkingMenuItem(_("Written answers"), reverse("marking_queue"), icon_name="edit", order=215)


@hooks.register("construct_homepage_panels")
def add_marking_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_mark(request.user):
        panels.append(MarkingPanel(request.user))
