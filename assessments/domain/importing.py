"""A file of questions comes into a bank: looked at first, then all or nothing, and taken back within a day."""

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.models import User
from assessments.domain.errors import Refusal
from assessments.domain.exchange import fill, newest, same, source_locale
from assessments.formats import Item, Problem, Reading
from assessments.models import Question, QuestionBank, QuestionImport, QuestionVersion
from common import audit
from common.text import slug

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
UNDO = timedelta(hours=24)


@dataclass(frozen=True)
class Line:
    """What would become of one item. `question` is filled and not saved; `before` is the one in the bank."""

    item: Item
    code: str
    action: str
    question: Question
    before: Question | None = None


@dataclass
class Plan:
    """What a file would do to a bank; `problems` are of the file and of the bank together, in the order of lines."""

    bank: QuestionBank
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)

    def count(self, action: str) -> int:
        return sum(line.action == action for line in self.lines)

    def as_data(self) -> dict[str, Any]:
        return {
            "created": self.count(CREATED),
            "updated": self.count(UPDATED),
            "unchanged": self.count(UNCHANGED),
            "skipped": len(self.skipped),
            "errors": [{"line": problem.line, "message": str(problem)} for problem in self.problems],
        }


class ImportRefused(Refusal):
    """The file was not taken."""


class FileHasErrors(ImportRefused):
    message = "The file has errors; nothing was stored."


class UndoRefused(ImportRefused):
    """An import can no longer be taken back."""


def plan_import(*, bank: QuestionBank, reading: Reading) -> Plan:
    """What the items would do. Writes nothing but pictures, which are kept by their content."""
    plan = Plan(bank, problems=list(reading.problems), skipped=list(reading.skipped))
    present = {
        question.code: question
        for question in Question.objects.filter(bank=bank, locale=source_locale()).select_related("locale", "category")
    }
    seen: dict[str, int] = {}
    for item in reading.items:
        code = _code(item)
        if code in seen:
            message = _("The code %(code)s stands twice in this file (line %(line)s).")
            plan.problems.append(Problem(item.line, message % {"code": code, "line": seen[code]}, item.where))
            continue
        seen[code] = item.line
        line, problem = _line(bank, item, code, present.get(code))
        if problem:
            plan.problems.append(Problem(item.line, f"{code}: {problem}", item.where))
        else:
            plan.lines.append(line)
    plan.problems.sort(key=lambda problem: problem.line)
    return plan


def _code(item: Item) -> str:
    """The name of the format as a code, or one made of the content: the same question gets the same code again."""
    return (slug(item.code)[:40] if item.code else "") or f"q-{item.content[:12]}"


def _line(bank: QuestionBank, item: Item, code: str, present: Question | None) -> tuple[Line, str | None]:
    question = newest(present) if present else Question(bank=bank, code=code, locale=source_locale(), live=False)
    if present is not None and same(question, item):
        return Line(item, code, UNCHANGED, question, present), None
    fill(question, item)
    problem = question.problem() if item.kind else None
    if present is not None and problem is None:
        problem = _held(present)
    return Line(item, code, UPDATED if present else CREATED, question, present), problem


def _held(question: Question) -> str | None:
    """Why a question in the bank may not be changed now."""
    if question.locked:
        return _("This question is locked. Unlock it first, or leave it out of the file.")
    if question.workflow_in_progress:
        return _("This question is under review. Finish the review first, or leave it out of the file.")
    return None


@transaction.atomic
def run_import(
    *,
    plan: Plan,
    by: User | None,
    format_name: str,
    file_name: str,
    data: bytes,
    publish: bool = False,
    only_valid: bool = False,
) -> QuestionImport | None:
    """Store what a plan says; None when there is nothing to change. Questions become drafts unless published.

    Raises FileHasErrors when there are problems and not `only_valid`.
    """
    if plan.problems and not only_valid:
        raise FileHasErrors
    changed = [line for line in plan.lines if line.action != UNCHANGED]
    if not changed:
        return None
    items = [_store(line, by, publish=publish) for line in changed]
    done: QuestionImport = QuestionImport.objects.create(
        bank=plan.bank,
        by=by,
        format=format_name,
        file_name=file_name[:200],
        digest=sha256(data).hexdigest(),
        items=items,
    )
    if by is not None:
        counts = {"created": plan.count(CREATED), "updated": plan.count(UPDATED)}
        audit.record(actor=by, action="questions.import", target=f"import:{done.public_id}", **counts)
    return done


def _store(line: Line, by: User | None, *, publish: bool) -> dict[str, Any]:
    question = line.question
    before = line.before.latest_revision_id if line.before else None
    if line.before is None:
        question.save()
    revision = question.save_revision(user=by, changed=line.before is not None)
    if publish:
        revision.publish(user=by)
    return {"code": line.code, "action": line.action, "key": str(question.translation_key), "before": before}


@transaction.atomic
def undo_import(*, done: QuestionImport, by: User) -> list[str]:
    """Take an import back: what it made is deleted, or taken offline when it was already asked; what it changed gets
    its earlier text again. Returns the codes that could only be taken offline. Raises UndoRefused.
    """
    locked = QuestionImport.objects.select_for_update().get(pk=done.pk)
    if locked.undone_at is not None or timezone.now() - locked.made_at > UNDO:
        raise UndoRefused
    offline = [item["code"] for item in locked.items if not _take_back(item, by)]
    locked.undone_at, locked.undone_by = timezone.now(), by
    locked.save(update_fields=["undone_at", "undone_by"])
    audit.record(actor=by, action="questions.import.undo", target=f"import:{locked.public_id}", offline=len(offline))
    return offline


def _take_back(item: dict[str, Any], by: User) -> bool:
    """Whether nothing of it is left."""
    question = Question.objects.filter(translation_key=item["key"], locale=source_locale()).first()
    if question is None:
        return True
    if item["action"] == UPDATED:
        return _restore(question, item["before"], by)
    asked = QuestionVersion.objects.filter(question_key=question.translation_key).exists()
    if not asked:
        try:
            with transaction.atomic():
                question.delete()
        except ProtectedError:
            asked = True
    if asked and question.live:
        question.unpublish(user=by)
    return not asked


def _restore(question: Question, revision: int | None, by: User) -> bool:
    before = Revision.objects.filter(pk=revision).first() if revision else None
    if before is None:
        return True
    restored = before.as_object().save_revision(user=by, previous_revision=before)
    if question.live and not question.has_unpublished_changes:
        restored.publish(user=by)
    return True
