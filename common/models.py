from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.db import AppendOnlyModel
from common.ids import new_public_id


class OutboxMessage(models.Model):
    """Work promised in the same transaction as the fact that calls for it; brokers lose messages, this table does not.

    `topic` and `key` name the work once for all (`certificates.issue`, enrolment public id); `payload` holds ids only.
    """

    topic = models.CharField(max_length=64)
    key = models.CharField(max_length=128)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True, help_text="Given up after too many attempts; an operator looks at it.")
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "key"], name="outbox_work_named_once")]
        indexes = [
            models.Index(
                fields=["due_at"], name="outbox_open", condition=models.Q(done_at__isnull=True, parked_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


class AuditEvent(AppendOnlyModel):
    """Who did what to what, when. Written in the same transaction as the act. Holds ids and codes, never content."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=64)
    target = models.CharField(max_length=128, help_text="Kind and public id, for example `enrolment:Zr3…`.")
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("audit event")
        indexes = [models.Index(fields=["target"], name="audit_target"), models.Index(fields=["at"], name="audit_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target}"
