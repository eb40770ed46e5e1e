"""The door of the panel “Branches”: a form as it stands goes in, its branches come out. Nothing is stored."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.views.decorators.http import require_POST

from assessments.kinds.drill.branches import branches

WRITERS = ("assessments.add_question", "assessments.change_question")


@require_POST
def drill_branches(request: HttpRequest) -> HttpResponse:
    """Only for those who may write questions; the admin asks for its own sign-in before."""
    if not any(request.user.has_perm(permission) for permission in WRITERS):
        raise PermissionDenied
    from assessments.models import Question  # kinds lie below models

    block = Question._meta.get_field("parts").stream_block
    try:
        value = block.value_from_datadict(request.POST, request.FILES, "parts")
    except (KeyError, ValueError, ValidationError):
        return HttpResponseBadRequest()
    return render(request, "assessments/drill_branches.html", branches(Question(parts=value).draft()))
