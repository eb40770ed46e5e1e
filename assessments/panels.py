"""Panels of the question form in Wagtail's admin."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static

from assessments.kinds.drill.branches import branches
from assessments.queries.missing import missing, offered
from assessments.queries.usage import lessons_named, quizzes_named, tags_by_bank, usage_of

DEPENDENT = ("points", "scheme", "answer_is_true")


def scripts() -> list[str]:
    """Asked for when a page is made: at set-up this module is imported before any static file is collected."""
    return [versioned_static("wagtailadmin/js/telepath/blocks.js"), "assessments/admin/authoring.js"]


class KindPanel(Panel):
    """Shows only the blocks and fields that belong to the chosen kind, and suggests tags of the bank.

    Without its script the form shows everything, and what does not belong to the kind is refused or ignored.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "assessments/admin/kind_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "offered": {"kinds": offered(), "dependent": DEPENDENT, "tags": tags_by_bank()}}

        @property
        def media(self) -> forms.Media:
            return forms.Media(css={"all": ["assessments/admin/authoring.css"]}, js=scripts())


class StatePanel(Panel):
    """What is missing before the question should be published, and where it is used."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "assessments/admin/state_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            usage = usage_of([self.instance])[self.instance.pk]
            quizzes = [
                {"title": str(quiz), "url": reverse("wagtailsnippets_assessments_quiz:edit", args=[quiz.pk])}
                for quiz in quizzes_named(usage.quizzes)
            ]
            lessons = [
                {"title": str(page), "url": reverse("wagtailadmin_pages:edit", args=[page.pk])}
                for page in lessons_named(usage.lessons)
            ]
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {
                **context,
                "missing": missing(self.instance),
                "usage": usage,
                "quizzes": quizzes,
                "lessons": lessons,
            }


class DrillPanel(Panel):
    """The branches of a decision drill: picture, outline, what is wrong. The saved draft without a script; with it,
    what stands in the form a second after the last change.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Branches"), "icon": "site", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "assessments/drill_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, **branches(self.instance.draft()), "is_drill": self.instance.kind == "drill"}

        @property
        def media(self) -> forms.Media:
            return forms.Media(css={"all": ["assessments/drill_admin.css"]}, js=["assessments/drill_admin.js"])


def after_parts(panels: list[Panel], panel: Panel) -> list[Panel]:
    """The panels of a question with one more behind the field “parts”."""
    place = next(n for n, each in enumerate(panels, start=1) if getattr(each, "field_name", "") == "parts")
    return [*panels[:place], panel, *panels[place:]]
