"""A quiz as trainers set it: what is drawn, when and how often it may be taken, what passes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, validate_slug
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.fields import SynchronizedField, TranslatableField

from assessments.models.drafts import DraftForm
from assessments.models.fields import LABEL
from assessments.models.question import Difficulty


def label_block() -> blocks.CharBlock:
    """What a section tests, in the words of whoever uses the quiz; this room never looks inside it."""
    return blocks.CharBlock(
        label=_("label"),
        required=False,
        default="",
        max_length=LABEL,
        validators=[validate_slug],
        help_text=_("What this section tests, for example the code of a lesson: l1."),
    )


class FixedBlock(blocks.StructBlock):
    """These questions, every time."""

    label = label_block()
    questions = blocks.ListBlock(
        SnippetChooserBlock("assessments.Question", label=_("question")), label=_("questions"), min_num=1
    )

    class Meta:
        icon = "list-ol"
        label = _("Fixed questions")


class DrawnBlock(blocks.StructBlock):
    """A number of questions by chance."""

    label = label_block()
    bank = SnippetChooserBlock("assessments.QuestionBank", label=_("bank"))
    count = blocks.IntegerBlock(label=_("number of questions"), min_value=1, default=10)
    category = SnippetChooserBlock("assessments.QuestionCategory", label=_("category"), required=False)
    tag = blocks.CharBlock(label=_("tag"), required=False, max_length=60)

    class Meta:
        icon = "resubmit"
        label = _("Drawn questions")


class BlueprintRowBlock(blocks.StructBlock):
    """Empty cells of a row let any value pass."""

    competency = blocks.CharBlock(label=_("competency"), required=False, max_length=8)
    difficulty = blocks.ChoiceBlock(label=_("difficulty"), required=False, choices=Difficulty.choices)
    tag = blocks.CharBlock(label=_("tag"), required=False, max_length=60)
    count = blocks.IntegerBlock(label=_("number of questions"), min_value=1, default=1)


class BlueprintBlock(blocks.StructBlock):
    """A number of questions of each cell: objective × difficulty × tag."""

    label = label_block()
    bank = SnippetChooserBlock("assessments.QuestionBank", label=_("bank"))
    rows = blocks.ListBlock(BlueprintRowBlock(), label=_("rows"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Blueprint")


class Quiz(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    class Mode(models.TextChoices):
        """When the officer learns what was right."""

        PRACTICE = "practice", _("practice: after each question; the result does not count for a course")
        STANDARD = "standard", _("standard: when the attempt is submitted")
        EXAM = "exam", _("examination: when the quiz closes")

    class Counting(models.TextChoices):
        """Which attempt counts."""

        BEST = "best", _("the best attempt")
        LAST = "last", _("the last attempt")
        MEAN = "mean", _("the mean of all attempts")

    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    intro = models.TextField(_("introduction"), blank=True)
    sections = StreamField(
        [("fixed", FixedBlock()), ("drawn", DrawnBlock()), ("blueprint", BlueprintBlock())],
        verbose_name=_("questions"),
        blank=True,
    )
    shuffle = models.BooleanField(_("shuffle questions and options"), default=True)
    mode = models.CharField(_("mode"), max_length=12, choices=Mode, default=Mode.STANDARD)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark (per cent)"), default=80, validators=[MaxValueValidator(100)]
    )
    counting = models.CharField(_("what counts"), max_length=8, choices=Counting, default=Counting.BEST)
    attempts = models.PositiveSmallIntegerField(_("attempts allowed"), default=3, help_text=_("0: no limit."))
    wait_minutes = models.PositiveIntegerField(
        _("waiting time between attempts (minutes)"), default=0, help_text=_("0: none.")
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit (minutes)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    grace = models.PositiveSmallIntegerField(
        _("grace for late synchronisation (minutes)"),
        default=10,
        validators=[MaxValueValidator(1440)],
        help_text=_("How long after the end an answer given before it, without a connection, may still arrive."),
    )
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    access_code = models.CharField(
        _("supervisor’s code"),
        max_length=40,
        blank=True,
        help_text=_("Asked for before an attempt begins; the supervisor gives it in the room. Empty: none."),
    )
    prepare = models.BooleanField(
        _("prepare attempts before the opening"),
        default=False,
        help_text=_("For a common start of many: questions are drawn in the hours before."),
    )

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("intro"),
        *(
            SynchronizedField(name)
            for name in (
                "code",
                "sections",
                "shuffle",
                "mode",
                "pass_mark",
                "counting",
                "attempts",
                "wait_minutes",
                "time_limit",
                "grace",
                "opens_at",
                "closes_at",
                "access_code",
                "prepare",
            )
        ),
    ]
    panels = [
        FieldPanel("title"),
        FieldPanel("code"),
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("sections"), FieldPanel("shuffle")], heading=_("Questions")),
        MultiFieldPanel(
            [FieldPanel("mode"), FieldPanel("pass_mark"), FieldPanel("counting")], heading=_("Marks and feedback")
        ),
        MultiFieldPanel(
            [
                FieldPanel("attempts"),
                FieldPanel("wait_minutes"),
                FieldPanel("time_limit"),
                FieldPanel("grace"),
                FieldPanel("opens_at"),
                FieldPanel("closes_at"),
                FieldPanel("access_code"),
                FieldPanel("prepare"),
            ],
            heading=_("Rules"),
        ),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("locale_id")]

    base_form_class = DraftForm
    unfinished = False  # set while a draft is checked

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [models.UniqueConstraint(fields=["code", "locale"], name="quiz_code")]

    def __str__(self) -> str:
        return self.title

    @property
    def question_count(self) -> int:
        """How many questions an attempt asks, when the banks have enough. No query: it is on the public course page."""
        return sum(_count(section["type"], section["value"]) for section in self.sections.raw_data)

    def clean(self) -> None:
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("The quiz must close after it opens.")})
        if not self.unfinished:
            self._check_finished()

    def _check_finished(self) -> None:
        if not self.sections:
            raise ValidationError({"sections": _("A quiz needs questions: add at least one section.")})
        if self.mode == self.Mode.EXAM and not self.closes_at:
            raise ValidationError(
                {"closes_at": _("An examination needs a closing date: feedback is shown when it closes.")}
            )
        if self.prepare and not self.opens_at:
            raise ValidationError({"opens_at": _("Attempts are prepared before the opening, so it needs a date.")})

    def serve_preview(self, request: object, mode_name: str) -> Any:
        """In the language of the quiz; the address of a preview says none."""
        with translation.override(self.locale.language_code):
            return super().serve_preview(request, mode_name).render()

    def get_preview_template(self, request: object, mode_name: str) -> str:
        return "assessments/quiz_preview.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict[str, Any]:
        return {"quiz": self, "agency": getattr(getattr(request, "user", None), "agency", "")}


def _count(section_type: str, value: dict[str, Any]) -> int:
    """`value` is the raw form of a section; items of a list may or may not carry an id."""
    if section_type == "drawn":
        return value["count"] or 0
    items = value["questions" if section_type == "fixed" else "rows"] or []
    if section_type == "fixed":
        return len(items)
    return sum(row.get("value", row)["count"] or 0 for row in items)
