"""The newest drafts of a bank as items that go into files, and what of a bank cannot go."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.images.models import Image

from assessments import kinds
from assessments.formats import Item, Loss, Picture, Unreadable, canonical
from assessments.formats.neutral import Piece
from assessments.formats.pictures import clean
from assessments.formats.texts import one_line, tidy, words
from assessments.models import Question, QuestionBank, QuestionCategory, QuestionImport

LINES = {("passage", "text"), ("criterion", "guidance"), ("model_answer", "text")}
NOT_EXCHANGED = {"drill"}


def questions_in(bank: QuestionBank, language: str) -> QuerySet[Question]:
    return (
        Question.objects.filter(bank=bank, locale__language_code=language)
        .select_related("latest_revision", "locale", "bank", "category")
        .order_by("code")
    )


def newest(question: Question) -> Question:
    """The draft as its author last left it."""
    found: Question = question.get_latest_revision_as_object() if question.latest_revision_id else question
    return found


def items_of(bank: QuestionBank, language: str) -> tuple[list[Item], list[Loss]]:
    """Every finished question of a bank in a language, and why the others are left out."""
    items, left_out = [], []
    paths = category_paths(bank)
    for question in questions_in(bank, language):
        draft = newest(question)
        problem = draft.problem()
        if draft.kind in NOT_EXCHANGED:
            left_out.append(Loss(draft.code, _("This kind of question is not exchanged in files.")))
        elif problem or not draft.stem.strip():
            left_out.append(Loss(draft.code, problem or _("The question has no text.")))
        else:
            items.append(item_of(draft, paths))
    return items, left_out


def category_paths(bank: QuestionBank) -> dict[int | None, tuple[str, ...]]:
    """Titles from the top, by primary key. One query."""
    rows = {each.pk: each for each in QuestionCategory.objects.filter(bank=bank)}

    def path(pk: int | None) -> tuple[str, ...]:
        row = rows.get(pk) if pk else None
        return (*path(row.parent_id), one_line(row.title)) if row else ()

    return {None: (), **{pk: path(pk) for pk in rows}}


def item_of(draft: Question, paths: Mapping[int | None, tuple[str, ...]]) -> Item:
    """A draft in the neutral form. Never raises: a picture that cannot be read has no data."""
    fields = {
        "answer_is_true": draft.answer_is_true if draft.kind == "true_false" else False,
        "points": draft.points,
        "scheme": draft.scheme,
        "rationale": tidy(draft.rationale),
        "category": paths.get(draft.category_id, ()),
        "tags": words(draft.tags),
        "pool": draft.pool,
        **{name: one_line(getattr(draft, name)) for name in ("competency", "bloom", "difficulty", "agency", "lesson")},
    }
    parts = tuple(piece for _known, piece in pieces_of(draft))
    return canonical(Item(draft.kind, tidy(draft.stem), draft.code, parts, fields))


def pieces_of(draft: Question) -> list[tuple[str, Piece]]:
    """The parts of a draft with their ids; numbers in the order of the neutral form."""
    known = {name for name, _block in kinds.get(draft.kind).blocks}
    found = [
        (part.id, (part.type, _piece(part.type, part.value))) for part in draft.draft().parts if part.type in known
    ]
    return sorted(found, key=lambda each: -int(each[1][1]["percent"] or 0) if each[1][0] == "number" else 0)


def _piece(type_name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(type_name, name, each) for name, each in value.items()}


def _plain(type_name: str, name: str, value: Any) -> Any:
    if isinstance(value, str):
        return tidy(value) if (type_name, name) in LINES else one_line(value)
    if isinstance(value, list):
        return [one_line(each["value"]) for each in value]
    if name == "image":
        return picture_of(value)
    if name in ("correct", "exact"):
        return bool(value)
    return ("" if name not in ("tolerance",) else kinds.base.ZERO) if value is None else value


def picture_of(image: Image | None) -> Picture:
    """A picture of the library with its pixels, under the name by which a table finds it again."""
    if image is None:
        return Picture("")
    alone = Image.objects.filter(title=image.title).count() == 1
    name = one_line(image.title) if alone and one_line(image.title) == image.title else image.get_file_hash()
    try:
        with image.open_file() as file:
            return clean(name, file.read())
    except (Unreadable, OSError):
        return Picture(name)


def imports_of(bank: QuestionBank | None = None) -> QuerySet[QuestionImport]:
    imports = QuestionImport.objects.select_related("bank", "by", "undone_by")
    return imports.filter(bank=bank) if bank else imports


def texts_of(parts: Sequence[Piece]) -> list[str]:
    """Parts as lines a person can compare."""
    return [" · ".join(_said(value)) for _name, value in parts]


def _said(value: Mapping[str, Any]) -> list[str]:
    said = []
    for name, each in value.items():
        if name in ("correct", "exact"):
            said += (["✓"] if name == "correct" else [_("exact")]) if each else []
        elif isinstance(each, Picture):
            said.append(each.name)
        elif isinstance(each, list):
            said.append(" | ".join(each))
        elif name == "percent":
            said += [f"%{each}"] if each != 100 else []
        elif each not in ("", None):
            said.append(str(each))
    return said
