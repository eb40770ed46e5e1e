"""The marking queue in Wagtail's admin: answers that wait, oldest first, a page to mark each, and no officer's name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.timesince import timesince
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from assessments import domain
from assessments.forms import MarkForm
from assessments.queries.waiting import WrittenAnswer, listed, marked_items, waiting_items, written_answer

PERMISSION = "assessments.add_mark"
ON_A_PAGE = 50


def may_mark(user: Any) -> bool:
    return bool(user.has_perm(PERMISSION))


class MarkersOnly:
    """Who may not mark gets Wagtail's answer to those without a permission."""

    policy = f"permission: {PERMISSION}"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_mark(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


def _language(item: Any) -> str:
    return str(get_language_info(item.language)["name_translated"])


def _points(item: Any) -> str:
    return f"{number_format(item.points.normalize())} / {number_format(item.max_points.normalize())}"


def _address(item: Any) -> str:
    return reverse("marking_answer", args=[item.attempt.public_id, item.position])


def _columns(*last: Column) -> list[Column]:
    return [
        TitleColumn("attempt", label=gettext_lazy("attempt"), accessor="attempt.public_id", get_url=_address),
        Column("language", label=gettext_lazy("language"), accessor=_language),
        Column("quiz", label=gettext_lazy("quiz")),
        Column("stem", label=gettext_lazy("question")),
        *last,
    ]


class QueueView(MarkersOnly, WagtailAdminTemplateMixin, TemplateView):
    """What waits; with `?marked=1` what was marked, newest first."""

    template_name = "assessments/admin/marking_queue.html"
    page_title = gettext_lazy("Written answers")
    header_icon = "edit"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        marked = bool(self.request.GET.get("marked"))
        items: Callable[[Any], Any] = marked_items if marked else waiting_items
        page = Paginator(listed(items(self.request.user)), ON_A_PAGE).get_page(self.request.GET.get("p"))
        last = (
            Column("points", label=gettext_lazy("points"), accessor=_points)
            if marked
            else Column(
                "waits",
                label=gettext_lazy("waits"),
                accessor=lambda item: timesince(item.attempt.submitted_at, item.now),
            )
        )
        table = Table(_columns(last), list(page.object_list))
        return super().get_context_data(marked=marked, page=page, table=table, **kwargs)


class AnswerView(MarkersOnly, WagtailAdminTemplateMixin, TemplateView):
    """One answer: rubric, guidance, model answer, the marks so far; saving goes on to the next that waits."""

    template_name = "assessments/admin/marking_answer.html"
    header_icon = "edit"
    page_title = gettext_lazy("Mark an answer")
    answer: WrittenAnswer

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if may_mark(request.user):
            found = written_answer(request.user, kwargs["public_id"], kwargs["position"])  # type: ignore[arg-type]
            if found is None:
                raise Http404
            self.answer = found
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("marking_queue"), "label": _("Written answers")},
            {"url": "", "label": self.answer.item.attempt.public_id},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self._form())
        return super().get_context_data(answer=self.answer, **kwargs)

    def _form(self, data: Any = None) -> MarkForm:
        marks = self.answer.marks
        won = marks[-1].details.get("criteria", {}) if marks else {}
        initial = {
            f"criterion-{number}": won.get(criterion.id)
            for number, criterion in enumerate(self.answer.criteria, start=1)
        }
        initial |= {"seen": self.answer.seen, "comment": marks[-1].comment if marks else ""}
        return MarkForm(data, criteria=self.answer.criteria, again=bool(marks), initial=initial)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            if self.answer.marks and form.data.get("seen") == "0":  # nobody had marked it when this page was opened
                form.add_error(None, str(domain.MarkedMeanwhile()))
            return self._again(form)
        try:
            domain.mark_by_person(
                item=self.answer.item,
                points=form.points(),
                by=request.user,  # type: ignore[arg-type]
                comment=form.cleaned_data["comment"],
                criteria=form.won(),
                reason=form.cleaned_data.get("reason", ""),
                seen=form.cleaned_data["seen"],
            )
        except domain.AnswerRefused as refusal:
            form.add_error(None, str(refusal))
            return self._again(form)
        return self._next(request)

    def _again(self, form: Any) -> HttpResponse:
        """The form as filled in, now beside the marks there are."""
        form.data = {**form.data.dict(), "seen": str(self.answer.seen)}
        return self.render_to_response(self.get_context_data(form=form), status=400)

    def _next(self, request: HttpRequest) -> HttpResponse:
        messages.success(request, _("The mark is saved."))
        following = waiting_items(request.user).select_related("attempt").first()  # type: ignore[arg-type]
        return redirect(_address(following) if following else "marking_queue")


class MarkingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_mark(request.user)


@dataclass
class MarkingPanel(Component):
    """On the admin's front page: how many answers wait for this trainer."""

    user: Any
    order = 115
    template_name = "assessments/admin/marking_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": waiting_items(self.user).count()}
