"""Other terms of a quiz for an officer or a unit: extra time, extra attempts, other dates, always with a reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import Unit, User
from accounts.policies import PersonRequest
from accounts.scope import PersonScope
from assessments.domain import OverrideRefused, grant_override, withdraw_override
from assessments.models import QuizOverride
from coordination.queries import people_within
from coordination.queries.overrides import (
    OverrideLine,
    all_quizzes,
    overrides_of_person,
    overrides_of_unit,
    quizzes_of,
    unit_within,
)
from coordination.views.asking import coordinators_only
from enrolments.domain import reopen_failed

MOST_ATTEMPTS = 5


class Moment(forms.DateTimeInput):
    input_type = "datetime-local"


class OverrideForm(forms.Form):
    quiz = forms.ChoiceField(label=gettext_lazy("Quiz"))
    extra_time = forms.TypedChoiceField(
        label=gettext_lazy("Extra time"), coerce=int, choices=QuizOverride.ExtraTime.choices, required=False
    )
    extra_attempts = forms.IntegerField(
        label=gettext_lazy("Extra attempts"), min_value=0, max_value=MOST_ATTEMPTS, initial=0, required=False
    )
    opens_at = forms.DateTimeField(
        label=gettext_lazy("Opens at, instead of the quiz’s own date"),
        required=False,
        widget=Moment(format="%Y-%m-%dT%H:%M"),
    )
    closes_at = forms.DateTimeField(
        label=gettext_lazy("Closes at, instead of the quiz’s own date"),
        required=False,
        widget=Moment(format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("It is kept with the change. Write no diagnosis and nothing about a victim."),
    )

    def __init__(self, *args: Any, quizzes: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quiz"].choices = [(str(key), title) for key, title in quizzes.items()]  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "quiz_key": UUID(given["quiz"]),
            "extra_time": given["extra_time"] or 0,
            "extra_attempts": given["extra_attempts"] or 0,
            "opens_at": given["opens_at"],
            "closes_at": given["closes_at"],
            "reason": given["reason"],
        }


@require_http_methods(["GET", "POST"])
@coordinators_only
def of_person(request: PersonRequest, scope: PersonScope, public_id: str) -> HttpResponse:
    person = people_within(scope).filter(public_id=public_id).first()
    if person is None:
        raise Http404
    about = {"person": person, "back": reverse("coordination:person", args=[public_id]), "subject": person.formal_name}
    return _page(request, about, quizzes_of(person), lambda: overrides_of_person(person), {"officer": person})


@require_http_methods(["GET", "POST"])
@coordinators_only
def of_unit(request: PersonRequest, scope: PersonScope, code: str) -> HttpResponse:
    unit = unit_within(scope, code)
    if unit is None:
        raise Http404
    about = {"unit": unit, "back": reverse("coordination:desk"), "subject": str(unit)}
    return _page(request, about, all_quizzes(), lambda: overrides_of_unit(unit), {"unit": unit})


def _page(
    request: PersonRequest,
    about: dict[str, Any],
    quizzes: dict[UUID, str],
    lines: Callable[[], list[OverrideLine]],
    target: dict[str, User | Unit],
) -> HttpResponse:
    form = OverrideForm(quizzes=quizzes)
    if request.method == "POST":
        done, form = _act(request, quizzes, lines, target)
        if done:
            return redirect(request.path)
    context = {"form": form, "lines": lines(), "has_quizzes": bool(quizzes), **about}
    return render(request, "coordination/overrides.html", context, status=422 if form.is_bound else 200)


def _act(
    request: PersonRequest,
    quizzes: dict[UUID, str],
    lines: Callable[[], list[OverrideLine]],
    target: dict[str, User | Unit],
) -> tuple[bool, OverrideForm]:
    """Grant or withdraw; whether that was done, and the form to show when it was not."""
    withdrawn = request.POST.get("withdraw")
    form = OverrideForm(request.POST, quizzes=quizzes)
    try:
        if withdrawn is not None:
            line = next((line for line in lines() if line.override.public_id == withdrawn and line.in_force), None)
            if line is None:
                raise Http404
            withdraw_override(override=line.override, by=request.user, reason=request.POST.get("why", ""))
            messages.success(request, _("Taken back. The terms of the quiz hold again."))
            return True, form
        if form.is_valid():
            override = grant_override(by=request.user, **target, **form.terms())  # type: ignore[arg-type]
            # Dates alone help too where there are attempts again: who has none left is not touched.
            reopen_failed(quiz_key=override.quiz_key, by=request.user, **target)  # type: ignore[arg-type]
            messages.success(request, _("The change is in force."))
            return True, form
    except OverrideRefused as refusal:
        if withdrawn is not None:
            messages.error(request, str(refusal))
            return True, form
        form.add_error(None, str(refusal))
    return False, form
