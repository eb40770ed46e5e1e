"""What trainers must look after: legal statements nobody has confirmed, and pages that wait for review."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, WorkflowState
from wagtail.permissions import policy_registry

from courses.exports import SafeSpreadsheetMixin
from courses.models import LegalSource
from courses.queries import lessons_citing

OPEN = [(value, label) for value, label in LegalSource.Status.choices if value != LegalSource.Status.CONFIRMED]
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


class UnconfirmedLawReport(SafeSpreadsheetMixin, ReportView):
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

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> Any:
        if self.is_export:
            return self.as_spreadsheet(_Rows(context["object_list"]), self.request.GET.get("export"))
        return super().render_to_response(context, **kwargs)


class _Rows(list):
    """Decorated rows that still know their model, as the export asks for headings."""

    model = LegalSource


@dataclass
class TrainerPanel(Component):
    """On the admin's front page: two numbers, each a link to the list behind it."""

    order = 120
    template_name = "courses/admin/trainer_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"unconfirmed": unconfirmed().count(), "in_review": WorkflowState.objects.active().count()}
