"""What changes the terms of a quiz for some: overrides, attempts drawn ahead, answers handed in as a file."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from assessments.models.attempts import Attempt, PersonalFactQuerySet
from assessments.models.versions import QuizVersion
from common.db import AppendOnlyModel
from common.ids import new_public_id
from common.scoping import ScopedQuerySet


class QuizOverride(AppendOnlyModel):
    """Other terms for one officer, or for a unit and the units below it, with the reason. The newest row of a quiz and
    an officer (or unit) counts; `withdrawn` takes the earlier one back. An officer's own goes before a unit's.

    `extra_time` is per cent of the time limit, `extra_attempts` are added; a moment replaces that of the quiz.
    """

    class ExtraTime(models.IntegerChoices):
        NONE = 0, _("none")
        QUARTER = 25, "25 %"
        HALF = 50, "50 %"
        DOUBLE = 100, "100 %"

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    quiz_key = models.UUIDField()
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="quiz_overrides")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    extra_time = models.PositiveSmallIntegerField(choices=ExtraTime, default=ExtraTime.NONE)
    extra_attempts = models.PositiveSmallIntegerField(default=0)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    scope_person = "officer"

    objects: ClassVar[Any] = models.Manager.from_queryset(PersonalFactQuerySet)()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("quiz override")
        indexes = [
            models.Index(fields=["quiz_key", "officer", "-id"], name="quiz_override_officer"),
            models.Index(fields=["quiz_key", "unit", "-id"], name="quiz_override_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(officer=None, unit__isnull=False) | models.Q(officer__isnull=False, unit=None),
                name="quiz_override_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.quiz_key}"


class PreparedDraw(models.Model):
    """Questions drawn before a common start, so that starting is two writes. Used once, then deleted.

    `items` is `[[<question version id>, ["<id>", …], "<label>"], …]` in the order asked.
    """

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    quiz_version = models.ForeignKey(QuizVersion, models.CASCADE, related_name="+")
    context_key = models.CharField(max_length=80)
    items = models.JSONField()
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    scope_person = "officer"

    objects: Any = models.Manager.from_queryset(ScopedQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "quiz_version", "context_key"], name="prepared_draw_once")
        ]

    def __str__(self) -> str:
        return f"{self.quiz_version_id} {self.context_key}"


class AnswerFile(AppendOnlyModel):
    """The last resort: answers an officer saved as a file, handed in by somebody else. What came of each is `outcome`:
    the receipts of the synchronisation, or why nothing was taken.
    """

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="answer_files")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    changes = models.JSONField()
    outcome = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "digest"], name="answer_file_once")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.digest[:8]}"
