"""Who must learn what by when, and how far each has come."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.db import AppendOnlyModel
from common.ids import new_public_id
from common.scoping import ScopedQuerySet
from courses.models import OutlineVersion


class Enrolment(models.Model):
    """An officer on a course, against the outline frozen when the enrolment began.

    `started_at`, `completed_at` and `failed_at` are caches of the events and marks below; `domain.recompute` makes
    them again.
    """

    class Source(models.TextChoices):
        SELF = "self", _("own choice")
        COORDINATOR = "coordinator", _("by a coordinator")

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments", verbose_name=_("officer")
    )
    course_key = models.UUIDField()
    course_code = models.CharField(max_length=40, help_text="Copied for lists; the key is what identifies.")
    outline = models.ForeignKey(OutlineVersion, models.PROTECT, related_name="enrolments")
    source = models.CharField(max_length=16, choices=Source, default=Source.SELF)
    enrolled_at = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField(_("due"), null=True, blank=True)
    started_at = models.DateTimeField(null=True, editable=False)
    completed_at = models.DateTimeField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False, help_text="All attempts used without passing.")

    scope_person = "officer"

    objects: Any = models.Manager.from_queryset(ScopedQuerySet)()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            # One running enrolment an officer and course; renewal after completion makes a new one.
            models.UniqueConstraint(
                fields=["officer", "course_key"], condition=models.Q(completed_at=None), name="one_running_enrolment"
            )
        ]
        indexes = [models.Index(fields=["course_key", "completed_at"], name="enrolment_course")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.course_code}"


class EnrolmentEvent(AppendOnlyModel):
    """One step in the life of an enrolment; the history a coordinator can prove."""

    class Kind(models.TextChoices):
        ENROLLED = "enrolled", _("enrolled")
        DUE_SET = "due_set", _("due date set")
        STARTED = "started", _("started")
        FAILED = "failed", _("attempts used up")
        REOPENED = "reopened", _("more attempts given")
        COMPLETED = "completed", _("completed")

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=16, choices=Kind)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind"],
                condition=models.Q(kind__in=["enrolled", "started", "completed"]),
                name="enrolment_event_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.kind}"


class ActivityCompletion(AppendOnlyModel):
    """The fact that an officer finished one activity: `(lesson translation key, block id)`, or `read` for the lesson
    text itself.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="completions")
    lesson_key = models.UUIDField()
    activity_id = models.CharField(max_length=40)
    completed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson_key", "activity_id"], name="activity_completed_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lesson_key}:{self.activity_id}"


class LessonCredit(AppendOnlyModel):
    """The fact that an officer skips a lesson which the pre-test showed to be known: it counts as done, unread.

    `attempt` is the public id of the pre-test's attempt that showed it.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="credits")
    lesson_key = models.UUIDField()
    attempt = models.CharField(max_length=22)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson_key"], name="lesson_credited_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lesson_key}"


class LessonReading(models.Model):
    """The sections of a lesson that an officer has come to the end of, as their block ids with blanks between.

    A convenience, not a fact: that the lesson is read is an `ActivityCompletion`.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="readings")
    lesson_key = models.UUIDField()
    sections = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson_key"], name="lesson_reading_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lesson_key}: {len(self.sections.split())}"


class ResumePoint(models.Model):
    """Where the officer was last, to the block: the place "continue" leads to on any device. A convenience, not a
    fact.
    """

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="resume_point")
    lesson_key = models.UUIDField()
    block_id = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lesson_key}#{self.block_id}"
