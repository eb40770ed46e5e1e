"""Issued certificates: frozen facts, their events and their file."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.db import AppendOnlyModel, AppendOnlyQuerySet
from common.ids import new_code, new_public_id
from common.scoping import ScopedQuerySet
from enrolments.models import Enrolment


class Status(models.TextChoices):
    """What a certificate is worth on a day: computed, never stored."""

    VALID = "valid", _("valid")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")


class CertificateQuerySet(ScopedQuerySet, AppendOnlyQuerySet):  # type: ignore[override]
    """Facts about people: neither changed nor read without a scope."""


class Certificate(AppendOnlyModel):
    """The fact that a certificate was issued. `snapshot` holds everything printed, as it was at issue:

    `{"first_name", "last_name", "rank", "institution", "unit", "course_code", "course_title", "outline_version",
    "hours", "score_percent"|null, "completed_on", "issued_on", "expires_on"|null, "language"}`; dates ISO, texts in the
    certificate's language, `score_percent` 0–100 of the best passed try of this enrolment, null for a course without a
    final test. Status (valid, expired, revoked) is computed from the snapshot and the events, never stored.
    `expires_on` is the last valid day.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    code = models.CharField(max_length=28, unique=True, default=new_code, editable=False)
    number = models.CharField(max_length=24, unique=True, help_text="For people: TANI-2026-000017.")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates")
    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="certificate")
    course_key = models.UUIDField()
    issued_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_on = models.DateField(null=True, editable=False)
    snapshot = models.JSONField()

    scope_person = "officer"

    objects: ClassVar[Any] = models.Manager.from_queryset(CertificateQuerySet)()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")

    def __str__(self) -> str:
        return self.number


class CertificateEvent(AppendOnlyModel):
    class Kind(models.TextChoices):
        ISSUED = "issued", _("issued")
        FILED = "filed", _("file made")
        REVOKED = "revoked", _("revoked")

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=16, choices=Kind)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "kind"], name="certificate_event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.kind}"


class CertificateFile(AppendOnlyModel):
    """A PDF made for a certificate, kept in the private storage under its own hash; the highest number is handed out.

    The row is written after the whole file: without a row there is no file. A file lost or damaged on disk is made
    again, under a new number when its bytes differ (a later version of the product may draw the page differently).
    """

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField(default=1)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="Bytes.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["certificate", "number"], name="certificate_file_number")]

    def __str__(self) -> str:
        return self.path


class NumberSeries(models.Model):
    """The last certificate number of a year; its row is the lock that keeps numbers without gap or repeat."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
