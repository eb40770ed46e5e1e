"""One officer as the coordinator sees them: postings, enrolments, attempts, certificates, and what happened when."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import Membership, Role, User
from accounts.scope import PersonScope
from assessments.models import Attempt, AttemptResult
from certificates.models import Certificate, CertificateEvent, Status
from certificates.queries import status_of, with_standing
from coordination.queries.people import people_within
from coordination.queries.reference import Course, courses
from enrolments.models import Enrolment, EnrolmentEvent
from enrolments.queries import LessonProgress, context_key, my_enrolments


@dataclass(frozen=True)
class AttemptLine:
    """One try at the final quiz; `percent` and `passed` are None until it is marked."""

    number: int
    started_at: datetime
    submitted_at: datetime | None
    percent: Decimal | None
    passed: bool | None


@dataclass(frozen=True)
class EnrolmentLine:
    enrolment: Enrolment
    state: str
    course: Course | str
    lessons: tuple[LessonProgress, ...]
    attempts: tuple[AttemptLine, ...]

    @property
    def done(self) -> int:
        if self.enrolment.completed_at:
            return self.total
        return sum(lesson.settled for lesson in self.lessons)

    @property
    def total(self) -> int:
        return len(self.lessons)


@dataclass(frozen=True)
class CertificateLine:
    certificate: Certificate
    status: Status


@dataclass(frozen=True)
class Event:
    """Something that happened: `what` is the label of the kind, `about` a course or a certificate number."""

    at: datetime
    what: str
    about: str
    by: User | None
    due_on: date | None = None


@dataclass(frozen=True)
class PersonRecord:
    person: User
    postings: list[Membership]
    enrolments: list[EnrolmentLine]
    certificates: list[CertificateLine]
    events: list[Event]


def person_record(public_id: str, *, scope: PersonScope) -> PersonRecord | None:
    """Everything about an officer posted today in the scope; None for anyone else. A fixed number of queries."""
    person = people_within(scope).filter(public_id=public_id).select_related("institution").first()
    if person is None:
        return None
    postings = (
        Membership.objects.of(person).filter(role=Role.OFFICER).select_related("unit").order_by("-starts_on", "-pk")
    )
    return PersonRecord(
        person=person,
        postings=list(postings),
        enrolments=_enrolments(person),
        certificates=_certificates(person),
        events=_events(person),
    )


def _enrolments(person: User) -> list[EnrolmentLine]:
    attempts = _attempts(person)
    return [
        EnrolmentLine(
            enrolment=enrolment,
            state=enrolment.state,  # type: ignore[attr-defined]  # annotated
            course=_course(enrolment.course_code),
            lessons=progress.lessons,
            attempts=tuple(attempts.get(context_key(enrolment), ())),
        )
        for enrolment, progress in my_enrolments(person)
    ]


def _course(code: str) -> Course | str:
    return courses().get(code, code)


def _attempts(person: User) -> dict[str, list[AttemptLine]]:
    """Tries by the context they were made in; the newest result of each counts. One query."""
    newest = AttemptResult.objects.filter(attempt=OuterRef("pk")).order_by("-number")
    rows = (
        Attempt.objects.of(person)
        .annotate(percent=Subquery(newest.values("percent")[:1]), passed=Subquery(newest.values("passed")[:1]))
        .order_by("number")
        .values_list("context_key", "number", "started_at", "submitted_at", "percent", "passed")
    )
    found: dict[str, list[AttemptLine]] = {}
    for context, *values in rows:
        found.setdefault(context, []).append(AttemptLine(*values))
    return found


def _certificates(person: User) -> list[CertificateLine]:
    today = timezone.localdate()
    rows = with_standing(Certificate.objects.of(person)).order_by("-issued_at", "-pk")
    return [CertificateLine(certificate=row, status=status_of(row, today)) for row in rows]


def _events(person: User) -> list[Event]:
    """The life of the person's enrolments and certificates, the newest first."""
    steps = EnrolmentEvent.objects.filter(enrolment__officer=person).select_related("by", "enrolment")
    found = [
        Event(step.at, step.get_kind_display(), str(_course(step.enrolment.course_code)), step.by, _due(step.data))
        for step in steps
    ]
    notes = CertificateEvent.objects.filter(certificate__officer=person).exclude(kind="filed")
    found += [
        Event(note.at, note.get_kind_display(), note.certificate.number, note.by)
        for note in notes.select_related("by", "certificate")
    ]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _due(data: dict[str, Any]) -> date | None:
    return date.fromisoformat(data["due_on"]) if data.get("due_on") else None
