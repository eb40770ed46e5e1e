"""Courses as outlines and officers on them, made through the verbs of the enrolments room."""

from datetime import date, timedelta
from uuid import uuid4

import factory
from django.utils import timezone

from accounts.models import Membership, Role, Unit, User
from common.text import fold
from courses.models import OutlineVersion
from enrolments import domain
from enrolments.models import Enrolment, EnrolmentEvent
from tests.factories.people import UserFactory


class OutlineFactory(factory.django.DjangoModelFactory):
    """A course of three lessons, two activities each, without a final quiz: it is complete when all is done."""

    class Meta:
        model = OutlineVersion

    class Params:
        code = factory.Sequence(lambda n: f"c{n}")
        title = factory.LazyAttribute(lambda o: f"Kurs {o.code}")
        title_en = factory.LazyAttribute(lambda o: f"Course {o.code}")
        lessons = 3
        quiz = None

    course_key = factory.LazyFunction(uuid4)
    number = 1
    digest = factory.LazyAttribute(lambda o: f"{o.code}-{o.number}")

    @factory.lazy_attribute
    def outline(self) -> dict:
        return {
            "code": self.code,
            "hours": 8,
            "validity_months": 24,
            "quiz": self.quiz,
            "titles": {"tr": self.title, "en": self.title_en},
            "lessons": [
                {
                    "key": str(uuid4()),
                    "code": f"l{place}",
                    "minutes": 20,
                    "activities": [
                        {"id": "read", "kind": "read", "questions": [], "parts": {}},
                        {"id": f"check-{place}", "kind": "check", "questions": [], "parts": {}},
                    ],
                }
                for place in range(1, self.lessons + 1)
            ],
        }


def on_course(
    officer: User, outline: OutlineVersion, state: str = "enrolled", *, due_on: date | None = None
) -> Enrolment:
    """An officer on a course in one of `enrolments.queries.STATES`."""
    if state == "overdue":
        due_on = timezone.localdate() - timedelta(days=1)
    enrolment = domain.enrol(officer=officer, course_key=outline.course_key, by=officer, due_on=due_on)
    if state in ("in_progress", "failed"):
        finish_lessons(enrolment, 1)
    if state == "completed":
        finish_lessons(enrolment, len(outline.outline["lessons"]))
    if state == "failed":
        enrolment.failed_at = timezone.now()
        enrolment.save(update_fields=["failed_at"])
        EnrolmentEvent.objects.create(enrolment=enrolment, kind=EnrolmentEvent.Kind.FAILED, by=officer)
    return enrolment


def crowd(unit: Unit, outline: OutlineVersion, number: int) -> None:
    """Many officers of a unit on a course, written in bulk."""
    people = UserFactory.build_batch(number, institution=unit.institution, password="")
    for person in people:
        person.username, person.folded_name = person.identifier(), fold(person.get_full_name())
    User.objects.bulk_create(people)
    since = date(2025, 1, 1)
    Membership.objects.bulk_create(
        Membership(user=each, unit=unit, role=Role.OFFICER, starts_on=since) for each in people
    )
    Enrolment.objects.bulk_create(
        Enrolment(officer=each, course_key=outline.course_key, course_code=outline.outline["code"], outline=outline)
        for each in people
    )


def finish_lessons(enrolment: Enrolment, number: int) -> None:
    """Do everything in the first `number` lessons."""
    for lesson in enrolment.outline.outline["lessons"][:number]:
        for activity in lesson["activities"]:
            domain.complete_activity(enrolment=enrolment, lesson_key=lesson["key"], activity_id=activity["id"])
