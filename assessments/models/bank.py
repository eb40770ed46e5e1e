"""Shelves of questions, shared by courses. Not translated: the questions are."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class QuestionBank(index.Indexed, models.Model):
    slug = models.SlugField(_("short name"), unique=True)
    title = models.CharField(_("title"), max_length=200)

    panels = [FieldPanel("title"), FieldPanel("slug")]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")

    def __str__(self) -> str:
        return self.title


class QuestionCategory(models.Model):
    """A compartment of a bank; compartments nest."""

    bank = models.ForeignKey(QuestionBank, models.PROTECT, related_name="categories", verbose_name=_("bank"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("inside")
    )
    title = models.CharField(_("title"), max_length=120)

    panels = [FieldPanel("title"), FieldPanel("bank"), FieldPanel("parent")]

    class Meta:
        verbose_name = _("question category")
        verbose_name_plural = _("question categories")
        constraints = [
            models.UniqueConstraint(fields=["bank", "parent", "title"], name="question_category_title"),
            models.UniqueConstraint(
                fields=["bank", "title"], condition=models.Q(parent=None), name="question_category_title_at_top"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parent} › {self.title}" if self.parent_id else self.title

    def clean(self) -> None:
        super().clean()
        above: Any = self.parent
        while above is not None:
            if above.bank_id != self.bank_id:
                raise ValidationError({"parent": _("A category lies in the same bank as the category around it.")})
            if above.pk == self.pk:
                raise ValidationError({"parent": _("A category cannot lie inside itself.")})
            above = above.parent
