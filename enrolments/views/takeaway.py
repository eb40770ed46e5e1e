"""A checklist of a lesson by itself: to print, to copy, to keep open on a telephone."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from accounts.policies import PersonRequest, signed_in
from courses.queries import lesson_view
from enrolments.queries import newest_enrolment


@signed_in
def checklist(request: PersonRequest, course: str, lesson: str, block: UUID) -> HttpResponse:
    """For whoever may read the lesson; it writes nothing."""
    view = lesson_view(course, lesson, get_language())
    part = next((part for part in view.parts if part.block_id == str(block)), None) if view else None
    if part is None or part.kind != "checklist":
        raise Http404
    if newest_enrolment(request.user, course) is None:
        return redirect("learn:course", course)
    context = {"course_code": course, "lesson": view, "part": part}
    return render(request, "enrolments/checklist.html", context)
