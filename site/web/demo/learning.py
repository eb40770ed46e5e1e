"""Colleagues at different points of course C1, made through the same verbs the screens call."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from assessments import kinds
from assessments.domain import Change, save_response, start_attempt, submit
from assessments.models import Attempt
from courses.queries import outline_by_code
from enrolments.domain import complete_activity, enrol, set_due
from enrolments.models import Enrolment
from enrolments.queries import activities_of, context_key

COURSE = "c1"
# How far each colleague is: part of the activities done, due in days (negative: late), final quiz passed or failed or
# not tried.
STORY: dict[str, tuple[float, int | None, str]] = {
    "egm-104301": (1.0, 10, "pass"),
    "egm-104302": (0.5, 5, ""),
    "egm-104303": (0.0, -3, ""),
    "egm-104304": (1.0, 20, "fail"),
    "egm-104305": (1.0, None, "pass"),
    "egm-104306": (0.2, -10, ""),
    "egm-104308": (1.0, 3, "pass"),
    "egm-104309": (0.0, 14, ""),
}


def build(people: dict[str, User]) -> None:
    """Tell the story once; colleagues already enrolled are left as they are."""
    outline = outline_by_code(COURSE)
    if outline is None:
        return
    coordinator = people["egm-076015"]
    for username, (share, due, quiz) in STORY.items():
        officer = people[username]
        if Enrolment.objects.of(officer).filter(course_code=COURSE).exists():
            continue
        enrolment = enrol(officer=officer, course_key=outline.course_key, by=coordinator)
        if due is not None:
            set_due(enrolment=enrolment, due_on=timezone.localdate() + timedelta(days=due), by=coordinator)
        activities = list(activities_of(enrolment.outline))
        for lesson_key, activity_id in activities[: round(share * len(activities))]:
            complete_activity(enrolment=enrolment, lesson_key=lesson_key, activity_id=activity_id)
        if quiz:
            take_quiz(enrolment, wrong=quiz == "fail")


def take_quiz(enrolment: Enrolment, *, wrong: bool) -> None:
    """Sit the final quiz as the officer would: all right, or all wrong until no attempt is left."""
    rules = 3 if wrong else 1
    for _number in range(rules):
        attempt = start_attempt(
            officer=enrolment.officer,
            quiz_key=enrolment.outline.outline["quiz"],
            context_key=context_key(enrolment),
            language="tr",
        )
        answer_all(attempt, wrong=wrong)
        submit(attempt=attempt)


def answer_all(attempt: Attempt, *, wrong: bool) -> None:
    """Every question answered as its solution says; the wrong way leaves them all blank."""
    if wrong:
        return
    for item in attempt.items.select_related("question_version").order_by("position"):
        version = item.question_version
        kind, question = kinds.get(version.kind), kinds.Question(version.structure, version.key)
        for fields in kind.steps(question, item.option_order):
            save_response(attempt=attempt, change=Change(position=item.position, fields=fields), language="tr")
