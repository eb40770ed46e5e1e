"""The question bank in Wagtail: one menu for banks, questions and quizzes; the marking queue."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from assessments.admin import hooks as exchange_hooks  # noqa: F401 -- registers the screens of import and export
from assessments.bulk_actions import ACTIONS
from assessments.forms import FilledQuizForm
from assessments.kinds.drill.admin import drill_branches
from assessments.listing import COLUMNS, CopyQuestionView, QuestionFilterSet, QuestionIndexView
from assessments.marking_queue import AnswerView, MarkingMenuItem, MarkingPanel, QueueView, may_mark
from assessments.models import Question, QuestionBank, QuestionCategory, Quiz
from assessments.panels import DrillPanel, KindPanel, StatePanel, after_parts
from assessments.quiz_words import shortages_in_words
from common.listings import FoldedChooserViewSet, StandingColumn, with_standing


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    filterset_class = QuestionFilterSet
    panels = [StatePanel(heading=_("Publishing and use")), *after_parts(Question.panels, DrillPanel()), KindPanel()]
    list_display = COLUMNS
    index_view_class = QuestionIndexView
    copy_view_class = CopyQuestionView
    chooser_viewset_class = FoldedChooserViewSet
    ordering = ["bank", "code"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        return with_standing(Question.objects.select_related("bank", "locale"))


class QuestionBankViewSet(SnippetViewSet):
    model = QuestionBank
    icon = "folder-open-inverse"
    list_display = ["title", "slug", Column("held", label=_("questions"))]
    search_fields = ["title", "slug"]
    search_backend_name = None
    ordering = ["title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionBank]:
        return QuestionBank.objects.annotate(held=Count("questions"))


class QuestionCategoryViewSet(SnippetViewSet):
    model = QuestionCategory
    icon = "folder-inverse"
    list_display = ["__str__", "bank", Column("held", label=_("questions"))]
    list_filter = ["bank"]
    search_fields = ["title"]
    search_backend_name = None
    ordering = ["bank", "title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionCategory]:
        return QuestionCategory.objects.select_related("bank").annotate(held=Count("questions"))


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "tasks"
    edit_handler = ObjectList(Quiz.panels, base_form_class=FilledQuizForm)
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


for action in ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_shortages(request: HttpRequest, instance: Any) -> None:
    """Who publishes a quiz, or hands it in for that, is told which of its rows the banks cannot fill."""
    if isinstance(instance, Quiz) and {"action-publish", "action-submit"} & set(request.POST):
        for sentence in shortages_in_words(instance):
            messages.warning(request, sentence)


@hooks.register("register_admin_urls")
def register_marking_urls() -> list[URLPattern]:
    return [
        path("marking/", QueueView.as_view(), name="marking_queue"),
        path("marking/<slug:public_id>/<int:position>/", AnswerView.as_view(), name="marking_answer"),
    ]


@hooks.register("register_admin_urls")
def register_drill_urls() -> list[URLPattern]:
    return [path("drill/branches/", drill_branches, name="drill_branches")]


@hooks.register("register_admin_menu_item")
def register_marking_menu_item() -> MenuItem:
    return MarkingMenuItem(_("Written answers"), reverse("marking_queue"), icon_name="edit", order=215)


@hooks.register("construct_homepage_panels")
def add_marking_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_mark(request.user):
        panels.append(MarkingPanel(request.user))
