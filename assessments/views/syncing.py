"""The doors for devices; docs/reference/autosave.md is their contract."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from accounts.policies import signed_in, signed_in_device
from assessments import domain
from assessments.queries import attempt_overview, item_views
from assessments.views.own import own, posted, status_of


@signed_in_device
@require_POST
def sync(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Many changes in, a receipt for each out."""
    try:
        message = domain.read_message(_body(request))
    except domain.BadMessage as bad:
        own(request, public_id)
        return JsonResponse({"error": str(bad)}, status=400)
    with transaction.atomic():  # held from the first look, or a receipt could speak of what another device overtook
        attempt = own(request, public_id, lock=True)
        done = domain.synchronise(attempt=attempt, changes=message.changes, language=get_language(), locked=True)
    return JsonResponse(done.as_data())


@signed_in_device
@require_safe
def paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every question of an attempt that still runs, as forms in one answer, to be worked through without a connection.

    Stored nowhere (`no-store`): the page that asked holds it in memory.
    """
    attempt = own(request, public_id)
    overview = attempt_overview(attempt, get_language())
    if attempt.submitted_at or overview.over:
        return HttpResponse(status=409)
    items = item_views(attempt, get_language())
    response = render(request, "assessments/paper.html", {"attempt": attempt, "items": items, "overview": overview})
    response["Cache-Control"] = "private, no-store"
    return response


@signed_in
@require_POST
def save(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One answer as a form: the small door. Sending the same `client_key` again gives the same receipt."""
    try:
        with transaction.atomic():
            attempt = own(request, public_id, lock=True)
            change = posted(request, _number(request.POST.get("position", "")))
            kept = domain.keep_change(attempt=attempt, change=change, language=get_language(), locked=True)
    except domain.AnswerRefused as refusal:
        return JsonResponse({"saved": False, "error": str(refusal)}, status=status_of(refusal))
    response = kept.response
    if response is None:
        return JsonResponse({"saved": True, "clock": 0, "at": None})
    return JsonResponse({"saved": True, "clock": response.clock, "at": response.given_at.isoformat()})


def _body(request: HttpRequest) -> bytes:
    """The message; one that is too long is not read at all."""
    length = request.headers.get("Content-Length", "0")
    if length.isdecimal() and int(length) > domain.MOST_BYTES:
        return b" " * (domain.MOST_BYTES + 1)
    return request.body


def _number(text: str) -> int:
    """A position as sent; what is no small number was never offered."""
    if not text.isascii() or not text.isdecimal() or len(text) > 4:
        raise domain.NotDrawn
    return int(text)
