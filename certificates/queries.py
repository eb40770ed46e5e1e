"""What is asked about certificates: whose, in what state, and what a stranger may know of one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from certificates.models import Certificate, CertificateEvent, CertificateFile, Status
from common.ids import group_code, normalise_code
from common.text import initials
from courses.queries import course_titles
from enrolments.models import Enrolment

BATCH = 500


def with_standing(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """The same rows, each with `revoked_at` (or None) and `has_file`: state without a query a row."""
    revocations = CertificateEvent.objects.filter(certificate=OuterRef("pk"), kind=CertificateEvent.Kind.REVOKED)
    files = CertificateFile.objects.filter(certificate=OuterRef("pk"))
    return certificates.annotate(revoked_at=Subquery(revocations.values("at")[:1]), has_file=Exists(files))


def status_of(certificate: Certificate, on: date) -> Status:
    """What the certificate was worth on a day; `expires_on` itself still counts as valid."""
    revoked_at = _revoked_at(certificate)
    if revoked_at and timezone.localdate(revoked_at) <= on:
        return Status.REVOKED
    return Status.EXPIRED if certificate.expires_on and certificate.expires_on < on else Status.VALID


def _revoked_at(certificate: Certificate) -> datetime | None:
    if hasattr(certificate, "revoked_at"):
        return certificate.revoked_at
    return certificate.events.filter(kind=CertificateEvent.Kind.REVOKED).values_list("at", flat=True).first()


@dataclass(frozen=True)
class Document:
    """A certificate as its owner sees it in "My documents"."""

    public_id: str
    number: str
    code: str
    course_title: str
    language: str
    issued_on: date
    expires_on: date | None
    status: Status
    ready: bool

    @property
    def code_shown(self) -> str:
        return group_code(self.code)

    @classmethod
    def of(cls, certificate: Any, on: date) -> Self:
        return cls(
            public_id=certificate.public_id,
            number=certificate.number,
            code=certificate.code,
            course_title=certificate.snapshot["course_title"],
            language=certificate.snapshot["language"],
            issued_on=date.fromisoformat(certificate.snapshot["issued_on"]),
            expires_on=certificate.expires_on,
            status=status_of(certificate, on),
            ready=certificate.has_file,
        )


def documents_of(officer: User) -> list[Document]:
    """The officer's certificates, the newest first; one query."""
    rows = with_standing(Certificate.objects.of(officer)).order_by("-issued_at", "-pk")
    return [Document.of(row, timezone.localdate()) for row in rows]


def awaited_by(officer: User, language: str) -> list[str]:
    """Titles of courses the officer completed whose certificate is still being written."""
    awaited = Enrolment.objects.of(officer).filter(completed_at__isnull=False, certificate=None)
    enrolments = list(awaited.select_related("outline").order_by("completed_at"))
    untitled = [enrolment.course_key for enrolment in enrolments if not frozen_title(enrolment, language)]
    titles = course_titles(untitled, language) if untitled else {}
    return [frozen_title(e, language) or titles.get(e.course_key, e.course_code) for e in enrolments]


def frozen_title(enrolment: Enrolment, language: str) -> str:
    """The course's title as frozen with the outline, empty when it had none in this language."""
    return (enrolment.outline.outline.get("titles") or {}).get(language, "")


@dataclass(frozen=True)
class Verification:
    """All that a stranger learns from a code: no name, no unit, no number."""

    status: Status
    initials: str
    course_title: str
    language: str
    issued_on: date
    expires_on: date | None


def verification(code: str) -> Verification | None:
    """What a code proves today; None for an unknown one. The same one query either way."""
    certificates = Certificate.objects.unscoped("public check of a code: shows initials only")
    row = with_standing(certificates).filter(code=normalise_code(code)).first()
    if row is None:
        return None
    snapshot = row.snapshot
    return Verification(
        status=status_of(row, timezone.localdate()),
        initials=initials(snapshot["first_name"], snapshot["last_name"]),
        course_title=snapshot["course_title"],
        language=snapshot["language"],
        issued_on=date.fromisoformat(snapshot["issued_on"]),
        expires_on=row.expires_on,
    )


def enrolments_owed() -> list[str]:
    """Public ids of completed enrolments without a certificate, the longest waiting first."""
    owed = Enrolment.objects.unscoped("reconciliation").filter(completed_at__isnull=False, certificate=None)
    return list(owed.order_by("completed_at").values_list("public_id", flat=True)[:BATCH])


def certificates_without_file() -> list[str]:
    """Public ids of certificates whose PDF was never finished."""
    waiting = Certificate.objects.unscoped("reconciliation").filter(files=None)
    return list(waiting.order_by("issued_at").values_list("public_id", flat=True)[:BATCH])
