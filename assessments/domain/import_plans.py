"""What one question of a file would do to a bank."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from assessments import kinds
from assessments.domain.import_parts import NewImage, check, draft_of, image_for, keep_positions, with_ids
from assessments.formats import DEFAULTS, Item, Picture, Problem, Unreadable
from assessments.formats.neutral import Piece, plain
from assessments.formats.texts import one_line
from assessments.models import Question, QuestionBank
from assessments.queries.exchange import category_paths, item_of, newest, pieces_of, questions_in, texts_of

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
LABELS = {
    "kind": gettext_lazy("kind"),
    "stem": gettext_lazy("question"),
    "parts": gettext_lazy("answers"),
    "answer_is_true": gettext_lazy("the statement is true"),
    "points": gettext_lazy("points"),
    "scheme": gettext_lazy("marking"),
    "rationale": gettext_lazy("why"),
    "category": gettext_lazy("category"),
    "tags": gettext_lazy("tags"),
    "competency": gettext_lazy("competency"),
    "bloom": gettext_lazy("thinking level"),
    "difficulty": gettext_lazy("difficulty"),
    "agency": gettext_lazy("agency"),
    "lesson": gettext_lazy("lesson"),
    "pool": gettext_lazy("may be drawn by a quiz"),
}


@dataclass(frozen=True)
class Difference:
    label: Any
    before: str
    after: str


@dataclass
class Step:
    """A question that can be taken. `item` is complete; `existing` the row it changes, `sibling` the same question in
    another language; `ids` its parts with the ids they get; `image` a picture of the library or a NewImage.
    """

    item: Item
    action: str
    existing: Question | None = None
    sibling: Question | None = None
    ids: list[tuple[str, Piece]] = field(default_factory=list)
    image: Any = None
    differences: list[Difference] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def draft(self) -> kinds.Draft:
        return draft_of(self.item, self.ids, self.image)


class Planner:
    """Knows the bank; asked for one item after the other."""

    def __init__(self, bank: QuestionBank, language: str, by: Any, *, publish: bool) -> None:
        self.bank, self.language, self.by, self.publish = bank, language, by, publish
        self.is_translation = language != settings.LANGUAGE_CODE
        self.locale = Locale.objects.get(language_code=language)
        self.paths = category_paths(bank)
        self.existing = {question.code: question for question in questions_in(bank, language)}
        others = (
            Question.objects.filter(bank=bank).exclude(locale=self.locale).select_related("latest_revision", "locale")
        )
        self.siblings = {question.code: question for question in others.order_by("-locale__language_code")}
        self._contents: dict[str, str] | None = None

    def named(self, item: Item, seen: dict[str, int]) -> Item:
        """With a code: its own; that of the same question in the bank; or one made of its content, equal each time."""
        if item.code:
            return item
        if self._contents is None:
            self._contents = {
                item_of(newest(question), self.paths).content: code
                for code, question in self.existing.items()
                if question.kind == item.kind
            }
        code = self._contents.get(item.content)
        return replace(item, code=code if code and code not in seen else f"q-{item.content[:12]}")

    def step(self, item: Item) -> Step | list[Problem]:
        """What to do with an item, or why it cannot be taken."""
        existing = self.existing.get(item.code)
        blocked = self._blocked(existing) if existing else None
        try:
            made = self._made(item, existing)
        except Unreadable as error:
            return [self._problem(item, str(error))]
        problems = self._check(made)
        if made.action != UNCHANGED and blocked:
            problems.append(blocked)
        return [self._problem(item, problem) for problem in problems] if problems else made

    def _problem(self, item: Item, message: str) -> Problem:
        return Problem(item.line, f"{item.code}: {message}" if item.code else message, item.where)

    def _blocked(self, existing: Question) -> str | None:
        lock = existing.get_lock()
        if lock is not None and (self.by is None or lock.for_user(self.by)):
            return _("The question is locked; unlock it first or take it out of the file.")
        if existing.workflow_in_progress:
            return _("The question is in review; finish or cancel the review first.")
        return None

    def _made(self, item: Item, existing: Question | None) -> Step:
        before = newest(existing) if existing else None
        old = item_of(before, self.paths) if before else None
        sibling = self.siblings.get(item.code)
        base = old.fields if old else DEFAULTS
        if sibling is not None and not old:
            base = item_of(newest(sibling), self.paths).fields
        item = replace(item, fields={**DEFAULTS, **base, **self._carried(item, sibling)})
        item = kept_loose(item, old) if item.loose and old else item
        item = replace(item, parts=keep_positions(item.parts, old.parts if old else ()))
        images = {}
        if old and before:
            images = self._images(before, old)
        picture = next((value["image"] for name, value in item.parts if name == "picture"), None)
        image = image_for(picture, images) if picture is not None else None
        if picture is not None and not picture.data and image is not None and old:
            item = self._same_picture(item, old, image, images)
        step = Step(item, CREATED, existing, sibling, image=image, notes=list(item.notes))
        if sibling is not None and not existing:
            step.ids = with_ids(item.parts, pieces_of(newest(sibling)), by_place=True)
        else:
            step.ids = with_ids(item.parts, pieces_of(before) if before else [], by_place=False)
        if old:
            step.differences = differences(old, item)
            step.action = UPDATED if step.differences else UNCHANGED
        return step

    def _carried(self, item: Item, sibling: Question | None) -> dict[str, Any]:
        """Fields of the file; of a translation only what is its own, the rest is its source's."""
        fields = dict(item.fields)
        if item.kind != "true_false":
            fields["answer_is_true"] = False
        if sibling is not None and self.is_translation:
            fields = {name: value for name, value in fields.items() if name in ("rationale", "answer_is_true")}
        return fields

    def _images(self, before: Question, old: Item) -> dict[str, Any]:
        images = [part.value["image"] for part in before.draft().parts if part.type == "picture"]
        pictures = [value["image"] for name, value in old.parts if name == "picture"]
        return {p.digest: image for p, image in zip(pictures, images, strict=True) if image is not None}

    def _same_picture(self, item: Item, old: Item, image: Any, images: dict[str, Any]) -> Item:
        """A table only names its picture: when that is the one the question has, it has not changed."""
        known = next((digest for digest, each in images.items() if each.pk == image.pk), None)
        if known is None:
            return item
        kept = next(value["image"] for name, value in old.parts if name == "picture")
        parts = tuple((n, {**v, "image": kept} if n == "picture" else v) for n, v in item.parts)
        return replace(item, parts=keep_positions(parts, old.parts))

    def _check(self, step: Step) -> list[str]:
        if step.action == UNCHANGED and not self.publish:
            return []
        problems = check(step.item) + self._field_problems(step.item)
        if not problems:
            problem = kinds.get(step.item.kind).problem(step.draft)
            problems = [problem] if problem else self._against_sibling(step)
        if self.publish and not step.item.get("rationale"):
            problems.append(_("It cannot be published without an explanation (general feedback)."))
        return problems

    def _field_problems(self, item: Item) -> list[str]:
        question = Question(bank=self.bank, locale=self.locale, code=item.code, kind=item.kind, stem=item.stem)
        for name, value in item.fields.items():
            if name != "category":
                setattr(question, name, ", ".join(value) if name == "tags" else value)
        exclude = ["parts", "category", "bank", "locale", "latest_revision", "live_revision", "locked_by"]
        exclude += [] if item.get("rationale") else ["rationale"]
        try:
            question.clean_fields(exclude=exclude)
        except ValidationError as error:
            return [f"{LABELS.get(name, name)}: {' '.join(texts)}" for name, texts in error.message_dict.items()]
        return [_("category: a name is longer than 120 characters.")] if self._long(item.get("category")) else []

    @staticmethod
    def _long(path: Sequence[str]) -> bool:
        return any(len(title) > 120 for title in path)

    def _against_sibling(self, step: Step) -> list[str]:
        """A translation asks the same and holds the same for right."""
        if step.sibling is None or not self.is_translation:
            return []
        source = newest(step.sibling)
        kind, draft = kinds.get(source.kind), source.draft()
        if source.kind == step.item.kind:
            mine = replace(step.draft, points=draft.points, scheme=draft.scheme)
            same = [kind.key(mine) == kind.key(draft), _shape(kind.structure(mine)) == _shape(kind.structure(draft))]
            if all(same):
                return []
        return [
            _("In %(language)s this question has other answers or other right ones. A translation only changes words.")
            % {"language": step.sibling.locale.get_display_name()}
        ]


def kept_loose(item: Item, old: Item) -> Item:
    """With the line ends and the feedback of the question it is, where the rest is equal."""
    told = {value.get("text"): value.get("feedback", "") for _name, value in old.parts}
    parts = tuple(
        (name, {**value, "feedback": told.get(value["text"], "")}) if "feedback" in value else (name, value)
        for name, value in item.parts
    )
    return replace(item, stem=old.stem if one_line(old.stem) == item.stem else item.stem, parts=parts)


def _shape(structure: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in structure.items() if name != "image"}


def differences(old: Item, new: Item) -> list[Difference]:
    """What changes, in words."""
    found = []
    for name in ("kind", "stem"):
        if getattr(old, name) != getattr(new, name):
            before, after = getattr(old, name), getattr(new, name)
            if name == "kind":
                before, after = str(kinds.get(before).label), str(kinds.get(after).label)
            found.append(Difference(LABELS[name], before, after))
    if [[n, plain(v)] for n, v in old.parts] != [[n, plain(v)] for n, v in new.parts]:
        found.append(Difference(LABELS["parts"], *_changed(texts_of(old.parts), texts_of(new.parts))))
    changed = [name for name in DEFAULTS if old.get(name) != new.get(name)]
    return found + [Difference(LABELS[name], _said(old.get(name)), _said(new.get(name))) for name in changed]


def _changed(before: Sequence[str], after: Sequence[str]) -> tuple[str, str]:
    """Only the lines that differ; all of them when nothing but their order does."""
    gone, come = [line for line in before if line not in after], [line for line in after if line not in before]
    return ("\n".join(gone), "\n".join(come)) if gone or come else ("\n".join(before), "\n".join(after))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return " › ".join(value) if isinstance(value, tuple) else str(value)


__all__ = ["CREATED", "UNCHANGED", "UPDATED", "Difference", "NewImage", "Picture", "Planner", "Step", "differences"]
