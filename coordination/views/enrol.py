"""Enrol many: choose, look at what it would do, confirm. Nothing typed is lost on the way."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.policies import PersonRequest
from accounts.scope import PersonScope
from coordination.domain import MOST, Enrolled, EnrolmentRefused, TooMany, enrol_people
from coordination.forms import EnrolForm, FilterForm
from coordination.queries import Course, EnrolCheck, Filters, RowSet, check_people, enrolment_rows
from coordination.queries.filters import NOT_ENROLLED
from coordination.views.asking import coordinators_only, filters_of

SHOWN = 200  # people to tick on one page; "everyone" and pasted numbers reach further


@require_http_methods(["GET", "POST"])
@coordinators_only
def show(request: PersonRequest, scope: PersonScope) -> HttpResponse:
    """One address for the whole way: without a course it asks for one, then for people; POST checks or confirms."""
    asked = filters_of(request, scope)
    filters = Filters(unit=asked.unit, direct=asked.direct, course=asked.course, state=NOT_ENROLLED, q=asked.q)
    if filters.course is None:
        form = FilterForm(scope=scope, filters=filters, only=("unit", "course"))
        return render(request, "coordination/enrol_course.html", {"form": form, "filters": filters})
    return _whom(request, enrolment_rows(scope=scope, filters=filters), filters.course)


def _whom(request: PersonRequest, rows: RowSet, course: Course) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = EnrolForm(data, candidates=rows.page(size=SHOWN).rows, in_all=rows.count())
    step = request.POST.get("step", "")
    if data is None or step == "change" or not form.is_valid():
        return _ask(request, rows.filters, form)
    return (_confirm if step == "confirm" else _check)(request, rows, course, form)


def _ask(request: PersonRequest, filters: Filters, form: EnrolForm) -> HttpResponse:
    context = {"form": form, "filters": filters, "shown": SHOWN, "most": MOST}
    return render(request, "coordination/enrol.html", context)


def _check(request: PersonRequest, rows: RowSet, course: Course, form: EnrolForm) -> HttpResponse:
    """What would happen; nothing is done yet."""
    people = form.cleaned_data.get("people", [])
    if form.cleaned_data.get("everyone"):
        people = list(rows.queryset.values_list("public_id", flat=True)[:MOST])
    check = check_people(scope=rows.scope, course=course, people=people, numbers=form.cleaned_data["numbers"])
    context = {
        "check": check,
        "filters": rows.filters,
        "form": form,
        "typed": _typed(request),
        "sentences": sentences(check),
    }
    return render(request, "coordination/enrol_check.html", context)


def _confirm(request: PersonRequest, rows: RowSet, course: Course, form: EnrolForm) -> HttpResponse:
    chosen = [public_id for public_id in request.POST.getlist("confirmed") if public_id.isprintable()]
    try:
        done = enrol_people(people=chosen, course=course, due_on=form.cleaned_data["due_on"], by=request.user)
    except (EnrolmentRefused, TooMany) as refusal:
        form.add_error(None, str(refusal))
        return _ask(request, rows.filters, form)
    _tell(request, done)
    there = Filters(unit=rows.filters.unit, direct=rows.filters.direct, course=course)
    return redirect(reverse("coordination:enrolments") + there.query())


def _typed(request: PersonRequest) -> list[tuple[str, str]]:
    """Everything that was entered, to be carried through the check page."""
    names = ("due_on", "everyone", "people", "numbers")
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def sentences(check: EnrolCheck) -> list[dict[str, Any]]:
    """What would happen, one sentence a group, with the service numbers it is about."""
    new, already, unknown, ambiguous = (
        len(group) for group in (check.new, check.already, check.unknown, check.ambiguous)
    )
    said = [_sentence("ok", ngettext("%(n)d person will be enrolled.", "%(n)d people will be enrolled.", new), new)]
    if already:
        text = ngettext(
            "%(n)d person is on the course already or has completed it, and is left as is.",
            "%(n)d people are on the course already or have completed it, and are left as they are.",
            already,
        )
        said.append(_sentence("info", text, already))
    if unknown:
        text = ngettext(
            "%(n)d service number was not found in your units:",
            "%(n)d service numbers were not found in your units:",
            unknown,
        )
        said.append(_sentence("warn", text, unknown, check.unknown))
    if ambiguous:
        text = ngettext(
            "%(n)d service number belongs to several people; choose the person by name:",
            "%(n)d service numbers belong to several people; choose the people by name:",
            ambiguous,
        )
        said.append(_sentence("warn", text, ambiguous, check.ambiguous))
    return said


def _sentence(tone: str, text: str, number: int, numbers: Sequence[str] = ()) -> dict[str, Any]:
    return {"tone": tone, "text": text % {"n": number}, "numbers": numbers}


def _tell(request: PersonRequest, done: Enrolled) -> None:
    text = ngettext("%(n)d person is now enrolled.", "%(n)d people are now enrolled.", done.new) % {"n": done.new}
    if done.already:
        text += " " + ngettext(
            "%(n)d was on the course already.", "%(n)d were on the course already.", done.already
        ) % {"n": done.already}
    if done.left_out:
        text += " " + _("Some people were left out: they are no longer posted in your units.")
    messages.add_message(request, messages.SUCCESS if done.new else messages.INFO, text)
