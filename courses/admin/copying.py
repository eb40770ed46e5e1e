"""Copy a lesson to a course, instead of Wagtail's own copy, which would leave codes doubled and words behind."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.domain.copying import Copied, copy_lesson
from courses.models import CoursePage, LessonPage


class CopyLessonForm(forms.Form):
    """`courses` are those one may copy to."""

    def __init__(self, *args: Any, courses: QuerySet[CoursePage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"] = forms.ModelChoiceField(courses, label=_("Course"), empty_label=None)


class CopyLessonView(FormView):
    """For who may add lessons; courses of the same language they may add to."""

    template_name = "courses/admin/copy_lesson.html"
    form_class = CopyLessonForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.lesson = get_object_or_404(LessonPage, pk=kwargs["page_id"])
        self.courses = self._courses()
        if not self.lesson.permissions_for_user(request.user).can_copy() or not self.courses.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _courses(self) -> Any:
        mine = PagePermissionPolicy(CoursePage).instances_user_has_permission_for(self.request.user, "add")
        return CoursePage.objects.filter(pk__in=mine, locale=self.lesson.locale).order_by("path")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "courses": self.courses}

    def get_initial(self) -> dict[str, Any]:
        return {"course": self.lesson.get_parent().pk}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "lesson": self.lesson}

    def form_valid(self, form: CopyLessonForm) -> HttpResponse:
        copied = copy_lesson(lesson=self.lesson, course=form.cleaned_data["course"], by=self.request.user)
        messages.success(self.request, told(copied, form.cleaned_data["course"]))
        return redirect(reverse("wagtailadmin_pages:edit", args=[copied.lesson.pk]))


def told(copied: Copied, course: CoursePage) -> str:
    """What was done, in a sentence or two."""
    words = _("Copied to “%(course)s” as %(code)s, as a draft. Its questions are shared with the original.")
    said = words % {"course": course.title, "code": copied.lesson.code}
    if not copied.locales:
        return said
    names = ", ".join(str(get_language_info(locale.language_code)["name_translated"]) for locale in copied.locales)
    message = ngettext(
        "Its translation came along: %(names)s.", "Its translations came along: %(names)s.", len(copied.locales)
    )
    return f"{said} {message % {'names': names}}"
