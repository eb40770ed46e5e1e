"""What publishing froze: attempts, marks and certificates point here, never at drafts."""

from django.db import models
from django.utils import timezone

from common.db import AppendOnlyModel


class QuestionVersion(AppendOnlyModel):
    """The language-neutral half of a question at one publication: kind, option ids, key, scoring.

    `question_key` is the `translation_key` of the question, equal in every language. `structure` and `key` are those of
    its kind (`assessments.kinds`): the first is what a form is built of, the second is never read for a learner before
    marking. A new version is written only when they or the source wording change.
    """

    question_key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    structure = models.JSONField()
    key = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, help_text="SHA-256 of structure, key and the source wording.")
    published_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question_key", "number"], name="question_version_number")]

    def __str__(self) -> str:
        return f"{self.question_key} v{self.number}"


class QuestionWording(AppendOnlyModel):
    """The words of a question version in one language. A corrected translation is a new revision; the newest is shown.

    `texts` and `feedback` map the ids of the structure to words; `rationale` explains the key. `feedback` and
    `rationale` are kept apart from stem and texts so that what is sent before marking cannot carry them.
    """

    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="wordings")
    language = models.CharField(max_length=8)
    revision = models.PositiveIntegerField()
    stem = models.TextField()
    texts = models.JSONField(default=dict)
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

    `rules` holds the fields of Quiz that no language changes, moments as ISO text in UTC or null:
    `pass_mark` (per cent), `attempts` (0: no limit), `wait_minutes`, `time_limit` (minutes or null), `grace` (minutes),
    `opens_at`, `closes_at`, `mode`, `counting`, `shuffle`, `prepare`, `access_code` (never shown to a
    learner), and `sections`, each one of
    `{"type": "fixed", "questions": ["<question key>"]}`,
    `{"type": "drawn", "bank": "<slug>", "count": 10, "category": <id>|null, "tag": ""}`,
    `{"type": "blueprint", "bank": "<slug>", "rows": [{"competency": "", "difficulty": "", "tag": "", "count": 2}]}`;
    any of them may have a `"label"`, what the section tests.
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
