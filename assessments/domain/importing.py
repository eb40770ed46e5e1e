"""Reading a file of questions into a bank: planned first, then written in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from assessments import formats
from assessments.domain.import_parts import raw_parts, stored_image
from assessments.domain.import_plans import CREATED, UNCHANGED, UPDATED, Planner, Step
from assessments.formats import Problem, Reading
from assessments.models import Question, QuestionBank, QuestionCategory, QuestionImport
from assessments.queries.exchange import newest


@dataclass
class Plan:
    """What a file would do to a bank. `steps` are the questions that can be taken, `problems` what is wrong and where,
    `skipped` pieces that are no questions, `failed` how many questions have a problem.
    """

    format: str
    language: str
    digest: str
    name: str
    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)

    def count(self, action: str) -> int:
        return sum(step.action == action for step in self.steps)

    @property
    def failed(self) -> int:
        return len({(problem.where, problem.line) for problem in self.problems})

    @property
    def writes(self) -> bool:
        return any(step.action != UNCHANGED for step in self.steps)


class ImportRefused(Exception):
    """The file has problems and was not to be taken in part; nothing was stored. `plan` says what they are."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(_("The file has errors; nothing was stored."))
        self.plan = plan


def plan_import(
    *,
    bank: QuestionBank,
    data: bytes,
    format: str,
    language: str,
    name: str = "",
    by: Any = None,
    publish: bool = False,
) -> Plan:
    """What reading this file into the bank would do. Writes nothing and never raises for what the file holds."""
    reading = formats.read(format, data, language=language, name=name)
    plan = Plan(format, language, sha256(data).hexdigest(), name)
    plan.problems, plan.skipped = list(reading.problems), list(reading.skipped)
    planner = Planner(bank, language, by, publish=publish)
    for item in _named(reading, planner, plan):
        step = planner.step(item)
        if isinstance(step, Step):
            plan.steps.append(step)
        else:
            plan.problems += step
    plan.problems.sort(key=lambda problem: (problem.where, problem.line))
    return plan


def _named(reading: Reading, planner: Planner, plan: Plan) -> list[formats.Item]:
    """Items with a code each; a second one of the same code is a problem."""
    seen: dict[str, int] = {}
    named = []
    for item in reading.items:
        found = planner.named(item, seen)
        if found.code in seen:
            message = _("The code %(code)s stands in the file twice (also in line %(line)s). Change one.")
            told = message % {"code": found.code, "line": seen[found.code]}
            plan.problems.append(Problem(item.line, told, item.where))
        else:
            seen[found.code] = item.line
            named.append(found)
    return named


@transaction.atomic
def import_questions(
    *,
    bank: QuestionBank,
    data: bytes,
    format: str,
    language: str,
    name: str = "",
    by: Any = None,
    publish: bool = False,
    take_valid: bool = False,
) -> tuple[Plan, QuestionImport | None]:
    """Read a file into the bank: all or, with `take_valid`, the questions without a problem. Twice changes nothing.

    New questions are drafts, changed ones get a new revision; with `publish` they are published. Returns what was done
    and the row by which it can be undone, None when nothing changed. Raises ImportRefused.
    """
    bank = QuestionBank.objects.select_for_update().get(pk=bank.pk)  # two imports into one bank take turns
    plan = plan_import(bank=bank, data=data, format=format, language=language, name=name, by=by, publish=publish)
    if plan.problems and not take_valid:
        raise ImportRefused(plan)
    if not plan.writes:
        return plan, None
    writer = _Writer(bank, language, by, publish=publish)
    items = [writer.write(step) for step in plan.steps]
    made = QuestionImport.objects.create(
        bank=bank, by=by, format=format, file_name=name[-200:], digest=plan.digest, items=items
    )
    return plan, made


class _Writer:
    def __init__(self, bank: QuestionBank, language: str, by: Any, *, publish: bool) -> None:
        self.bank, self.by, self.publish = bank, by, publish
        self.locale = Locale.objects.get(language_code=language)
        self.images: dict[str, Any] = {}

    def write(self, step: Step) -> dict[str, Any]:
        """The line of the import that says what was done."""
        if step.action == UNCHANGED:
            assert step.existing is not None  # noqa: S101
            return self._line(step, step.existing, None, None)
        if step.action == UPDATED:
            return self._update(step)
        return self._create(step)

    def _line(self, step: Step, question: Question, before: int | None, after: int | None) -> dict[str, Any]:
        return {
            "code": step.item.code,
            "action": step.action,
            "key": str(question.translation_key),
            "language": self.locale.language_code,
            "before": before,
            "after": after,
        }

    def _create(self, step: Step) -> dict[str, Any]:
        if step.sibling is not None:
            question = step.sibling.copy_for_translation(self.locale)
        else:
            question = Question(bank=self.bank, code=step.item.code, locale=self.locale)
        question.live = False
        self._fill(question, step)
        question.latest_revision = question.live_revision = None
        question.save()
        log(question, "wagtail.create", user=self.by)
        return self._line(step, question, None, self._revise(question).pk)

    def _update(self, step: Step) -> dict[str, Any]:
        question = step.existing
        assert question is not None  # noqa: S101
        before = question.latest_revision or question.save_revision(user=self.by, clean=False)
        draft = newest(question)
        self._fill(draft, step)
        return self._line(step, question, before.pk, self._revise(draft).pk)

    def _revise(self, draft: Question) -> Any:
        revision = draft.save_revision(user=self.by, log_action=True, clean=False)
        if self.publish:
            revision.publish(user=self.by)
        return revision

    def _fill(self, question: Question, step: Step) -> None:
        item = step.item
        question.kind, question.stem = item.kind, item.stem
        image = self._image(step)
        stream = Question._meta.get_field("parts").stream_block
        question.parts = stream.to_python(raw_parts(step.ids, image))
        for name, value in item.fields.items():
            if name == "category":
                question.category = self._category(value)
            elif name == "tags":
                question.tags = ", ".join(value)
            else:
                setattr(question, name, value)

    def _image(self, step: Step) -> Any:
        """One picture of the library for equal pictures of a file."""
        if step.image is None:
            return None
        key = getattr(step.image, "picture", None) and step.image.name
        if not key:
            return step.image
        if key not in self.images:
            self.images[key] = stored_image(step.image, self.by)
        return self.images[key]

    def _category(self, path: Sequence[str]) -> QuestionCategory | None:
        found: QuestionCategory | None = None
        for title in path:
            found, _made = QuestionCategory.objects.get_or_create(bank=self.bank, parent=found, title=title)
        return found


__all__ = [
    "CREATED",
    "UNCHANGED",
    "UPDATED",
    "ImportRefused",
    "Plan",
    "import_questions",
    "plan_import",
]
