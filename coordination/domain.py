"""What a coordinator may do: put many officers on a course at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import ngettext

from accounts.models import User
from accounts.scope import scope
from common import audit
from coordination.queries.people import on_course, people_within
from coordination.queries.reference import Course
from enrolments.domain import EnrolmentRefused, enrol

MOST = 500  # people in one go: one transaction, about five statements a person

__all__ = ["MOST", "Enrolled", "EnrolmentRefused", "TooMany", "enrol_people"]


class TooMany(ValueError):
    """More people in one go than one transaction should hold; the message is for the person who asked."""

    def __init__(self, number: int) -> None:
        text = ngettext(
            "At most %(most)d person can be enrolled at once; you chose %(number)d.",
            "At most %(most)d people can be enrolled at once; you chose %(number)d. Enrol them in several parts.",
            MOST,
        )
        super().__init__(text % {"most": MOST, "number": number})


@dataclass(frozen=True)
class Enrolled:
    """What came of it: how many are new on the course, how many were on it, how many are no longer overseen."""

    new: int
    already: int
    left_out: int


def enrol_people(*, people: Sequence[str], course: Course, due_on: date | None, by: User) -> Enrolled:
    """Enrol these officers (public ids) on a course, all or none; running it twice enrols nobody twice.

    Only officers that `by` oversees today are touched. Someone who is on the course or has completed it is left alone:
    a list sent again must not make anyone begin anew. Raises TooMany, and EnrolmentRefused when the course has no
    lessons.
    """
    wanted = set(people)
    if len(wanted) > MOST:
        raise TooMany(len(wanted))
    with transaction.atomic():
        officers = {officer.pk: officer for officer in people_within(scope(by)).filter(public_id__in=wanted)}
        there = on_course(officers, course)
        new = [officer for pk, officer in officers.items() if pk not in there]
        for officer in new:
            enrol(officer=officer, course_key=course.key, by=by, due_on=due_on)
        if new:
            audit.record(actor=by, action="coordination.enrol", target=f"course:{course.code}", people=len(new))
    return Enrolled(new=len(new), already=len(there), left_out=len(wanted) - len(officers))
