"""What trainers write: banks, questions, quizzes. Drafted, reviewed, translated; frozen into versions at publish."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.forms.models import WagtailAdminModelForm
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
from wagtail_localize.fields import SynchronizedField, TranslatableField

from assessments import kinds
from common.text import fold


class QuestionBank(index.Indexed, models.Model):
    """A shelf of questions shared by courses. Not translated: its questions are."""

    slug = models.SlugField(_("short name"), unique=True)
    title = models.CharField(_("title"), max_length=200)

    panels = [FieldPanel("title"), FieldPanel("slug")]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")

    def __str__(self) -> str:
        return self.title


class QuestionKind(models.TextChoices):
    """Names of kinds that code speaks of. The whole list, with labels, is `assessments.kinds.choices()`."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"


def kind_choices() -> list[tuple[str, Any]]:
    """A function of this module, so that a new kind needs no migration."""
    return kinds.choices()


class OptionBlock(blocks.StructBlock):
    """One answer option. The block id is the option id: equal in every language."""

    text = blocks.CharBlock(label=_("text"), max_length=400)
    correct = blocks.BooleanBlock(label=_("right answer"), required=False)
    feedback = blocks.CharBlock(label=_("feedback for those who choose it"), required=False, max_length=600)

    class Meta:
        icon = "list-ul"
        label = _("option")


class Bloom(models.TextChoices):
    REMEMBER = "remember", _("remember")
    UNDERSTAND = "understand", _("understand")
    APPLY = "apply", _("apply")
    ANALYSE = "analyse", _("analyse")
    EVALUATE = "evaluate", _("evaluate")
    CREATE = "create", _("create")


class QuestionForm(WagtailAdminModelForm):
    """Lets an unfinished draft be saved: what a question must have is asked at publish."""

    def _post_clean(self) -> None:
        self.instance.unfinished = self.is_deferred_validation
        super()._post_clean()


class Question(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    """A question as its author sees it. Learners and attempts only ever meet its frozen versions."""

    bank = models.ForeignKey(QuestionBank, models.PROTECT, related_name="questions", verbose_name=_("bank"))
    code = models.SlugField(_("code"), max_length=40, help_text=_("Stable and unique in the bank, for example c1-q01."))
    kind = models.CharField(_("kind"), max_length=16, choices=kind_choices, default=QuestionKind.SINGLE)
    stem = models.TextField(_("question"))
    options = StreamField([("option", OptionBlock())], verbose_name=_("options"), blank=True)
    answer_is_true = models.BooleanField(
        _("the statement is true"), default=False, help_text=_("Only for true or false.")
    )
    rationale = models.TextField(_("why"), help_text=_("Shown after the answer is marked."))
    pool = models.BooleanField(_("may be drawn by a quiz"), default=True)
    competency = models.CharField(_("competency"), max_length=8, blank=True)
    bloom = models.CharField(_("thinking level"), max_length=16, choices=Bloom, blank=True)
    agency = models.CharField(_("agency"), max_length=16, blank=True, help_text=_("Empty: for all."))
    lesson = models.CharField(_("lesson"), max_length=40, blank=True)

    translatable_fields = [
        TranslatableField("stem"),
        TranslatableField("options"),
        TranslatableField("rationale"),
        *(
            SynchronizedField(name)
            for name in ("bank", "code", "kind", "answer_is_true", "pool", "competency", "bloom", "agency", "lesson")
        ),
    ]
    panels = [
        MultiFieldPanel(
            [FieldPanel("bank"), FieldPanel("code"), FieldPanel("kind"), FieldPanel("pool")], heading=_("Place")
        ),
        FieldPanel("stem"),
        FieldPanel("options"),
        FieldPanel("answer_is_true"),
        FieldPanel("rationale"),
        MultiFieldPanel(
            [FieldPanel("competency"), FieldPanel("bloom"), FieldPanel("agency"), FieldPanel("lesson")],
            heading=_("Tags"),
        ),
    ]
    search_fields = [
        index.SearchField("folded"),
        index.AutocompleteField("folded"),
        index.FilterField("bank_id"),
        index.FilterField("kind"),
        index.FilterField("locale_id"),
    ]

    base_form_class = QuestionForm
    unfinished = False  # set while a draft is checked

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.UniqueConstraint(fields=["bank", "code", "locale"], name="question_code_in_bank")]

    def __str__(self) -> str:
        return f"{self.code} · {self.stem[:80]}"

    def folded(self) -> str:
        return fold(f"{self.code} {self.stem}")

    def draft(self) -> kinds.Draft:
        """What decides marks, without words."""
        return kinds.Draft(
            options=tuple(block.id for block in self.options),
            right=tuple(block.id for block in self.options if block.value.get("correct")),
            is_true=self.answer_is_true,
        )

    def clean(self) -> None:
        super().clean()
        problem = None if self.unfinished else kinds.get(self.kind).problem(self.draft())
        if problem:
            raise ValidationError({"options": problem})

    preview_modes = [("open", _("As the officer sees it")), ("marked", _("After marking"))]

    def get_preview_template(self, request: object, mode_name: str) -> str:
        return "assessments/question_preview.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict:
        kind = kinds.get(self.kind)
        return {
            "question": self,
            "marked": mode_name == "marked",
            "input_type": kind.input_type,
            "options": self._preview_options(kind),
        }

    def _preview_options(self, kind: kinds.Kind) -> list[dict[str, Any]]:
        structure = kind.structure(self.draft())
        words = {block.id: block.value.get("text", "") for block in self.options}
        feedback = {block.id: block.value.get("feedback", "") for block in self.options}
        texts = kind.texts(structure["options"], words)
        return [
            {"text": text, "correct": option in structure["key"], "feedback": feedback.get(option, "")}
            for option, text in texts.items()
        ]


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
    """A quiz as its author sees it: what is drawn, what passes, how often it may be tried."""

    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    intro = models.TextField(_("introduction"), blank=True)
    bank = models.ForeignKey(QuestionBank, models.PROTECT, related_name="quizzes", verbose_name=_("draws from bank"))
    draw = models.PositiveSmallIntegerField(_("number of questions"), default=10, validators=[MinValueValidator(1)])
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark (per cent)"), default=80, validators=[MaxValueValidator(100)]
    )
    attempts = models.PositiveSmallIntegerField(_("attempts allowed"), default=3, help_text=_("0: no limit."))
    shuffle = models.BooleanField(_("shuffle questions and options"), default=True)
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("intro"),
        *(
            SynchronizedField(n)
            for n in ("code", "bank", "draw", "pass_mark", "attempts", "shuffle", "opens_at", "closes_at")
        ),
    ]
    panels = [
        FieldPanel("title"),
        FieldPanel("code"),
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("bank"), FieldPanel("draw"), FieldPanel("shuffle")], heading=_("Questions")),
        MultiFieldPanel(
            [FieldPanel("pass_mark"), FieldPanel("attempts"), FieldPanel("opens_at"), FieldPanel("closes_at")],
            heading=_("Rules"),
        ),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [models.UniqueConstraint(fields=["code", "locale"], name="quiz_code")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("The quiz must close after it opens.")})

    def get_preview_template(self, request: object, mode_name: str) -> str:
        return "assessments/quiz_preview.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict:
        return {"quiz": self}
