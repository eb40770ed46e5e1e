from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Unit
from common.scoping import ScopedQuerySet


class Role(models.TextChoices):
    OFFICER = "officer", _("officer")
    TRAINER = "trainer", _("trainer")
    REVIEWER = "reviewer", _("reviewer")
    TRANSLATOR = "translator", _("translator")
    COORDINATOR = "coordinator", _("coordinator")
    CASE_WORKER = "case_worker", _("case worker")
    CASE_EXPERT = "case_expert", _("case expert")
    STATISTICIAN = "statistician", _("statistician")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


class MembershipQuerySet(ScopedQuerySet):
    def active_on(self, day: date) -> "MembershipQuerySet":
        return self.filter(starts_on__lte=day).filter(models.Q(ends_on=None) | models.Q(ends_on__gt=day))

    def active(self) -> "MembershipQuerySet":
        return self.active_on(timezone.localdate())


class Membership(models.Model):
    """A person's role in a unit from a day (inclusive) to a day (exclusive): a posting, or an office held.

    An officer has at most one open posting; coming and going adds rows, so "who was where on 1 March" stays answerable.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=16, choices=Role)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    scope_person = "user"

    objects: Any = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(role=Role.OFFICER, ends_on=None),
                name="one_open_posting",
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"], condition=models.Q(ends_on=None), name="one_open_membership_per_office"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id} {self.starts_on:%Y-%m-%d}"
