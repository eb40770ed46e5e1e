"""One officer's tries: the attempt, the items drawn for it, the answers given, the marks they got."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.fields import LABEL
from assessments.models.versions import QuestionVersion, QuizVersion
from common.db import AppendOnlyModel, AppendOnlyQuerySet
from common.ids import new_public_id
from common.scoping import ScopedQuerySet


class Attempt(models.Model):
    """One try of one officer at one quiz version in one context.

    `context_key` says for whom the quiz is taken (`enrolment:<public id>`); this room never looks inside it. The only
    change a row ever sees is `submitted_at`, once. Times are the database's: no other clock judges an attempt.
    """

    class End(models.TextChoices):
        OFFICER = "officer", _("submitted by the officer")
        TIME = "time", _("submitted when the time was up")

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts")
    quiz_version = models.ForeignKey(QuizVersion, models.PROTECT, related_name="attempts")
    quiz_key = models.UUIDField()
    context_key = models.CharField(max_length=80)
    number = models.PositiveIntegerField(help_text="1 for the officer's first try at this quiz in this context.")
    language = models.CharField(max_length=8, help_text="Language at the start; answers record their own.")
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.CharField(max_length=8, choices=End, blank=True, editable=False)

    scope_person = "officer"

    objects: Any = models.Manager.from_queryset(ScopedQuerySet)()

    class Meta:
        verbose_name = _("attempt")
        constraints = [
            models.UniqueConstraint(fields=["officer", "quiz_key", "context_key", "number"], name="attempt_number"),
            models.UniqueConstraint(
                fields=["officer", "quiz_key", "context_key"],
                condition=models.Q(submitted_at=None),
                name="one_open_attempt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} #{self.number}"


class AttemptItem(AppendOnlyModel):
    """A question drawn for an attempt, with its own order of options: fixed for its life and in every language."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(help_text="1-based place in the attempt.")
    question_version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    option_order = models.JSONField(
        default=list, help_text="Option ids in the order shown; the form sends places, not ids."
    )
    label = models.CharField(
        max_length=LABEL, blank=True, help_text="What the section it was drawn for tests; opaque to this room."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="attempt_item_position"),
            models.UniqueConstraint(fields=["attempt", "question_version"], name="attempt_item_drawn_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}"


class Response(AppendOnlyModel):
    """One answer as given. Of an item's responses the highest (`clock`, `device`, `client_key`) counts.

    `clock` is a Lamport clock: one more than any the sender had seen, so that the order of arrival does not matter.
    `device` names a browser (empty: a plain form); the key settles what a device counted twice. `client_key` makes a
    resend harmless. `late`: arrived in the time of grace. `answer` is what the question's kind reads.
    """

    item = models.ForeignKey(AttemptItem, models.PROTECT, related_name="responses")
    clock = models.BigIntegerField()
    device = models.CharField(max_length=32, blank=True)
    client_key = models.CharField(max_length=64, blank=True)
    answer = models.JSONField()
    language = models.CharField(max_length=8)
    late = models.BooleanField(default=False)
    given_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "clock", "device", "client_key"], name="response_clock"),
            models.UniqueConstraint(
                fields=["item", "client_key"], condition=~models.Q(client_key=""), name="response_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} #{self.clock}"


class Mark(AppendOnlyModel):
    """The judgement of one item; a later mark supersedes an earlier one and says why. `points` of `max_points`.

    `by` is null for a mark by rule. `details` of a mark by a person: `{"criteria": {"<criterion id>": points}}`;
    `comment` is for the officer, `reason` for the record.
    """

    item = models.ForeignKey(AttemptItem, models.PROTECT, related_name="marks")
    response = models.ForeignKey(Response, models.PROTECT, null=True, related_name="+", help_text="Null: not answered.")
    number = models.PositiveSmallIntegerField(default=1)
    points = models.DecimalField(max_digits=6, decimal_places=2)
    max_points = models.DecimalField(max_digits=6, decimal_places=2)
    details = models.JSONField(default=dict)
    comment = models.TextField(blank=True)
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="mark_number")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.points}/{self.max_points}"


class AttemptResult(AppendOnlyModel):
    """The outcome of a submitted attempt: a pure function of its marks and quiz version; the highest number counts.

    None while a trainer still has to mark an answer.
    """

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="results")
    number = models.PositiveSmallIntegerField(default=1)
    points = models.DecimalField(max_digits=8, decimal_places=2)
    max_points = models.DecimalField(max_digits=8, decimal_places=2)
    percent = models.DecimalField(max_digits=5, decimal_places=2, help_text="0–100, rounded down to two decimals.")
    passed = models.BooleanField()
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "number"], name="attempt_result_number")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.percent} %"


class PersonalFactQuerySet(ScopedQuerySet, AppendOnlyQuerySet):  # type: ignore[override]
    """Facts about people: never changed, and never read without saying whose."""


class CheckResponse(AppendOnlyModel):
    """One answer to a question asked inside a lesson, judged at once; every try is kept.

    `context_key` names the place (`<lesson key>:<block id>`); practice only, never part of a graded result.
    """

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="check_responses")
    context_key = models.CharField(max_length=120)
    question_version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField(help_text="1 for the officer's first answer to this question at this place.")
    answer = models.JSONField()
    correct = models.BooleanField(null=True, help_text="Null: only a person could say.")
    language = models.CharField(max_length=8)
    given_at = models.DateTimeField(default=timezone.now, editable=False)

    scope_person = "officer"

    objects: ClassVar[Any] = models.Manager.from_queryset(PersonalFactQuerySet)()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "context_key", "question_version", "sequence"], name="check_response_sequence"
            )
        ]

    def __str__(self) -> str:
        return f"{self.context_key} #{self.sequence}"
