"""Questions of a bank as items of a file, and back: what a reader made becomes blocks with ids that stay."""

from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha1
from io import BytesIO
from pathlib import PurePath
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.conf import settings
from django.core.files.images import ImageFile
from wagtail.images.models import Image
from wagtail.models import Locale

from assessments.formats import Item, Picture, canonical
from assessments.formats.neutral import FIELDS
from assessments.models import Question, QuestionBank, QuestionCategory
from assessments.models.question import plain

SAME = tuple(name for name in FIELDS if name not in ("category", "tags"))


def newest(question: Question) -> Question:
    """The question as its newest draft has it."""
    return question.get_latest_revision_as_object() if question.latest_revision_id else question


def questions_of(bank: QuestionBank, language: str = settings.LANGUAGE_CODE) -> list[Question]:
    """The newest drafts of a bank's questions in one language, by code."""
    rows = Question.objects.filter(bank=bank, locale__language_code=language).select_related("category__parent")
    return [newest(row) for row in rows.order_by("code")]


def item_of(question: Question) -> Item:
    """A question as it goes into a file."""
    parts = tuple((block.block_type, _value(plain(block.value))) for block in question.parts)
    fields: dict[str, Any] = {name: getattr(question, name) for name in SAME}
    fields["tags"] = tuple(tag.strip() for tag in question.tags.split(",") if tag.strip())
    fields["category"] = _path(question.category)
    return canonical(Item(kind=question.kind, stem=question.stem, code=question.code, parts=parts, fields=fields))


def _path(category: QuestionCategory | None) -> tuple[str, ...]:
    path: list[str] = []
    while category is not None:
        path.insert(0, category.title)
        category = category.parent
    return tuple(path)


def _value(value: Any) -> Any:
    """A block value without the ids of list items; a library image as a picture that travels."""
    if isinstance(value, dict):
        return {name: _value(each) for name, each in value.items()}
    if isinstance(value, list):
        return [each["value"] if isinstance(each, dict) and set(each) == {"id", "value"} else each for each in value]
    if isinstance(value, Image):
        with value.open_file() as file:
            return Picture(PurePath(value.file.name).name, file.read(), value.width, value.height)
    return value


def same(question: Question, item: Item) -> bool:
    """Whether a question says what the item says; what the format does not carry is not compared."""
    present = item_of(question)
    return present.content == canonical(item).content and all(
        present.get(name) == value for name, value in item.fields.items() if name in FIELDS
    )


def fill(question: Question, item: Item) -> None:
    """Give a question what the item holds and leave the rest; ids of blocks stay where type and place are the same."""
    question.kind, question.stem = item.kind, item.stem
    question.parts = Question._meta.get_field("parts").stream_block.to_python(_raw(question, item))
    for name, value in item.fields.items():
        if name in SAME:
            setattr(question, name, value)
    if "tags" in item.fields:
        question.tags = ", ".join(item.fields["tags"])
    if "category" in item.fields:
        question.category = _category(question.bank, item.fields["category"])


def _category(bank: QuestionBank, path: tuple[str, ...]) -> QuestionCategory | None:
    found: QuestionCategory | None = None
    for title in path:
        found, _created = QuestionCategory.objects.get_or_create(bank=bank, parent=found, title=title[:120])
    return found


def _raw(question: Question, item: Item) -> list[dict[str, Any]]:
    before: dict[str, list[str]] = {}
    for block in question.parts:
        before.setdefault(block.block_type, []).append(block.id or "")
    raw = []
    for place, (name, value) in enumerate(item.parts):
        kept = before.get(name, [])
        block_id = (
            kept.pop(0) if kept else str(uuid5(NAMESPACE_OID, f"{question.bank_id}/{question.code}/{place}/{name}"))
        )
        raw.append({"type": name, "id": block_id, "value": _stored(value, block_id)})
    return raw


def _stored(value: Any, block_id: str) -> Any:
    """A value as a stream stores it: lists with an id for each item, numbers as text, pictures as library images."""
    if isinstance(value, Mapping):
        return {name: _stored(each, block_id) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [
            {"type": "item", "id": str(uuid5(NAMESPACE_OID, f"{block_id}/{place}")), "value": _stored(each, block_id)}
            for place, each in enumerate(value)
        ]
    if isinstance(value, Decimal):
        return str(value)
    return _image(value) if isinstance(value, Picture) else value


def _image(picture: Picture) -> int | None:
    """Primary key of the library image with this content, saved when it is new; None when only its name travelled."""
    digest = sha1(picture.data, usedforsecurity=False).hexdigest()
    found = Image.objects.filter(file_hash=digest).first() if picture.data else None
    if found is None and picture.data:
        found = Image(title=picture.name[:200], file=ImageFile(BytesIO(picture.data), name=f"{digest[:16]}.png"))
        found.save()
        found.get_file_hash()
    if found is None:
        found = Image.objects.filter(file__endswith=f"/{picture.name}").first()
    return found.pk if found else None


def source_locale() -> Locale:
    locale: Locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    return locale
