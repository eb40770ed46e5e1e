from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from common.text import fold


class GlossaryTerm(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model
):
    """A term of the field and what it means here. Lessons explain it where it first stands in their text."""

    key = models.SlugField(_("key"), max_length=64)
    term = models.CharField(_("term"), max_length=120)
    forms = models.CharField(
        _("other forms"),
        max_length=300,
        blank=True,
        help_text=_("With commas between them: other ways the term is written. Endings are recognised."),
    )
    definition = models.TextField(_("what it means"), max_length=400)

    translatable_fields = [
        TranslatableField("term"),
        TranslatableField("forms"),
        TranslatableField("definition"),
        SynchronizedField("key"),
    ]
    panels = [FieldPanel("term"), FieldPanel("forms"), FieldPanel("definition"), FieldPanel("key")]
    search_fields = [index.SearchField("folded"), index.AutocompleteField("folded"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        constraints = [models.UniqueConstraint(fields=["key", "locale"], name="glossary_term_key")]

    def __str__(self) -> str:
        return self.term

    def folded(self) -> str:
        return fold(f"{self.term} {self.forms} {self.definition}")
