"""Taking an import back within a day, without losing anything that somebody did since."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from assessments.models import Question, QuestionBank, QuestionImport
from assessments.queries.usage import usage_of

WITHIN = timedelta(hours=24)


class UndoRefused(Exception):
    """The import can no longer be undone; the argument says why."""


@dataclass
class Undone:
    """Codes by what became of them; `left` with the reason."""

    deleted: list[str] = field(default_factory=list)
    taken_offline: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def may_undo(made: QuestionImport) -> bool:
    return made.undone_at is None and timezone.now() - made.made_at < WITHIN


@transaction.atomic
def undo_import(*, made: QuestionImport, by: Any) -> Undone:
    """New questions go, unless a quiz or an attempt has them: those are taken offline. Changed ones get the draft from
    before. What was changed again since stays as it is. Raises UndoRefused.
    """
    QuestionBank.objects.select_for_update().get(pk=made.bank_id)
    made = QuestionImport.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if made.undone_at is not None:
        raise UndoRefused(_("This import was undone already."))
    if not may_undo(made):
        raise UndoRefused(_("An import can be undone for 24 hours; this one is older."))
    undone = Undone()
    lines = [line for line in made.items if line["action"] != "unchanged"]
    for line, question in _questions(made, lines):
        _undo(line, question, by, undone)
    made.undone_at, made.undone_by = timezone.now(), by
    made.save(update_fields=["undone_at", "undone_by"])
    return undone


def may_publish(by: Any) -> bool:
    return by is None or bool(by.has_perm("assessments.publish_question"))


def _questions(made: QuestionImport, lines: list[dict[str, Any]]) -> list[tuple[dict[str, Any], Question | None]]:
    keys = Q(translation_key__in=[line["key"] for line in lines])
    rows = Question.objects.select_for_update(of=("self",)).filter(keys).select_related("locale")
    found = {(str(row.translation_key), row.locale.language_code): row for row in rows}
    return [(line, found.get((line["key"], line["language"]))) for line in lines]


def _undo(line: dict[str, Any], question: Question | None, by: Any, undone: Undone) -> None:
    code = line["code"]
    if question is None:
        undone.left.append((code, _("was deleted in the meantime")))
    elif question.latest_revision_id != line["after"]:
        undone.left.append((code, _("was changed since")))
    elif question.workflow_in_progress or question.locked:
        undone.left.append((code, _("is locked or in review")))
    elif (
        question.live
        and not may_publish(by)
        and (line["action"] == "created" or question.live_revision_id == line["after"])
    ):
        undone.left.append((code, _("is live, and you may not take it offline")))
    elif line["action"] == "updated":
        _restore(line, question, by)
        undone.restored.append(code)
    else:
        _remove(question, by, undone)


def _restore(line: dict[str, Any], question: Question, by: Any) -> None:
    """As before; published again when the import had published it over a live question."""
    before = Revision.objects.get(pk=line["before"])
    was_live_revision = question.live and question.live_revision_id == line["after"]
    revision = before.as_object().save_revision(
        user=by, previous_revision=before, log_action="wagtail.revert", clean=False
    )
    if was_live_revision:
        revision.publish(user=by)


def _remove(question: Question, by: Any, undone: Undone) -> None:
    usage = usage_of([question])[question.pk]
    if usage.quizzes or usage.lessons or usage.attempts:
        if question.live:
            question.unpublish(user=by)
            undone.taken_offline.append(question.code)
        else:
            undone.left.append((question.code, _("is used, and is offline")))
        return
    log(question, "wagtail.delete", user=by, deleted=True)
    undone.deleted.append(question.code)
    question.delete()
