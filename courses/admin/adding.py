"""A new lesson: first what it begins with, then the editor with that filled in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from wagtail.admin.views.pages.create import CreateView

from courses.admin.starters import STARTERS, Starter
from courses.models import LessonPage


class LessonCreateView(CreateView):
    """`?template=` names a starter; without one there is a choice."""

    def get(self, request: HttpRequest) -> HttpResponse:
        starter = STARTERS.get(request.GET.get("template", ""))
        if starter is None:
            return render(request, "courses/admin/starters.html", self._choice())
        with override(self.parent_page.locale.language_code):
            begin_with(self.page, starter)
        response: HttpResponse = super().get(request)
        return response

    def _choice(self) -> dict[str, Any]:
        return {"starters": STARTERS.values(), "parent_page": self.parent_page, "next": self.next_url}


def begin_with(lesson: LessonPage, starter: Starter) -> None:
    """Fill an unsaved lesson, in the language that is active."""
    field: Any = LessonPage._meta.get_field("body")
    lesson.body = field.stream_block.normalize(starter.blocks())
    lesson.minutes = starter.minutes
