"""The pages of an attempt. Every one of them works as plain HTML."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.policies import signed_in
from assessments import domain
from assessments.models import Attempt
from assessments.queries import attempt_overview, item_feedback, item_view, result_view, standing
from assessments.views.own import back_of, own, page_context, posted, refuse


@signed_in
@require_safe
def overview(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """What is answered and what is not, before submitting."""
    attempt = own(request, public_id)
    if attempt.submitted_at:
        return redirect("assessments:result", public_id)
    shown = attempt_overview(attempt, get_language())
    if shown.over and domain.close_overdue(attempt=attempt):
        messages.info(request, str(domain.SubmittedByTime()))
        return redirect("assessments:result", public_id)
    context = {**page_context(attempt), "overview": shown, "back": back_of(attempt)}
    return render(request, "assessments/overview.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, public_id: str, position: int) -> HttpResponseBase:
    """One question; posting saves the answer and goes on, back or to the overview."""
    if request.method == "POST":
        with transaction.atomic():  # held from the first look, so that what is read next is what others have written
            return _take(request, own(request, public_id, lock=True), position)
    attempt = own(request, public_id)
    if attempt.submitted_at:
        return _already_submitted(request, attempt, domain.AlreadySubmitted())
    return _show(request, attempt, position)


@signed_in
@require_POST
def submit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    with transaction.atomic():
        domain.submit(attempt=own(request, public_id, lock=True), locked=True)
    return redirect("assessments:result", public_id)


@signed_in
@require_safe
def result(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Passed or not, why, and what may come next; also the officer's receipt."""
    attempt = own(request, public_id)
    view = result_view(attempt, get_language())
    if view is None:
        return redirect("assessments:overview", public_id)
    stands = standing(officer=attempt.officer, quiz_key=attempt.quiz_key, context_key=attempt.context_key)
    context = {"attempt": attempt, "result": view, "standing": stands, "back": back_of(attempt)}
    return render(request, "assessments/result.html", context)


def _show(request: HttpRequest, attempt: Any, position: int) -> HttpResponseBase:
    item = item_view(attempt, position, get_language())
    if item is None:
        raise Http404
    if item.over:
        ended = domain.QuizClosed if item.terms.over(item.now) else domain.TimeUp
        return refuse(request, attempt, ended(item.deadline))
    if item.terms.mode == "practice" and item.answered:
        judged = item_feedback(attempt, position, get_language())
        if judged is not None:
            return render(request, "assessments/judged.html", {"attempt": attempt, "item": item, "judged": judged})
    return render(request, "assessments/question.html", {**page_context(attempt), "item": item})


def _take(request: HttpRequest, attempt: Any, position: int) -> HttpResponseBase:
    try:
        change = posted(request, position)
        kept = domain.keep_change(attempt=attempt, change=change, language=get_language(), locked=True)
    except domain.AlreadySubmitted as refusal:
        return _already_submitted(request, attempt, refusal)
    except domain.StepRefused as refusal:
        messages.warning(request, str(refusal))
        return _same(attempt, position)
    except domain.AnswerRefused as refusal:
        return refuse(request, attempt, refusal)
    if kept.terms.mode == "practice" and kept.response is not None:
        return _same(attempt, position)  # judged where it was given
    return _onward(request, attempt, position)


def _onward(request: HttpRequest, attempt: Any, position: int) -> HttpResponseBase:
    """Where the pressed button leads; past either end is the overview. A step leads to the next of its question."""
    button = request.POST.get("button", "next")
    if button == "decide":
        return _same(attempt, position)
    target = {"next": position + 1, "previous": position - 1}.get(button, 0)
    if 1 <= target <= attempt.total:
        return redirect("assessments:question", attempt.public_id, target)
    return redirect("assessments:overview", attempt.public_id)


def _already_submitted(request: HttpRequest, attempt: Attempt, refusal: domain.AlreadySubmitted) -> HttpResponse:
    messages.warning(request, str(refusal))
    return redirect("assessments:result", attempt.public_id)


def _same(attempt: Any, position: int) -> HttpResponse:
    """The question again, where the form is now."""
    return redirect(reverse("assessments:question", args=[attempt.public_id, position]) + "#q-now")
