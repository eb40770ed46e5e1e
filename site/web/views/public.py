"""What a stranger sends: the name for a confirmation. Everything else of the public pages is only read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from accounts.policies import public
from web import awareness
from web.models import AwarenessCoursePage


@public
@csrf_exempt  # a token would be a cookie; nothing is written, and the sheet goes to nobody but who sent the form
def confirmation(request: HttpRequest) -> HttpResponse:
    """The confirmation of the short course of this language; who comes without its form is led to the questions."""
    courses = AwarenessCoursePage.objects.live().public().filter(locale__language_code=get_language())
    page = get_object_or_404(courses.order_by("path")[:1])
    if request.method != "POST":
        return redirect(f"{page.get_url(request)}{page.reverse_subpage('questions')}")
    return awareness.confirmation(request, page)
