"""The doors of an attempt: one question a page, a page to check answers, the result. Only its officer gets in."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.policies import signed_in
from assessments import contexts, domain
from assessments.models import Attempt, Response
from assessments.queries import ItemView, attempt_overview, item_view, own_attempt, result_view, standing

CLIENT_KEY_LENGTH = 64
STATUS = {domain.QuizClosed: 409, domain.TimeUp: 409, domain.AlreadySubmitted: 409, domain.NotDrawn: 404}


@signed_in
@require_safe
def overview(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """What is answered and what is not, before submitting."""
    attempt = _own(request, public_id)
    if attempt.submitted_at:
        return redirect("assessments:result", public_id)
    context = {"attempt": attempt, "overview": attempt_overview(attempt, get_language()), "back": _back(attempt)}
    return render(request, "assessments/overview.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, public_id: str, position: int) -> HttpResponseBase:
    """One question; posting saves the choice and goes on, back or to the overview."""
    attempt = _own(request, public_id)
    if request.method == "POST":
        return _take(request, attempt, position)
    if attempt.submitted_at:
        return _already_submitted(request, attempt)
    item = item_view(attempt, position, get_language())
    if item is None:
        raise Http404
    if item.over:
        refusal = domain.QuizClosed if item.terms.over(item.now) else domain.TimeUp
        return _refuse(request, attempt, refusal(item.deadline))
    return render(request, "assessments/question.html", {"attempt": attempt, "item": item, **_neighbours(item)})


@signed_in
@require_POST
def save(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Autosave: one answer in, a receipt out. Sending the same `client_key` again gives the same receipt."""
    attempt = _own(request, public_id)
    try:
        response = _save(request, attempt, _number(request.POST.get("position", "")))
    except domain.AnswerRefused as refusal:
        return JsonResponse({"saved": False, "error": str(refusal)}, status=STATUS[type(refusal)])
    if response is None:
        return JsonResponse({"saved": True, "clock": 0, "at": None})
    return JsonResponse({"saved": True, "clock": response.clock, "at": response.given_at.isoformat()})


@signed_in
@require_POST
def submit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    domain.submit(attempt=_own(request, public_id))
    return redirect("assessments:result", public_id)


@signed_in
@require_safe
def result(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Passed or not, why, and what may come next; also the officer's receipt."""
    attempt = _own(request, public_id)
    view = result_view(attempt, get_language())
    if view is None:
        return redirect("assessments:overview", public_id)
    stands = standing(officer=attempt.officer, quiz_key=attempt.quiz_key, context_key=attempt.context_key)
    context = {"attempt": attempt, "result": view, "standing": stands, "back": _back(attempt)}
    return render(request, "assessments/result.html", context)


def _own(request: HttpRequest, public_id: str) -> Any:
    """The attempt, if it is this officer's; the attempt of anyone else does not exist here."""
    attempt = own_attempt(cast("User", request.user), public_id)
    if attempt is None:
        raise Http404
    attempt.officer = request.user
    return attempt


def _take(request: HttpRequest, attempt: Any, position: int) -> HttpResponseBase:
    try:
        _save(request, attempt, position)
    except domain.AlreadySubmitted:
        return _already_submitted(request, attempt)
    except domain.AnswerRefused as refusal:
        return _refuse(request, attempt, refusal)
    return _onward(request, attempt, position)


def _save(request: HttpRequest, attempt: Attempt, position: int) -> Response | None:
    return domain.save_response(
        attempt=attempt,
        change=domain.Change(
            position=position,
            fields=dict(request.POST.lists()),
            client_key=request.POST.get("client_key", "")[:CLIENT_KEY_LENGTH],
        ),
        language=get_language(),
    )


def _number(text: str) -> int:
    """A position or place as sent; what is no small number was never offered."""
    if not text.isdecimal() or len(text) > 4:
        raise domain.NotDrawn
    return int(text)


def _onward(request: HttpRequest, attempt: Any, position: int) -> HttpResponseBase:
    """Where the pressed button leads; past either end is the overview."""
    button = request.POST.get("button", "next")
    target = {"next": position + 1, "previous": position - 1}.get(button, 0)
    if 1 <= target <= attempt.total:
        return redirect("assessments:question", attempt.public_id, target)
    return redirect("assessments:overview", attempt.public_id)


def _already_submitted(request: HttpRequest, attempt: Attempt) -> HttpResponseBase:
    messages.warning(request, str(domain.AlreadySubmitted()))
    return redirect("assessments:result", attempt.public_id)


def _refuse(request: HttpRequest, attempt: Attempt, refusal: domain.AnswerRefused) -> HttpResponse:
    context = {"attempt": attempt, "refusal": refusal, "back": _back(attempt)}
    return render(request, "assessments/refused.html", context, status=STATUS[type(refusal)])


def _back(attempt: Attempt) -> contexts.ContextInfo | None:
    return contexts.describe(attempt.context_key, language=get_language())


def _neighbours(item: ItemView) -> dict[str, Any]:
    return {"is_first": item.position == 1, "is_last": item.position == item.total}
