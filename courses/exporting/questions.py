"""The items of a course: a file a lesson, one for the pre-test, and the same files in every language."""

from collections.abc import Iterable, Mapping
from typing import Any

from assessments import kinds
from assessments.models import Difficulty, Question, Scheme
from courses.exporting import toml
from courses.exporting.files import Bundle
from courses.exporting.parts import Parts, Table, table_of
from courses.exporting.reading import Published
from courses.source.parts import RIGHT, has_key
from courses.source.shapes import PRETEST, PartSource

NESTED = ("scene", "ending")
# What an item says outside of its parts; a test compares this with the fields of the model.
FIELDS = {"code", "kind", "answer_is_true", "pool", "competency", "bloom", "agency", "lesson", "difficulty", "tags"}
FIELDS |= {"points", "scheme", "stem", "rationale", "parts", "bank"}
NOT_IN_THE_SOURCE = {"category"}  # compartments of a bank are this site's own


def write_questions(bundle: Bundle, published: Published) -> None:
    reader = Parts(bundle, published.bank.slug)
    for language in published.languages:
        files: dict[str, list[str]] = {}
        for item in published.questions[published.source].values():
            kind, names = kinds.get(item.kind), published.names("question", f"{published.bank.slug}/{item.code}")
            own = published.questions[language][item.code]
            parts = reader.read(kind, own, names)
            table = _item(kind, own, parts) if language == published.source else _words(kind, own, parts)
            files.setdefault(_file_of(item), []).append(_written(table))
        for name, items in files.items():
            bundle.write(f"questions/{name}.{language}.toml", "\n".join(items))
    _note_categories(bundle, published.questions[published.source].values())


def _note_categories(bundle: Bundle, items: Iterable[Question]) -> None:
    if any(item.category_id for item in items):
        bundle.notes.append("categories of questions belong to this site and are left out")


def _file_of(item: Question) -> str:
    return PRETEST if PRETEST in _tags(item) else item.lesson or "items"


def _tags(item: Question) -> list[str]:
    return [tag.strip() for tag in item.tags.split(",") if tag.strip()]


def _item(kind: kinds.Kind, item: Question, parts: list[PartSource]) -> Table:
    """What the source language says of an item."""
    rules = {"points": (item.points, 1), "scheme": (item.scheme, Scheme.ALL.value)}
    return {
        "id": item.code,
        "kind": item.kind,
        "key": _key(kind, item, parts),
        "pool": item.pool,
        "competency": item.competency,
        "bloom": item.bloom,
        "agency": item.agency or "all",
        "lesson": item.lesson,
        "difficulty": item.difficulty if item.difficulty != Difficulty.MEDIUM else None,
        "tags": _tags(item) or None,
        **{name: value for name, (value, usual) in rules.items() if name in kind.uses and value != usual},
        "stem": _line(item.stem),
        "rationale": _line(item.rationale),
        **table_of(kind, parts),
    }


def _words(kind: kinds.Kind, item: Question, parts: list[PartSource]) -> Table:
    """What another language says of it."""
    words = {"id": item.code, "stem": _line(item.stem), "rationale": _line(item.rationale)}
    return words | table_of(kind, parts, words_only=True)


def _key(kind: kinds.Kind, item: Question, parts: list[PartSource]) -> list[str] | None:
    if "answer_is_true" in kind.uses:
        return ["true" if item.answer_is_true else "false"]
    return [part.name for part in parts if part.value.get(RIGHT)] if has_key(kind) else None


def _line(text: str) -> str:
    return " ".join(text.split())


def _written(table: Mapping[str, Any]) -> str:
    nested = {key: table[key] for key in NESTED if key in table}
    lines = ["[[item]]", *toml.lines({key: value for key, value in table.items() if key not in nested})]
    for key, entries in nested.items():
        for entry in entries:
            lines += ["", f"[[item.{key}]]", *_headed(entry, f"item.{key}")]
    return "\n".join(lines) + "\n"


def _headed(entry: Mapping[str, Any], path: str) -> list[str]:
    """A table with its own header; lists of tables inside it get theirs."""
    inner = {key: value for key, value in entry.items() if _is_tables(value)}
    lines = toml.lines({key: value for key, value in entry.items() if key not in inner})
    for key, tables in inner.items():
        for table in tables:
            lines += ["", f"[[{path}.{key}]]", *toml.lines(table)]
    return lines


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)
