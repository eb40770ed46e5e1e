"""From a completed enrolment to exactly one certificate that says what was true on that day."""

import logging
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone, translation

from accounts.queries import posting
from assessments.models import AttemptResult
from certificates.models import Certificate, CertificateEvent, NumberSeries
from certificates.queries import certificates_without_file, enrolments_owed, frozen_title
from common import audit, outbox
from common.dates import add_months
from common.models import OutboxMessage
from courses.queries import course_titles
from enrolments.models import Enrolment
from enrolments.queries import context_key

logger = logging.getLogger(__name__)


class NotCompleted(Exception):
    """A certificate was asked for before the course was completed."""


def promise(*, enrolment_public_id: str) -> None:
    """Promise the certificate of a completed enrolment to background work; asking again changes nothing."""
    outbox.put(topic="certificates.issue", key=enrolment_public_id, enrolment=enrolment_public_id)


def promise_file(*, certificate_public_id: str) -> None:
    """Promise the PDF of a certificate to background work; asking again changes nothing."""
    outbox.put(topic="certificates.file", key=certificate_public_id, certificate=certificate_public_id)


def issue(*, enrolment_public_id: str) -> Certificate:
    """Issue the certificate of a completed enrolment, or give back the one there is.

    Of callers at the same moment one inserts; the others meet the unique enrolment, lose their number with their
    savepoint (so the series has no gap) and read the winner's row. Raises NotCompleted, and Enrolment.DoesNotExist.
    """
    enrolments = Enrolment.objects.unscoped("background work issues for everyone")
    enrolment = enrolments.select_related("officer__institution", "outline").get(public_id=enrolment_public_id)
    if enrolment.completed_at is None:
        raise NotCompleted(enrolment_public_id)
    issued = _certificate_of(enrolment)
    if issued:
        return issued
    try:
        with transaction.atomic():
            return _create(enrolment)
    except IntegrityError:
        winner = _certificate_of(enrolment)
        if winner is None:
            raise
        return winner


def reconcile() -> None:
    """Promise again whatever a lost signal left unpromised, and say aloud what was given up."""
    for public_id in enrolments_owed():
        promise(enrolment_public_id=public_id)
    for public_id in certificates_without_file():
        promise_file(certificate_public_id=public_id)
    parked = OutboxMessage.objects.filter(topic__startswith="certificates.", parked_at__isnull=False).count()
    if parked:
        logger.error("%s certificate messages are parked: an operator must look at them", parked)


def _certificate_of(enrolment: Enrolment) -> Certificate | None:
    return Certificate.objects.of(enrolment.officer).filter(enrolment=enrolment).first()


def _create(enrolment: Enrolment) -> Certificate:
    now = timezone.now()
    snapshot = _snapshot(enrolment, now)
    certificate = Certificate.objects.create(
        number=_next_number(timezone.localdate(now).year),
        officer=enrolment.officer,
        enrolment=enrolment,
        course_key=enrolment.course_key,
        issued_at=now,
        expires_on=_day(snapshot["expires_on"]),
        snapshot=snapshot,
    )
    CertificateEvent.objects.create(certificate=certificate, kind=CertificateEvent.Kind.ISSUED, at=now)
    audit.record(
        actor=None,
        action="certificate.issue",
        target=f"certificate:{certificate.public_id}",
        number=certificate.number,
        enrolment=enrolment.public_id,
    )
    promise_file(certificate_public_id=certificate.public_id)
    return certificate


def _next_number(year: int) -> str:
    """The next number of the year; the update locks the year's row until the transaction ends."""
    NumberSeries.objects.get_or_create(year=year)
    NumberSeries.objects.filter(year=year).update(last=F("last") + 1)
    return f"TANI-{year}-{NumberSeries.objects.get(year=year).last:06d}"


def _snapshot(enrolment: Enrolment, now: datetime) -> dict[str, Any]:
    """Everything that will be printed, in the certificate's language; see `Certificate` for the shape."""
    officer, outline = enrolment.officer, enrolment.outline
    language = officer.language if officer.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    unit = posting(officer)
    institution = unit.institution if unit else officer.institution
    completed_on = timezone.localdate(enrolment.completed_at)
    expires_on = add_months(completed_on, outline.outline.get("validity_months") or 0)
    with translation.override(language):
        return {
            "first_name": officer.first_name,
            "last_name": officer.last_name,
            "rank": officer.rank,
            "institution": str(institution or ""),
            "unit": str(unit or ""),
            "course_code": enrolment.course_code,
            "course_title": _course_title(enrolment, language),
            "outline_version": outline.number,
            "hours": outline.outline["hours"],
            "score_percent": _best_percent(enrolment),
            "completed_on": completed_on.isoformat(),
            "issued_on": timezone.localdate(now).isoformat(),
            "expires_on": expires_on.isoformat() if expires_on else None,
            "language": language,
        }


def _course_title(enrolment: Enrolment, language: str) -> str:
    """The title frozen with the outline; a language added to the course later is read from its page."""
    return (
        frozen_title(enrolment, language)
        or course_titles([enrolment.course_key], language).get(enrolment.course_key)
        or frozen_title(enrolment, settings.LANGUAGE_CODE)
        or enrolment.course_code
    )


def _best_percent(enrolment: Enrolment) -> float | None:
    """The best passed result among the enrolment's tries; of a try marked again, the last result counts."""
    tries = AttemptResult.objects.filter(attempt__officer=enrolment.officer)
    results = tries.filter(attempt__context_key=context_key(enrolment)).order_by("attempt_id", "number")
    latest = {result.attempt_id: result for result in results}
    return max((float(result.percent) for result in latest.values() if result.passed), default=None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
