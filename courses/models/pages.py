"""Content pages. They know nothing of learners: no record is imported here, and nothing is written on GET."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from accounts.models import Agency
from common.text import fold
from courses.admin.panels import ContentCheckPanel
from courses.blocks import RICH_TEXT, LessonBody
from courses.previews import LessonPreviews

OUTCOMES = [("outcome", blocks.CharBlock(label=_("outcome"), max_length=300))]


class CataloguePage(Page):
    """The list of courses in one language."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["web.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("catalogue")


class CourseForm(WagtailAdminPageForm):
    """Agencies are ticked; they are stored with commas between them."""

    agencies = forms.MultipleChoiceField(
        label=_("agencies"),
        choices=Agency.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Whose people it is for. None ticked: everybody’s."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["agencies"] = self.instance.audience_agencies

    def clean_agencies(self) -> str:
        return ",".join(self.cleaned_data["agencies"])


class CoursePage(Page):
    """A course: what it is for, what it demands. Its lessons are its child pages, in their order in the tree."""

    code = models.SlugField(
        _("code"), max_length=40, help_text=_("Stable; part of addresses and certificates, for example c1.")
    )
    summary = models.TextField(_("summary"), help_text=_("One sentence for the catalogue."))
    audience = models.TextField(_("for whom"), blank=True)
    outcomes = StreamField(OUTCOMES, verbose_name=_("what the officer can do afterwards"), blank=True)
    description = RichTextField(_("description"), features=RICH_TEXT, blank=True)
    hours = models.PositiveSmallIntegerField(
        _("hours"), default=1, validators=[MinValueValidator(1)], help_text=_("Printed on the certificate.")
    )
    validity_months = models.PositiveSmallIntegerField(
        _("certificate valid for (months)"), default=24, help_text=_("0: no end.")
    )
    competencies = models.CharField(_("competencies"), max_length=80, blank=True)
    agencies = models.CharField(
        _("agencies"), max_length=80, blank=True, help_text=_("Whose people it is for. None ticked: everybody’s.")
    )
    quiz = models.ForeignKey(
        "assessments.Quiz", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("final quiz")
    )
    pretest = models.ForeignKey(
        "assessments.Quiz",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pre-test"),
        help_text=_("Sections labelled with the code of a lesson let an officer who knows it skip that lesson."),
    )

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        TranslatableField("audience"),
        TranslatableField("outcomes"),
        TranslatableField("description"),
        SynchronizedField("slug", overridable=False),
        *(SynchronizedField(n, overridable=False) for n in ("code", "hours", "validity_months", "competencies")),
        SynchronizedField("agencies", overridable=False),
        TranslatableField("quiz"),
        TranslatableField("pretest"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("code"),
        FieldPanel("summary"),
        FieldPanel("audience"),
        FieldPanel("agencies"),
        FieldPanel("outcomes"),
        FieldPanel("description"),
        MultiFieldPanel(
            [
                FieldPanel("hours"),
                FieldPanel("validity_months"),
                FieldPanel("competencies"),
                FieldPanel("pretest"),
                FieldPanel("quiz"),
            ],
            heading=_("Rules"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("folded"), index.AutocompleteField("folded")]
    base_form_class = CourseForm
    parent_page_types = ["courses.CataloguePage"]
    subpage_types = ["courses.LessonPage"]

    shared_questions: ClassVar[Callable[[Any, Any], list[str]]]
    """Codes of the questions that two quizzes may both ask; given when the app is ready: its room knows learners."""

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def clean(self) -> None:
        super().clean()
        others = CoursePage.objects.filter(code=self.code).exclude(translation_key=self.translation_key)
        if others.exists():
            raise ValidationError({"code": _("Another course has this code.")})
        self._check_pretest()

    def _check_pretest(self) -> None:
        """The pre-test tells what is right before the final quiz is taken, so the two must not share a question."""
        if not (self.pretest and self.quiz):
            return
        shared = type(self).shared_questions(self.pretest, self.quiz)
        if shared or self.pretest.translation_key == self.quiz.translation_key:
            raise ValidationError(
                {
                    "pretest": _("The final quiz may ask questions of the pre-test: %(codes)s.")
                    % {"codes": ", ".join(shared) or self.quiz.code}
                }
            )

    @property
    def audience_agencies(self) -> list[str]:
        """Whose people it is for; empty: everybody’s."""
        return [agency for agency in self.agencies.split(",") if agency]

    def folded(self) -> str:
        return fold(f"{self.code} {self.title} {self.summary} {self.audience}")


class LessonForm(WagtailAdminPageForm):
    """A page that is being made has no place in the tree yet; only its form knows the course."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        others = self.parent_page.get_children().exclude(pk=self.instance.pk)
        if others.filter(lessonpage__code=cleaned.get("code")).exists():
            self.add_error("code", _("Another lesson of this course has this code."))
        return cleaned


class LessonPage(LessonPreviews, Page):
    """One lesson: 20–30 minutes of reading, looking and deciding.

    Officers read it under /learn/, where their answers and progress are; Wagtail itself only ever shows it in a
    preview, which writes nothing.
    """

    code = models.SlugField(_("code"), max_length=40, help_text=_("Stable and unique in the course, for example l1."))
    summary = models.TextField(_("summary"), help_text=_("One sentence for the task list."), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20, validators=[MinValueValidator(1)])
    outcomes = StreamField(OUTCOMES, verbose_name=_("what the officer can do afterwards"), blank=True)
    body = StreamField(LessonBody(), verbose_name=_("lesson"), blank=True)
    next_shift = models.TextField(_("one thing I will do on my next shift"), blank=True)
    content_owner = models.CharField(
        _("owner"), max_length=120, blank=True, help_text=_("A unit or an office that answers for the text; no person.")
    )
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    review_by = models.DateField(_("to be reviewed by"), null=True, blank=True)

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        TranslatableField("outcomes"),
        TranslatableField("body"),
        TranslatableField("next_shift"),
        *(SynchronizedField(name, overridable=False) for name in ("slug", "code", "minutes")),
        *(SynchronizedField(name, overridable=False) for name in ("content_owner", "checked_on", "review_by")),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
    ]
    content_panels = [
        ContentCheckPanel(heading=_("Content check")),
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("code"), FieldPanel("minutes"), FieldPanel("summary")], heading=_("In the task list")
        ),
        FieldPanel("outcomes"),
        FieldPanel("body"),
        FieldPanel("next_shift"),
        MultiFieldPanel(
            [FieldPanel("content_owner"), FieldPanel("checked_on"), FieldPanel("review_by")],
            heading=_("Care of the text"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("folded"), index.AutocompleteField("folded")]
    base_form_class = LessonForm
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def clean(self) -> None:
        super().clean()
        if self.checked_on and self.review_by and self.review_by <= self.checked_on:
            raise ValidationError({"review_by": _("The next review comes after the last check.")})

    def folded(self) -> str:
        return fold(f"{self.title} {self.summary}")
