"""Questions from files and into files, in Wagtail's admin."""

from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from assessments.admin import kept
from assessments.admin.forms import ExportForm, ImportForm
from assessments.admin.looks import look
from assessments.domain.exporting import export_questions
from assessments.domain.import_undo import Undone, UndoRefused, may_undo, undo_import
from assessments.domain.importing import ImportRefused, Plan, import_questions, plan_import
from assessments.formats import ENDINGS, FORMATS, LABELS
from assessments.models import QuestionBank, QuestionImport
from assessments.queries.exchange import imports_of

ADD, CHANGE, PUBLISH = (f"assessments.{action}_question" for action in ("add", "change", "publish"))
ON_A_PAGE = 30
TYPES = {"txt": "text/plain; charset=utf-8", "xml": "application/xml", "csv": "text/csv; charset=utf-8"}
TYPES |= {"zip": "application/zip", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class Guarded:
    """Who has none of the permissions gets Wagtail's answer."""

    permissions: tuple[str, ...] = (ADD,)
    policy = f"permission: {ADD}"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not any(request.user.has_perm(permission) for permission in self.permissions):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class Screen(Guarded, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "upload"
    page_title: Any = gettext_lazy("Questions from files")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        first = {"url": reverse("question_imports"), "label": _("Questions from files")}
        here = {"url": "", "label": self.page_title}
        return (
            [*self.breadcrumbs_items, first, here]
            if self.page_title != first["label"]
            else [
                *self.breadcrumbs_items,
                here,
            ]
        )


class ImportsView(Screen):
    """Choose a file; below, what was read so far."""

    template_name = "assessments/import_start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(imports_of(), ON_A_PAGE).get_page(self.request.GET.get("p"))
        rows = [{"made": made, "may_undo": may_undo(made), **_counts(made)} for made in page.object_list]
        if "form" not in kwargs:
            kwargs["form"] = self._form(initial={"bank": self.request.GET.get("bank"), "language": "tr"})
        return super().get_context_data(page=page, rows=rows, **kwargs)

    def _form(self, *args: Any, **kwargs: Any) -> ImportForm:
        return ImportForm(*args, may_publish=self.request.user.has_perm(PUBLISH), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        cleaned = form.cleaned_data
        token = kept.keep(
            request.session,
            data=cleaned["data"],
            name=cleaned["file"].name[-200:],
            format=cleaned["format"],
            bank=cleaned["bank"].slug,
            language=cleaned["language"],
            publish=bool(cleaned.get("publish")),
        )
        return redirect("question_import_check", token)


def _counts(made: QuestionImport) -> dict[str, int]:
    actions = [line["action"] for line in made.items]
    return {action: actions.count(action) for action in ("created", "updated", "unchanged")}


class KeptMixin:
    """Finds the file of the session again. `how` is what reading it needs."""

    request: Any
    found: kept.Kept
    bank: QuestionBank

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.has_perm(ADD):
            found = kept.find(request.session, kwargs["token"])
            if found is None:
                messages.error(
                    request, _("The file was kept for an hour only, or it was read already. Choose it again.")
                )
                return redirect("question_imports")
            self.found, self.bank = found, get_object_or_404(QuestionBank, slug=found.bank)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @property
    def how(self) -> dict[str, Any]:
        return {
            "bank": self.bank,
            "data": self.found.data,
            "format": self.found.format,
            "language": self.found.language,
            "name": self.found.name,
            "by": self.request.user,
            "publish": self.found.publish and self.request.user.has_perm(PUBLISH),
        }

    def plan(self) -> Plan:
        return plan_import(**self.how)


class CheckView(KeptMixin, Screen):
    """The dry run; confirming stores."""

    template_name = "assessments/import_check.html"
    page_title = gettext_lazy("What would happen")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = kwargs.pop("plan", None) or self.plan()
        counts = {action: plan.count(action) for action in ("created", "updated", "unchanged")}
        return super().get_context_data(
            plan=plan,
            counts=counts,
            kept=self.found,
            bank=self.bank,
            format_label=LABELS[self.found.format],
            fingerprint=_fingerprint(plan),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plan = self.plan()
        if request.POST.get("seen") != _fingerprint(plan):
            messages.warning(request, _("The bank has changed since you looked. Look again."))
            return self.render_to_response(self.get_context_data(plan=plan), status=409)
        try:
            done, made = import_questions(**self.how, take_valid=bool(request.POST.get("take_valid")))
        except ImportRefused as refused:
            messages.error(request, str(refused))
            return self.render_to_response(self.get_context_data(plan=refused.plan), status=400)
        kept.drop(request.session, self.found.token)
        if made is None:
            messages.success(request, _("Nothing had to change: the bank holds these questions already."))
            return redirect("question_imports")
        messages.success(request, _stored(done))
        return redirect("question_import", made.public_id)


def _stored(plan: Plan) -> str:
    created, updated = plan.count("created"), plan.count("updated")
    new = ngettext("%(n)s question created", "%(n)s questions created", created) % {"n": created}
    changed = ngettext("%(n)s question updated", "%(n)s questions updated", updated) % {"n": updated}
    return f"{new}, {changed}."


def _fingerprint(plan: Plan) -> str:
    """Of what the trainer saw: confirming something else is refused."""
    seen = [(step.item.code, step.action, step.item.content, step.differences) for step in plan.steps]
    return sha256(repr((plan.digest, seen, plan.problems)).encode()).hexdigest()


class LookView(KeptMixin, Guarded, View):
    """One question of the file, inside a frame of the dry run."""

    def get(self, request: HttpRequest, token: str, number: int) -> HttpResponse:
        steps = self.plan().steps
        if not 1 <= number <= len(steps):
            raise Http404
        shown = look(steps[number - 1])
        return render(request, "assessments/import_look.html", {**shown, "language": self.found.language})


class ImportView(Screen):
    """What an import did, and taking it back."""

    template_name = "assessments/import_done.html"
    page_title = gettext_lazy("What was read")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = get_object_or_404(imports_of(), public_id=kwargs["public_id"])
        kwargs |= {"made": made, "may_undo": may_undo(made), "format_label": LABELS.get(made.format, made.format)}
        return super().get_context_data(counts=_counts(made), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = get_object_or_404(QuestionImport, public_id=kwargs["public_id"])
        try:
            undone = undo_import(made=made, by=request.user)
        except UndoRefused as refused:
            messages.error(request, str(refused))
            return redirect("question_import", made.public_id)
        messages.success(request, _("The import was undone."))
        return self.render_to_response(self.get_context_data(undone=_undone(undone), **kwargs))


def _undone(undone: Undone) -> list[tuple[str, list[str]]]:
    left = [f"{code}: {why}" for code, why in undone.left]
    rows = [
        (_("Deleted"), undone.deleted),
        (_("Taken offline, because a quiz or an attempt has them"), undone.taken_offline),
        (_("As before the import again"), undone.restored),
        (_("Left as they are"), left),
    ]
    return [(label, codes) for label, codes in rows if codes]


class TemplateFileView(Guarded, View):
    """The empty table."""

    def get(self, request: HttpRequest, ending: str) -> HttpResponse:
        if ending not in ("xlsx", "csv"):
            raise Http404
        return _file(FORMATS[ending].template(), f"sorular.{ending}")


def _file(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=TYPES[name.rpartition(".")[2]], headers=headers)


class ExportView(Screen):
    """Choose a format; the page says what the file would not hold, before it is fetched."""

    permissions = (ADD, CHANGE)
    policy = f"permission: {ADD} or {CHANGE}"
    template_name = "assessments/import_export.html"
    header_icon = "download"
    page_title = gettext_lazy("Questions into a file")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        bank = get_object_or_404(QuestionBank, slug=kwargs["slug"])
        form = ExportForm(request.GET or None, initial={"language": "tr", "format": "xlsx"})
        writing = None
        if form.is_bound and form.is_valid():
            chosen = form.cleaned_data
            writing = export_questions(bank=bank, format=chosen["format"], language=chosen["language"])
            if "file" in request.GET:
                ending = ENDINGS[chosen["format"]]
                return _file(writing.data, f"{bank.slug}-{chosen['language']}-{chosen['format']}.{ending}")
        return self.render_to_response(self.get_context_data(bank=bank, form=form, writing=writing))
