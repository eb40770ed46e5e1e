"""The officer's courses, the course home as a task list, and the doors into lesson and quiz."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.policies import PersonRequest, signed_in
from assessments.domain import AttemptRefused, start_attempt
from common.limits import within_limit
from courses.queries import course_languages, course_page, course_titles, lesson_titles, outline_by_code
from enrolments import domain
from enrolments.models import Enrolment
from enrolments.queries import context_key, course_home, course_progress, my_enrolments, newest_enrolment

CODES, WINDOW = 5, 600  # tries at a supervisor's code, per person and so many seconds


@signed_in
def my_courses(request: PersonRequest) -> HttpResponse:
    """What the officer is on, what is due, what is done."""
    enrolments = my_enrolments(request.user)
    titles = course_titles([enrolment.course_key for enrolment, _progress in enrolments], get_language())
    rows = [
        {"enrolment": enrolment, "title": titles.get(enrolment.course_key, enrolment.course_code), "progress": progress}
        for enrolment, progress in enrolments
    ]
    return render(request, "enrolments/list.html", {"rows": rows})


@signed_in
def home(request: PersonRequest, course: str) -> HttpResponse:
    """The course as a task list: what is done, what is next, how long it takes."""
    page = course_page(course, get_language())
    if page is None:
        return missing(request, course)
    enrolment = newest_enrolment(request.user, course)
    if enrolment is None:
        return redirect(page.url)
    return render(
        request,
        "enrolments/course.html",
        {
            "page": page,
            "enrolment": enrolment,
            "home": course_home(enrolment, get_language()),
            "titles": lesson_titles(enrolment.course_key, get_language()),
        },
    )


def missing(request: PersonRequest, course: str) -> HttpResponse:
    """The course is not there in this language: say so and name the languages it is in."""
    languages = course_languages(course)
    if not languages or any(language.code == get_language() for language in languages):
        raise Http404
    return render(request, "enrolments/missing.html", {"languages": languages, "course": course}, status=404)


@require_POST
@signed_in
def enrol(request: PersonRequest, course: str) -> HttpResponse:
    outline = outline_by_code(course)
    if outline is None:
        raise Http404
    try:
        domain.enrol(officer=request.user, course_key=outline.course_key, by=request.user)
    except domain.EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("web:start")
    return redirect("learn:course", course)


@signed_in
def resume(request: PersonRequest, course: str) -> HttpResponse:
    """To the exact place the officer left, on whatever device; else to the first lesson that is not done."""
    enrolment = own_enrolment(request, course)
    point = getattr(enrolment, "resume_point", None)
    progress = course_progress(enrolment)
    left = next((lesson for lesson in progress.lessons if point and lesson.key == str(point.lesson_key)), None)
    if point and left and not (left.known and progress.next_lesson):  # a lesson skipped since is not gone back to
        response = redirect("learn:lesson", course, left.code)
        if point.block_id:
            response["Location"] += f"#b-{point.block_id}"
        return response
    following = progress.next_lesson
    return redirect("learn:lesson", course, following.code) if following else redirect("learn:course", course)


@require_POST
@signed_in
def start_quiz(request: PersonRequest, course: str) -> HttpResponse:
    """Begin a try at the final quiz, or go on with the one that is open."""
    enrolment = own_enrolment(request, course)
    quiz_key = enrolment.outline.outline.get("quiz")
    if quiz_key is None:
        raise Http404
    code = request.POST.get("code", "")
    if code and not within_limit(
        request, action="quiz.code", amount=CODES, seconds=WINDOW, who=f"user:{request.user.pk}"
    ):
        messages.error(request, _("Too many codes were tried. Wait ten minutes, then ask the supervisor for it."))
        return redirect("learn:course", course)
    try:
        attempt = start_attempt(
            officer=request.user,
            quiz_key=UUID(quiz_key),
            context_key=context_key(enrolment),
            language=get_language(),
            code=code,
        )
    except AttemptRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(reverse("learn:course", args=[course]) + "#quiz")
    domain.start(enrolment=enrolment)
    return redirect("assessments:question", attempt.public_id, 1)


@require_POST
@signed_in
def start_pretest(request: PersonRequest, course: str) -> HttpResponse:
    """Begin the pre-test, or go on with it."""
    try:
        attempt = domain.start_pretest(enrolment=own_enrolment(request, course), language=get_language())
    except (AttemptRefused, domain.EnrolmentRefused) as refusal:
        messages.error(request, str(refusal))
        return redirect("learn:course", course)
    return redirect("assessments:question", attempt.public_id, 1)


@require_POST
@signed_in
def skip(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    """The officer skips a lesson that the pre-test showed to be known."""
    enrolment = own_enrolment(request, course)
    keys = {each["code"]: each["key"] for each in enrolment.outline.outline["lessons"]}
    if lesson not in keys:
        raise Http404
    try:
        domain.skip_lesson(enrolment=enrolment, lesson_key=keys[lesson])
    except domain.EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
    else:
        title = lesson_titles(enrolment.course_key, get_language()).get(keys[lesson], lesson)
        messages.success(request, _("Lesson skipped: %(title)s. You can still read it.") % {"title": title})
    return redirect("learn:course", course)


def own_enrolment(request: PersonRequest, course: str) -> Enrolment:
    """The officer's enrolment on the course, or the page that says there is none."""
    enrolment = newest_enrolment(request.user, course)
    if enrolment is None:
        raise Http404(_("You are not enrolled on this course."))
    return enrolment
