from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from common.text import fold


class LegalSource(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model
):
    """A legal rule as this product states it: where it was read, when, by whom, and whether counsel has confirmed it.

    Shared by every lesson that cites it, so that one correction reaches all. What is not confirmed is marked wherever
    it is shown.
    """

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed in its source")
        UNCONFIRMED = "unconfirmed", _("to be confirmed by counsel")
        PROPOSAL = "proposal", _("proposal, not an official rule")

    key = models.SlugField(_("key"), max_length=64)
    citation = models.CharField(_("citation"), max_length=250)
    summary = models.TextField(_("in plain words"))
    source = models.TextField(_("where it was read"))
    checked_on = models.DateField(_("checked on"))
    checked_by = models.CharField(_("checked by"), max_length=120)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.UNCONFIRMED)

    translatable_fields = [
        TranslatableField("citation"),
        TranslatableField("summary"),
        TranslatableField("source"),
        *(SynchronizedField(name) for name in ("key", "checked_on", "checked_by", "status")),
    ]
    panels = [
        FieldPanel("key"),
        FieldPanel("citation"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("checked_on"), FieldPanel("checked_by"), FieldPanel("status")],
            heading=_("Standing"),
        ),
    ]
    search_fields = [index.SearchField("folded"), index.AutocompleteField("folded"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("legal source")
        verbose_name_plural = _("legal sources")
        constraints = [models.UniqueConstraint(fields=["key", "locale"], name="legal_source_key")]

    def __str__(self) -> str:
        return self.citation

    def folded(self) -> str:
        return fold(f"{self.key} {self.citation} {self.summary}")

    @property
    def is_confirmed(self) -> bool:
        return self.status == self.Status.CONFIRMED
