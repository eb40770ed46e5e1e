"""Files of questions that were read into a bank, with what is needed to take them back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.bank import QuestionBank
from common.ids import new_public_id


class QuestionImport(models.Model):
    """One file read into a bank. `items` is `[{"code", "action": "created"|"updated"|"unchanged", "key": "<question
    key>", "before": <revision id>|null}]`; within 24 hours it may be undone, once.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    bank = models.ForeignKey(QuestionBank, models.CASCADE, related_name="imports", verbose_name=_("bank"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    format = models.CharField(_("format"), max_length=16)
    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    items = models.JSONField(default=list)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    undone_at = models.DateTimeField(_("undone"), null=True, editable=False)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("question import")
        verbose_name_plural = _("question imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
