from django.db import models
from django.utils import timezone

from common.db import AppendOnlyModel


class OutlineVersion(AppendOnlyModel):
    """What a course demanded at one publication. Enrolments are completed against the outline they began with.

    `outline` is `{"code": "c1", "hours": 8, "validity_months": 24, "quiz": "<quiz key>"|null, "titles": {"tr": "…",
    "en": "…"},
    "lessons": [{"key": "<translation key>", "code": "l1", "minutes": 30, "activities": [{"id": "<block id>"|"read",
    "kind": "read"|"check"|"scenario", "questions": ["<question key>", …], "parts": {"police": [..], …}}]}]}`.
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
