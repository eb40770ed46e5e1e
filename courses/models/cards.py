"""The field card of a course: what an officer takes along, and its frozen versions."""

import re
from collections.abc import Iterable
from math import ceil
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from common.db import AppendOnlyModel
from common.text import fold
from courses.blocks import PlainRichTextBlock
from courses.cards.previews import FieldCardPreviews
from courses.models.pages import CoursePage

CARD_TEXT = ["bold", "ol", "ul"]
CARD_LINES = 46  # what both sides of an A6 sheet hold in letters of 8 points, the smallest we print
LINE = 50  # characters of such a line, after the losses of wrapping
ENDS = re.compile(r"</li>|</p>|<br ?/?>")


def card_lines(sections: Iterable[tuple[str, str]]) -> int:
    """About how many printed lines sections of (heading, markup) take; a heading counts double for the room above."""
    return sum(2 + sum(map(_lines, ENDS.split(html))) for _heading, html in sections)


def _lines(text: str) -> int:
    return ceil(len(strip_tags(text).strip()) / LINE)


class CardSectionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    text = PlainRichTextBlock(
        label=_("lines"), features=CARD_TEXT, help_text=_("A list of short lines; what must not be missed in bold.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Section")


class FieldCard(
    FieldCardPreviews,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """One source for three forms: block in the lesson, sheet to print, page on the telephone.

    Readers never see this row but the `FieldCardVersion` frozen when it was published.
    """

    course_code = models.SlugField(_("code of the course"), max_length=40)
    title = models.CharField(_("title"), max_length=80)
    subtitle = models.CharField(_("subtitle"), max_length=120, blank=True)
    sections = StreamField([("section", CardSectionBlock())], verbose_name=_("sections"), max_num=8)
    call = models.CharField(
        _("line to call"), max_length=200, blank=True, help_text=_("Empty: the usual words about 112 and 157.")
    )
    legal_note = models.CharField(
        _("legal note"), max_length=240, blank=True, help_text=_("Empty: the usual words about orders and the law.")
    )

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("subtitle"),
        TranslatableField("sections"),
        TranslatableField("call"),
        TranslatableField("legal_note"),
        SynchronizedField("course_code", overridable=False),
    ]
    panels = [
        FieldPanel("course_code"),
        FieldPanel("title"),
        FieldPanel("subtitle"),
        FieldPanel("sections"),
        MultiFieldPanel([FieldPanel("call"), FieldPanel("legal_note")], heading=_("At the foot of the card")),
    ]
    search_fields = [index.SearchField("folded"), index.AutocompleteField("folded"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("field card")
        verbose_name_plural = _("field cards")
        constraints = [models.UniqueConstraint(fields=["course_code", "locale"], name="field_card_of_course")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not CoursePage.objects.filter(code=self.course_code).exists():
            raise ValidationError({"course_code": _("There is no course with this code.")})
        if (lines := self.lines) > CARD_LINES:
            words = _("The card takes %(lines)d lines in print; %(most)d fit on both sides of an A6 sheet.")
            raise ValidationError({"sections": words % {"lines": lines, "most": CARD_LINES}})

    @property
    def lines(self) -> int:
        return card_lines((each["heading"], each["html"]) for each in self.content["sections"])

    @property
    def content(self) -> dict[str, Any]:
        """What a version freezes; its shape is told there."""
        return {
            "title": self.title,
            "subtitle": self.subtitle,
            "call": self.call,
            "legal": self.legal_note,
            "sections": [
                {"heading": each.value["heading"], "html": each.value["text"].source} for each in self.sections
            ],
        }

    def folded(self) -> str:
        return fold(f"{self.course_code} {self.title} {self.subtitle}")


class FieldCardVersion(AppendOnlyModel):
    """A card as it was published once in one language: printed sheets and pages kept offline name its number.

    `content` is `{"title", "subtitle", "call", "legal", "sections": [{"heading", "html"}]}`; an empty `call` or `legal`
    stands for the usual words.
    """

    course_code = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course_code", "language", "number"], name="field_card_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.course_code} {self.language} v{self.number}"
