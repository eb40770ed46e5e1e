"""The last resort of an officer without a connection: a saved file of answers, handed in by the coordinator.

A look first, then the same synchronisation as from the officer's own device. Nobody sees what was answered.
"""

import base64
import binascii
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.policies import PersonRequest
from accounts.scope import PersonScope
from assessments.domain import MOST_BYTES, BadMessage, hand_in, read_answer_file
from assessments.models import Attempt
from assessments.queries import attempt_overview
from coordination.queries import people_within
from coordination.views.asking import coordinators_only


@require_http_methods(["GET", "POST"])
@coordinators_only
def show(request: PersonRequest, scope: PersonScope, public_id: str) -> HttpResponse:
    person = people_within(scope).filter(public_id=public_id).first()
    if person is None:
        raise Http404
    if request.method != "POST":
        return _page(request, person)
    try:
        return _look_or_hand_in(request, person, _sent(request))
    except BadMessage as bad:
        return _page(request, person, error=str(bad), status=422)


def _sent(request: PersonRequest) -> bytes:
    """The file, or on the second step what it held."""
    if request.POST.get("step") == "confirm":
        try:
            return base64.b64decode(request.POST.get("content", ""), validate=True)
        except (binascii.Error, ValueError) as error:
            raise BadMessage(_("Choose the file again.")) from error
    upload = request.FILES.get("file")
    if upload is None:
        raise BadMessage(_("Choose a file first."))
    return upload.read(MOST_BYTES + 1)  # one byte more is too many, and says so


def _look_or_hand_in(request: PersonRequest, person: User, body: bytes) -> HttpResponse:
    saved = read_answer_file(body)
    attempt = Attempt.objects.of(person).filter(public_id=saved.attempt_id).first()
    if attempt is None:
        raise BadMessage(_("This file does not hold answers of this person."))
    about: dict[str, Any] = {
        "attempt": attempt,
        "quiz": attempt_overview(attempt, get_language()),
        "answers": len(saved.changes),
        "content": base64.b64encode(body).decode(),
    }
    if request.POST.get("step") != "confirm":
        return _page(request, person, **about)
    done = hand_in(attempt=attempt, saved=saved, by=request.user)
    positions = {change.get("key"): change.get("position") for change in done.changes if isinstance(change, dict)}
    lines = [(positions.get(receipt["key"]), receipt) for receipt in done.outcome["receipts"]]
    return _page(request, person, done=done, lines=lines, **about)


def _page(request: PersonRequest, person: User, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "coordination/answer_file.html", {"person": person, **context}, status=status)
