"""What every door of an attempt settles first: whose it is, and what was sent. Only its officer gets in."""

from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from accounts.models import User
from assessments import contexts, domain, kinds
from assessments.models import Attempt
from assessments.queries import own_attempt
from assessments.views.words import words_script

CLIENT_KEY_LENGTH = 64
RESERVED = ("csrfmiddlewaretoken", "button", "client_key", "position")
"""What a form posts beside the answer."""


def own(request: HttpRequest, public_id: str, *, lock: bool = False) -> Any:
    """The attempt, if it is this officer's; the attempt of anyone else does not exist here."""
    attempt = own_attempt(cast("User", request.user), public_id, lock=lock)
    if attempt is None:
        raise Http404
    return attempt


def posted(request: HttpRequest, position: int) -> domain.Change:
    """What a form sent. Text that no database keeps is none that its form could send."""
    fields: kinds.Fields = {name: values for name, values in request.POST.lists() if name not in RESERVED}
    if not all(domain.is_storable(text) for name, values in fields.items() for text in (name, *values)):
        raise domain.NotDrawn
    key = request.POST.get("client_key", "")[:CLIENT_KEY_LENGTH]
    if not domain.is_storable(key):
        raise domain.NotDrawn
    return domain.Change(position=position, fields=fields, client_key=key)


def status_of(refusal: domain.AnswerRefused) -> int:
    """404 for what was never asked, 409 for what comes too late or against what stands."""
    if isinstance(refusal, domain.StepIncomplete):
        return 422
    return 404 if isinstance(refusal, domain.NotDrawn) else 409


def refuse(request: HttpRequest, attempt: Attempt, refusal: domain.AnswerRefused) -> HttpResponse:
    context = {"attempt": attempt, "refusal": refusal, "back": back_of(attempt)}
    return render(request, "assessments/refused.html", context, status=status_of(refusal))


def back_of(attempt: Attempt) -> contexts.ContextInfo | None:
    return contexts.describe(attempt.context_key, language=get_language())


def page_context(attempt: Attempt) -> dict[str, Any]:
    """What the script of the page needs beside the question."""
    officer = attempt.officer
    return {
        "attempt": attempt,
        "zone": settings.TIME_ZONE,
        "words": words_script(get_language()),
        "username": officer.email or officer.service_number,
    }
