"""One officer: facts, postings, courses, attempts, certificates, and what happened when."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.policies import PersonRequest
from accounts.scope import PersonScope
from coordination.queries import person_record
from coordination.views.asking import coordinators_only


@require_GET
@coordinators_only
def show(request: PersonRequest, scope: PersonScope, public_id: str) -> HttpResponse:
    record = person_record(public_id, scope=scope)
    if record is None:
        raise Http404
    today = timezone.localdate()
    current = next((posting for posting in record.postings if posting.ends_on is None or posting.ends_on > today), None)
    context = {"record": record, "person": record.person, "current": current, "moment": timezone.localtime()}
    return render(request, "coordination/person.html", context)
