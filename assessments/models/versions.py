"""What publishing froze: attempts, marks and certificates point here, never at drafts."""

from django.db import models
from django.utils import timezone

from common.db import AppendOnlyModel


class QuestionVersion(AppendOnlyModel):
    """The language-neutral half of a question at one publication: kind, option ids, key, scoring.

    `question_key` is the `translation_key` of the question, equal in every language. `structure` is
    `{"options": ["<option id>", …], "key": ["<option id>", …], "points": 1}`; a new version is written only when it
    or the source wording changes. Never serialised for a learner.
    """

    question_key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    structure = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the structure and the source wording.")
    published_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question_key", "number"], name="question_version_number")]

    def __str__(self) -> str:
        return f"{self.question_key} v{self.number}"


class QuestionWording(AppendOnlyModel):
    """The words of a question version in one language. A corrected translation is a new revision; the newest is shown.

    `options` maps option id → text; `feedback` maps option id → text; `rationale` explains the key. `feedback` and
    `rationale` are kept apart from stem and options so that what is sent before marking cannot carry them.
    """

    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="wordings")
    language = models.CharField(max_length=8)
    revision = models.PositiveIntegerField()
    stem = models.TextField()
    options = models.JSONField(default=dict)
    feedback = models.JSONField(default=dict)
    rationale = models.TextField(blank=True)
    published_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language", "revision"], name="question_wording_revision")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.language} r{self.revision}"


class QuizVersion(AppendOnlyModel):
    """The rules of a quiz at one publication.

    `rules` is `{"pass_mark": 80, "attempts": 3, "shuffle": true, "opens_at": iso|null, "closes_at": iso|null,
    "sections": [{"bank": "<bank slug>", "draw": 10}]}`; `pass_mark` in per cent, `attempts` 0 for no limit.
    """

    quiz_key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    rules = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quiz_key", "number"], name="quiz_version_number")]

    def __str__(self) -> str:
        return f"{self.quiz_key} v{self.number}"


class QuizWording(AppendOnlyModel):
    """Title and introduction of a quiz version in one language; the newest revision is shown."""

    version = models.ForeignKey(QuizVersion, models.PROTECT, related_name="wordings")
    language = models.CharField(max_length=8)
    revision = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language", "revision"], name="quiz_wording_revision")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.language} r{self.revision}"
