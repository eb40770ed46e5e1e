"""A lesson as the officer reads it: rendered once per revision, with the officer's own answers set into it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.policies import PersonRequest, signed_in
from assessments.domain import AnswerRefused, answer_check
from courses.queries import course_title, lesson_view
from enrolments import domain
from enrolments.lessons import fill, finished_activity
from enrolments.models import Enrolment
from enrolments.queries import READ, LessonProgress, facts_of, newest_enrolment, one_lesson
from enrolments.views.course import missing


@signed_in
def show(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    view = lesson_view(course, lesson, get_language())
    if view is None:
        return missing(request, course)
    enrolment = newest_enrolment(request.user, course)
    if enrolment is None:
        messages.info(request, _("Start the course first; then your progress is kept."))
        return redirect("learn:course", course)
    keep_place(enrolment, view.key)
    progress = one_lesson(enrolment, view.key)
    context = {
        "course_code": course,
        "course_title": course_title(view.course_key, get_language()),
        "lesson": view,
        "enrolment": enrolment,
        "parts": fill(
            view,
            course=course,
            officer=request.user,
            language=get_language(),
            chosen_agency=request.GET.get("agency", ""),
        ),
        "progress": progress,
        "said": progress_words(progress) if progress else None,
        "check_url": reverse("learn:check", args=[course, lesson]),
        **neighbours(enrolment, lesson),
    }
    return render(request, "enrolments/lesson.html", context)


def keep_place(enrolment: Enrolment, lesson_key: UUID) -> None:
    """Opening a lesson is coming back to it: note it when it is another lesson than before."""
    point = getattr(enrolment, "resume_point", None)
    if point is None or point.lesson_key != lesson_key:
        domain.start(enrolment=enrolment)
        domain.remember_place(enrolment=enrolment, lesson_key=lesson_key)


def neighbours(enrolment: Enrolment, code: str) -> dict[str, Any]:
    """Where the lesson stands in the outline: its number, how many there are, the codes before and after."""
    codes = [lesson["code"] for lesson in enrolment.outline.outline["lessons"]]
    if code not in codes:  # a lesson added after this enrolment began may be read, it is not demanded
        return {"number": None, "total": len(codes), "previous": None, "next": None}
    index = codes.index(code)
    return {
        "number": index + 1,
        "total": len(codes),
        "previous": codes[index - 1] if index else None,
        "next": codes[index + 1] if index + 1 < len(codes) else None,
    }


@require_POST
@signed_in
def done(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    """The officer says the lesson is read; on to the next that is not skipped, or home after the last."""
    view, enrolment = own_lesson(request, course, lesson)
    domain.complete_activity(enrolment=enrolment, lesson_key=view.key, activity_id=READ)
    following = next_after(enrolment, lesson)
    if following:
        return redirect("learn:lesson", course, following)
    return redirect("learn:course", course)


def next_after(enrolment: Enrolment, code: str) -> str | None:
    """The code of the next lesson that the officer does not skip; None after the last."""
    lessons = enrolment.outline.outline["lessons"]
    codes = [lesson["code"] for lesson in lessons]
    skipped = facts_of([enrolment])[enrolment.pk].credited
    later = lessons[codes.index(code) + 1 :] if code in codes else []
    return next((lesson["code"] for lesson in later if lesson["key"] not in skipped), None)


@require_POST
@signed_in
def check(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    """One answer to a question asked inside the lesson, judged here and shown at its place."""
    view, enrolment = own_lesson(request, course, lesson)
    part = next((part for part in view.parts if part.block_id == request.POST.get("block")), None)
    question = request.POST.get("question", "")
    if part is None or question not in map(str, part.question_keys):
        raise Http404
    context = f"{view.key}:{part.block_id}"
    try:
        answer_check(
            officer=request.user,
            question_key=UUID(question),
            context_key=context,
            fields=dict(request.POST.lists()),
            language=get_language(),
            version=next(iter(numbers([request.POST.get("version", "")])), None),
        )
    except AnswerRefused as refusal:
        messages.error(request, str(refusal))
    else:
        activity = finished_activity(part, officer=request.user, context_key=context)
        if activity:
            domain.complete_activity(enrolment=enrolment, lesson_key=view.key, activity_id=activity)
    domain.remember_place(enrolment=enrolment, lesson_key=view.key, block_id=part.block_id)
    response = redirect("learn:lesson", course, lesson)
    agency = request.POST.get("agency", "")
    if agency.replace("_", "").isalpha():
        response["Location"] += f"?agency={agency}"
    response["Location"] += f"#q-{question}"
    return response


def numbers(texts: list[str]) -> list[int]:
    """What a browser sent as places, as numbers; anything else is left out."""
    return [int(text) for text in texts if text.isdecimal() and len(text) < 6]


@require_POST
@signed_in
def place(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    """Where the officer is reading and which sections were read to their end, sent by the page now and then; how far
    that is, when there is news.
    """
    view, enrolment = own_lesson(request, course, lesson)
    block = request.POST.get("block", "")
    if any(part.block_id == block for part in view.parts):
        domain.remember_place(enrolment=enrolment, lesson_key=view.key, block_id=block)
    read = request.POST.getlist("read")
    if read and domain.note_sections(enrolment=enrolment, lesson_key=view.key, sections=read):
        progress = one_lesson(enrolment, view.key)
        if progress is not None:
            return JsonResponse(progress_words(progress))
    return HttpResponse(status=204)


def progress_words(progress: LessonProgress) -> dict[str, Any]:
    """How far the officer is in the lesson, for the page to say."""
    parts = ngettext("%(done)s of %(total)s part", "%(done)s of %(total)s parts", progress.total)
    left = ngettext("%(minutes)s minute left", "%(minutes)s minutes left", progress.minutes_left)
    return {
        "done": progress.done,
        "total": progress.total,
        "parts": parts % {"done": progress.done, "total": progress.total},
        "left": left % {"minutes": progress.minutes_left} if progress.minutes_left else "",
    }


def own_lesson(request: PersonRequest, course: str, lesson: str) -> tuple[Any, Enrolment]:
    view = lesson_view(course, lesson, get_language())
    enrolment = newest_enrolment(request.user, course)
    if view is None or enrolment is None:
        raise Http404
    return view, enrolment
