from django.db import models
from django.utils import timezone

from common.db import AppendOnlyModel

PRETEST_LEAST = 2  # questions of a pre-test on a lesson, all of them right: the lesson may be skipped


class OutlineVersion(AppendOnlyModel):
    """What a course demanded at one publication. Enrolments are completed against the outline they began with.

    `outline` is `{"code": "c1", "hours": 8, "validity_months": 24, "quiz": "<quiz key>"|null, "titles": {"tr": "…",
    "en": "…"},
    "lessons": [{"key": "<translation key>", "code": "l1", "minutes": 30, "sections": ["<block id>", …],
    "activities": [{"id": "<block id>"|"read", "kind": "read"|"check"|"scenario", "questions": ["<question key>", …],
    "parts": {"police": [..], …}}]}]}`. `sections` are the level-2 headings, in order.

    With a pre-test, also `"pretest": {"quiz": "<quiz key>", "least": 2}`: who answers all questions labelled with the
    code of a lesson rightly, and at least so many, may skip that lesson.
    """

    course_key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    outline = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course_key", "number"], name="outline_version_number")]

    def __str__(self) -> str:
        return f"{self.outline.get('code')} v{self.number}"
