"""A question as trainers write it. Drafted, reviewed, translated; frozen into versions at publish."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
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
from assessments.models.bank import QuestionBank, QuestionCategory
from assessments.models.drafts import DraftForm
from assessments.models.fields import OpenStreamField
from common.text import fold


class QuestionKind(models.TextChoices):
    """Names of kinds that code speaks of. The whole list, with labels, is `assessments.kinds.choices()`."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"


def kind_choices() -> list[tuple[str, Any]]:
    """A function of this module, so that a new kind needs no migration."""
    return kinds.choices()


class Bloom(models.TextChoices):
    REMEMBER = "remember", _("remember")
    UNDERSTAND = "understand", _("understand")
    APPLY = "apply", _("apply")
    ANALYSE = "analyse", _("analyse")
    EVALUATE = "evaluate", _("evaluate")
    CREATE = "create", _("create")


class Difficulty(models.TextChoices):
    """What the author expects; item analysis tells later what is true."""

    EASY = "easy", _("easy")
    MEDIUM = "medium", _("medium")
    HARD = "hard", _("hard")


class Scheme(models.TextChoices):
    """How the parts of an answer add up; see `assessments.kinds.base.share`."""

    ALL = "all", _("all points for a wholly right answer, otherwise none")
    PARTIAL = "partial", _("a share of the points for each right part")
    PENALTY = "penalty", _("a share for each right part, one taken away for each wrong part")


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
    """A question as its author sees it. Learners and attempts only ever meet its frozen versions.

    `parts` holds what its kind asks for: options, pairs, gaps, scenes; the blocks come from `assessments.kinds`.
    """

    bank = models.ForeignKey(QuestionBank, models.PROTECT, related_name="questions", verbose_name=_("bank"))
    code = models.SlugField(_("code"), max_length=40, help_text=_("Stable and unique in the bank, for example c1-q01."))
    kind = models.CharField(_("kind"), max_length=16, choices=kind_choices, default=QuestionKind.SINGLE)
    stem = models.TextField(_("question"))
    parts = OpenStreamField(kinds.blocks(), verbose_name=_("answers"), blank=True)
    answer_is_true = models.BooleanField(
        _("the statement is true"), default=False, help_text=_("Only for true or false.")
    )
    points = models.PositiveSmallIntegerField(
        _("points"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    scheme = models.CharField(_("marking"), max_length=8, choices=Scheme, default=Scheme.ALL)
    rationale = models.TextField(_("why"), help_text=_("Shown after the answer is marked."))
    pool = models.BooleanField(_("may be drawn by a quiz"), default=True)
    category = models.ForeignKey(
        QuestionCategory, models.SET_NULL, null=True, blank=True, related_name="questions", verbose_name=_("category")
    )
    tags = models.CharField(_("tags"), max_length=300, blank=True, help_text=_("Words with commas between them."))
    competency = models.CharField(_("competency"), max_length=8, blank=True)
    bloom = models.CharField(_("thinking level"), max_length=16, choices=Bloom, blank=True)
    difficulty = models.CharField(_("difficulty"), max_length=8, choices=Difficulty, default=Difficulty.MEDIUM)
    agency = models.CharField(_("agency"), max_length=16, blank=True, help_text=_("Empty: for all."))
    lesson = models.CharField(_("lesson"), max_length=40, blank=True)

    translatable_fields = [
        TranslatableField("stem"),
        TranslatableField("parts"),
        TranslatableField("rationale"),
        *(
            SynchronizedField(name)
            for name in (
                "bank",
                "code",
                "kind",
                "answer_is_true",
                "points",
                "scheme",
                "pool",
                "category",
                "tags",
                "competency",
                "bloom",
                "difficulty",
                "agency",
                "lesson",
            )
        ),
    ]
    panels = [
        MultiFieldPanel(
            [FieldPanel("bank"), FieldPanel("category"), FieldPanel("code"), FieldPanel("kind"), FieldPanel("pool")],
            heading=_("Place"),
        ),
        FieldPanel("stem"),
        FieldPanel("parts"),
        FieldPanel("answer_is_true"),
        MultiFieldPanel([FieldPanel("points"), FieldPanel("scheme")], heading=_("Marking")),
        FieldPanel("rationale"),
        MultiFieldPanel(
            [
                FieldPanel("competency"),
                FieldPanel("difficulty"),
                FieldPanel("bloom"),
                FieldPanel("tags"),
                FieldPanel("agency"),
                FieldPanel("lesson"),
            ],
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

    base_form_class = DraftForm
    unfinished = False  # set while a draft is checked

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.UniqueConstraint(fields=["bank", "code", "locale"], name="question_code_in_bank")]

    def __str__(self) -> str:
        return f"{self.code} · {self.stem[:80]}"

    def folded(self) -> str:
        return fold(f"{self.code} {self.stem} {self.tags}")

    def draft(self) -> kinds.Draft:
        """What decides marks and what is shown beside the stem."""
        return kinds.Draft(
            parts=tuple(kinds.Part(block.id or "", block.block_type, plain(block.value)) for block in self.parts),
            points=self.points,
            scheme=self.scheme,
            is_true=self.answer_is_true,
        )

    def clean(self) -> None:
        super().clean()
        self.tags = ", ".join(dict.fromkeys(tag.strip() for tag in self.tags.split(",") if tag.strip()))
        problem = None if self.unfinished else self.problem()
        if problem:
            raise ValidationError({"parts": problem})

    def problem(self) -> str | None:
        """Why this question cannot be asked, in the active language; None when it can."""
        kind, draft = kinds.get(self.kind), self.draft()
        known = {name for name, _block in kind.blocks}
        strange = next((part for part in draft.parts if part.type not in known), None)
        if strange is not None:
            return _(
                "“%(part)s” is not a part of this kind of question (%(kind)s). Remove it or choose another kind."
            ) % {
                "part": self.parts.stream_block.child_blocks[strange.type].label,
                "kind": kind.label,
            }
        return kind.problem(draft)

    preview_modes = [
        ("open", _("As the officer sees it")),
        ("marked", _("Answered rightly")),
        ("wrong", _("Answered wrongly or not at all")),
    ]

    def get_preview_template(self, request: object, mode_name: str) -> str:
        return "assessments/question_preview.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict[str, Any]:
        """The question as it would be asked, and with its review in the modes “marked” and “wrong”."""
        kind, draft = kinds.get(self.kind), self.draft()
        marked = mode_name in ("marked", "wrong")
        context = {"question": self, "kind": kind, "marked": marked, "problem": self.problem()}
        if context["problem"]:
            return context
        frozen = kinds.Question(kind.structure(draft), kind.key(draft))
        order, words = kind.order(frozen.structure, None), kind.words(draft)
        if marked:
            wrongly = mode_name == "wrong"
            answer = (
                kind.read(frozen, order, kind.mistake(frozen, order), {})
                if wrongly
                else kinds.walk(kind, frozen, order)
            )
            review = kind.review(frozen, order, words, kind.feedback(draft), answer)
            return {**context, "item": {"kind": self.kind, "review": review}}
        return {**context, "item": {"kind": self.kind, "ask": kind.ask(frozen.structure, order, words, {})}}


def plain(value: Any) -> Any:
    """A block value in plain Python: dictionaries, lists, and what a simple block holds."""
    if isinstance(value, blocks.StructValue):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, blocks.list_block.ListValue):
        return [{"id": child.id, "value": plain(child.value)} for child in value.bound_blocks]
    return value
