"""What trainers must look after: legal statements nobody has confirmed, and pages that wait for review."""

import datetime
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from courses.exports import SafeSpreadsheetMixin
from courses.models import LegalSource, LessonPage
from courses.queries import lessons_by_review, lessons_citing

OPEN = [(value, label) for value, label in LegalSource.Status.choices if value != LegalSource.Status.CONFIRMED]
SOON = datetime.timedelta(days=30)
MAY_SEE = ["add", "change", "publish"]
CHECKED_ON = Column(
    "checked_on", label=_("checked on"), sort_key="checked_on", accessor=lambda law: date_format(law.checked_on)
)


def may_see_legal_report(user: Any) -> bool:
    return bool(policy_registry.get_by_type(LegalSource).user_has_any_permission(user, MAY_SEE))


def unconfirmed() -> QuerySet[LegalSource]:
    """Statements to be confirmed, in the source language, oldest check first."""
    return (
        LegalSource.objects.exclude(status=LegalSource.Status.CONFIRMED)
        .filter(locale=Locale.get_default())
        .order_by("checked_on", "citation")
    )


class UnconfirmedLawFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("status"), choices=OPEN)

    class Meta:
        model = LegalSource
        fields = ["status"]


class _Rows(list):
    """Decorated rows that still know their model, as the export asks for headings."""

    def __init__(self, rows: Any, model: type[models.Model]) -> None:
        super().__init__(rows)
        self.model = model


class _Report(SafeSpreadsheetMixin, ReportView):
    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> Any:
        if self.is_export:
            return self.as_spreadsheet(_Rows(context["object_list"], self.model), self.request.GET.get("export"))
        return super().render_to_response(context, **kwargs)


class UnconfirmedLawReport(_Report):
    """Each open statement with its standing and the lessons that cite it; CSV and XLSX carry the same columns."""

    model = LegalSource
    page_title = _("Legal statements to be confirmed")
    header_icon = "openquote"
    index_url_name = "unconfirmed_law"
    index_results_url_name = "unconfirmed_law_results"
    filterset_class = UnconfirmedLawFilterSet
    any_permission_required = MAY_SEE
    export_filename = "hukuk-teyit"
    list_export = ["citation", "get_status_display", "checked_on", "checked_by", "used_in"]
    export_headings = {
        "citation": _("citation"),
        "get_status_display": _("status"),
        "checked_on": _("checked on"),
        "checked_by": _("checked by"),
        "used_in": _("used in"),
    }
    columns = [
        TitleColumn(
            "citation",
            label=_("citation"),
            get_url=lambda law: reverse("wagtailsnippets_courses_legalsource:edit", args=[law.pk]),
        ),
        Column("get_status_display", label=_("status")),
        CHECKED_ON,
        Column("checked_by", label=_("checked by")),
        Column("used_in", label=_("used in")),
    ]

    def get_queryset(self) -> QuerySet[LegalSource]:
        return unconfirmed()

    def decorate_paginated_queryset(self, object_list: Any) -> list[LegalSource]:
        laws = list(object_list)
        citing = lessons_citing(laws)
        for law in laws:
            law.used_in = ", ".join(citing[law.pk])
        return laws


class Due(models.TextChoices):
    """How near the next review of a lesson is."""

    OVERDUE = "overdue", _("overdue")
    SOON = "soon", _("within 30 days")
    LATER = "later", _("later")
    UNPLANNED = "unplanned", _("no date set")


PRESSING = (Due.OVERDUE, Due.SOON)


def due(lesson: LessonPage) -> Due:
    if lesson.review_by is None:
        return Due.UNPLANNED
    today = timezone.localdate()
    if lesson.review_by < today:
        return Due.OVERDUE
    return Due.SOON if lesson.review_by <= today + SOON else Due.LATER


def only_due(lessons: QuerySet[LessonPage], name: str, value: str) -> QuerySet[LessonPage]:
    today = timezone.localdate()
    wanted = {
        Due.OVERDUE: models.Q(review_by__lt=today),
        Due.SOON: models.Q(review_by__range=(today, today + SOON)),
        Due.LATER: models.Q(review_by__gt=today + SOON),
        Due.UNPLANNED: models.Q(review_by=None),
    }
    return lessons.filter(wanted[Due(value)])


class LessonReviewFilterSet(WagtailFilterSet):
    due = django_filters.ChoiceFilter(label=_("review"), choices=Due.choices, method=only_due)
    content_owner = django_filters.AllValuesFilter(label=_("owner"))

    class Meta:
        model = LessonPage
        fields = ["due", "content_owner"]


class LessonReviewReport(_Report):
    """Lessons in the source language, which shares owner and dates with the others; what is overdue first."""

    model = LessonPage
    page_title = _("Lessons to review")
    header_icon = "calendar-check"
    index_url_name = "lesson_review"
    index_results_url_name = "lesson_review_results"
    filterset_class = LessonReviewFilterSet
    any_permission_required = MAY_SEE
    export_filename = "ders-gozden-gecirme"
    list_export = ["course_title", "code", "title", "content_owner", "checked_on", "review_by", "due_label"]
    export_headings = {
        "course_title": _("course"),
        "code": _("code"),
        "title": _("lesson"),
        "content_owner": _("owner"),
        "checked_on": _("last checked on"),
        "review_by": _("to be reviewed by"),
        "due_label": _("review"),
    }
    columns = [
        TitleColumn(
            "title",
            label=_("lesson"),
            get_url=lambda lesson: reverse("wagtailadmin_pages:edit", args=[lesson.pk]),
        ),
        Column("course_title", label=_("course")),
        Column("code", label=_("code")),
        Column("content_owner", label=_("owner")),
        Column("checked_on", label=_("last checked on"), accessor=lambda lesson: day(lesson.checked_on)),
        Column("review_by", label=_("to be reviewed by"), accessor=lambda lesson: day(lesson.review_by)),
        StatusTagColumn(
            "due",
            label=_("review"),
            accessor=lambda lesson: due(lesson).label,
            primary=lambda each: due(each) in PRESSING,
        ),
    ]

    def get_queryset(self) -> QuerySet[LessonPage]:
        mine = PagePermissionPolicy(LessonPage).instances_user_has_any_permission_for(self.request.user, MAY_SEE)
        return lessons_by_review(LessonPage.objects.filter(pk__in=mine, locale=Locale.get_default()))

    def decorate_paginated_queryset(self, object_list: Any) -> list[LessonPage]:
        lessons = list(object_list)
        for lesson in lessons:
            lesson.due_label = str(due(lesson).label)
        return lessons


def day(value: datetime.date | None) -> str:
    return date_format(value) if value else "–"


def may_see_lesson_review(user: Any) -> bool:
    return bool(PagePermissionPolicy(LessonPage).user_has_any_permission(user, MAY_SEE))


@dataclass
class TrainerPanel(Component):
    """On the admin's front page: three numbers, each a link to the list behind it."""

    order = 120
    template_name = "courses/admin/trainer_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "unconfirmed": unconfirmed().count(),
            "in_review": WorkflowState.objects.active().count(),
            "overdue": only_due(LessonPage.objects.filter(locale=Locale.get_default()), "due", Due.OVERDUE).count(),
        }
