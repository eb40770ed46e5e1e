"""Paste from Word into a lesson: shown first, then put at the end of its draft."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.models import Locale

from courses.admin.word import read_word
from courses.domain.drafting import append_blocks
from courses.models import LessonPage

MOST = 1_000_000  # characters of HTML: some hundred pages


class PasteForm(forms.Form):
    html = forms.CharField(
        label=gettext_lazy("Text from Word"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 10, "data-paste-html": ""}),
        error_messages={"required": gettext_lazy("Paste something first.")},
    )


class PasteView(FormView):
    """For who may edit the lesson while nobody else holds it; translations are made from strings, not pasted into."""

    template_name = "courses/admin/paste.html"
    form_class = PasteForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.lesson = get_object_or_404(LessonPage, pk=kwargs["page_id"])
        if not may_paste(self.lesson, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "lesson": self.lesson}

    def form_valid(self, form: PasteForm) -> HttpResponse:
        blocks = read_word(form.cleaned_data["html"])
        if "append" in self.request.POST and blocks:
            append_blocks(lesson=self.lesson, blocks=blocks, by=self.request.user)
            message = ngettext(
                "%(count)d block was put at the end of the draft.",
                "%(count)d blocks were put at the end of the draft.",
                len(blocks),
            )
            messages.success(self.request, message % {"count": len(blocks)})
            return redirect(reverse("wagtailadmin_pages:edit", args=[self.lesson.pk]))
        body: Any = LessonPage._meta.get_field("body")
        shown = body.stream_block.normalize(blocks)
        return self.render_to_response(self.get_context_data(form=form, shown=shown, empty=not blocks))


def may_paste(lesson: LessonPage, user: Any) -> bool:
    permissions = lesson.permissions_for_user(user)
    is_source = lesson.locale_id == Locale.get_default().pk
    return bool(is_source and permissions.can_edit() and not permissions.page_locked())
