"""Doors to the screens of import and export in Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from assessments.admin import views
from assessments.models import QuestionBank


@hooks.register("register_admin_urls")
def register_exchange_urls() -> list[URLPattern]:
    return [
        path("questions/import/", views.ImportsView.as_view(), name="question_imports"),
        path("questions/import/template.<str:ending>", views.TemplateFileView.as_view(), name="question_template"),
        path("questions/import/check/<str:token>/", views.CheckView.as_view(), name="question_import_check"),
        path("questions/import/check/<str:token>/<int:number>/", views.LookView.as_view(), name="question_import_look"),
        path("questions/import/<str:public_id>/", views.ImportView.as_view(), name="question_import"),
        path("questions/export/<slug:slug>/", views.ExportView.as_view(), name="question_export"),
    ]


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(views.ADD))


@hooks.register("register_admin_menu_item")
def register_import_menu_item() -> MenuItem:
    return ImportMenuItem(_("Questions from files"), reverse("question_imports"), icon_name="upload", order=212)


@hooks.register("register_snippet_listing_buttons")
def bank_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Any]:
    if isinstance(snippet, QuestionBank):
        if user.has_perm(views.ADD) or user.has_perm(views.CHANGE):
            address = reverse("question_export", args=[snippet.slug])
            yield Button(_("Questions into a file"), address, icon_name="download", priority=30)
        if user.has_perm(views.ADD):
            address = f"{reverse('question_imports')}?bank={snippet.slug}"
            yield Button(_("Questions from a file"), address, icon_name="upload", priority=31)
