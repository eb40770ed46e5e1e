"""Question items of a course, in the source language and in the others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.utils import translation

from assessments import kinds
from assessments.kinds import Draft, Kind, Part
from assessments.models import Bloom, Difficulty, Scheme
from courses.source.parts import RIGHT, has_key, read_parts
from courses.source.problems import Problems
from courses.source.scenario import AGENCIES
from courses.source.shapes import PartSource, QuestionSource, QuestionText
from courses.source.tables import Table, read_table
from courses.source.wording import translate_parts

TRUTH = ("true", "false")


@dataclass(frozen=True)
class _Known:
    """An item of the source language and the table it was read from; `sound`: nothing was wrong with it."""

    table: Table
    item: QuestionSource
    sound: bool

    @property
    def text(self) -> QuestionText:
        return next(iter(self.item.texts.values()))


def read_questions(
    folder: Path, source_language: str, languages: tuple[str, ...], lessons: tuple[str, ...], problems: Problems
) -> tuple[QuestionSource, ...]:
    """Every item of `questions/*.LANG.toml`, in the order of the files' names and of the items in them."""
    with translation.override("en"):  # what blocks and kinds complain of is told in the language of this loader
        items = _source_items(folder, source_language, lessons, problems)
        words = {
            language: _translations(folder, language, items, problems)
            for language in languages
            if language != source_language
        }
    return tuple(
        replace(
            known.item,
            texts={**known.item.texts} | {language: texts[code] for language, texts in words.items() if code in texts},
        )
        for code, known in items.items()
    )


def _items(folder: Path, language: str, problems: Problems) -> list[Table]:
    found = []
    for path in sorted((folder / "questions").glob(f"*.{language}.toml")):
        table = read_table(path, problems)
        if table is not None:
            found += table.tables("item")
            table.finish("a question file")
    return found


def _text(table: Table, parts: tuple[PartSource, ...]) -> QuestionText:
    return QuestionText(
        path=table.problems.path,
        line=table.first,
        stem=table.text("stem"),
        rationale=table.text("rationale"),
        parts=parts,
    )


def _claim(table: Table, text: QuestionText, known: dict[str, QuestionText]) -> None:
    code = table.code("id")
    if code in known:
        table.complain("id", f"the item “{code}” is already in {known[code].path.name}, line {known[code].line}")
    known.setdefault(code, text)


# --- the source language ------------------------------------------------------------------------------------------


def _source_items(folder: Path, language: str, lessons: tuple[str, ...], problems: Problems) -> dict[str, _Known]:
    items: dict[str, _Known] = {}
    texts: dict[str, QuestionText] = {}
    for table in _items(folder, language, problems):
        before = len(problems.found)
        item = _item(table, folder, language, lessons)
        _claim(table, item.texts[language], texts)
        items.setdefault(item.code, _Known(table, item, len(problems.found) == before))
    return items


def _item(table: Table, folder: Path, language: str, lessons: tuple[str, ...]) -> QuestionSource:
    name, before = table.choice("kind", kinds.names()), len(table.problems.all.found)
    kind = kinds.get(name) if name in kinds.names() else None
    key = _key(table, kind)
    item = QuestionSource(
        code=table.code("id"),
        kind=name,
        key=key,
        pool=table.truth("pool"),
        competency=table.text("competency"),
        bloom=table.choice("bloom", Bloom.values),
        agency=table.choice("agency", ("all", *AGENCIES)),
        lesson=table.choice("lesson", lessons),
        points=table.number("points", least=1, most=20, default=1),
        scheme=table.choice("scheme", Scheme.values, default=Scheme.ALL.value),
        difficulty=table.choice("difficulty", Difficulty.values, default=Difficulty.MEDIUM.value),
        tags=_tags(table),
        texts={language: _text(table, read_parts(table, kind, folder, key) if kind else ())},
    )
    if kind:
        _check_use(table, kind)
        table.finish("an item of this kind")
        _check_key(table, kind, item.texts[language].parts, key)
    if kind and len(table.problems.all.found) == before:
        _check_kind(table, kind, item, item.texts[language])
    return item


def _key(table: Table, kind: Kind | None) -> tuple[str, ...]:
    asked = kind is None or has_key(kind) or "answer_is_true" in kind.uses
    return table.texts("key") if asked else ()


def _tags(table: Table) -> tuple[str, ...]:
    tags = table.texts("tags", required=False)
    if any("," in tag for tag in tags):
        table.complain("tags", "a tag has no comma")
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _check_use(table: Table, kind: Kind) -> None:
    for name in ("points", "scheme"):
        if name in table.data and name not in kind.uses:
            table.complain(name, f"“{name}” means nothing in an item of the kind {kind.name}")


def _check_key(table: Table, kind: Kind, parts: tuple[PartSource, ...], key: tuple[str, ...]) -> None:
    if "answer_is_true" in kind.uses and (len(key) != 1 or key[0] not in TRUTH):
        table.complain("key", 'the key of a true_false item is ["true"] or ["false"]')
    names = [part.name for part in parts if RIGHT in part.value]
    for letter in key if has_key(kind) else ():
        if letter not in names:
            table.complain("key", f"the key “{letter}” is not among {', '.join(names) or 'the parts'}")


def _check_kind(table: Table, kind: Kind, item: QuestionSource, text: QuestionText) -> bool:
    """Ask the kind itself whether the item can be asked."""
    problem = kind.problem(draft_of(item, text))
    if problem:
        table.complain("id", problem)
    return not problem


def draft_of(item: QuestionSource, text: QuestionText) -> Draft:
    """The item as its kind knows it; ids are the names of the source, pictures are paths."""
    named = [(f"{part.type}/{part.name}", part) for part in text.parts]
    parts = tuple(Part(name, part.type, _plain(part.value, name)) for name, part in named)
    return Draft(parts=parts, points=item.points, scheme=item.scheme, is_true=item.key == ("true",))


def _plain(value: Any, path: str) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each, f"{path}/{key}") for key, each in value.items()}
    if isinstance(value, tuple):
        names = [f"{path}/{entry.name}" for entry in value]
        return [{"id": name, "value": _plain(e.value, name)} for name, e in zip(names, value, strict=True)]
    return value


# --- the other languages ------------------------------------------------------------------------------------------


def _translations(
    folder: Path, language: str, items: Mapping[str, _Known], problems: Problems
) -> dict[str, QuestionText]:
    texts: dict[str, QuestionText] = {}
    for table in _items(folder, language, problems):
        code = table.code("id")
        if code in items:
            _claim(table, _translation(table, folder, items[code]), texts)
        else:
            table.complain("id", f"there is no item “{code}” in the source language")
    for code, known in items.items():
        if code not in texts:
            known.table.problems.add(known.table.first, f"the item “{code}” is not translated into “{language}”")
    return texts


def _translation(table: Table, folder: Path, known: _Known) -> QuestionText:
    """The words of an item in another language; what depends on a faulty source is not complained of here."""
    before = len(table.problems.all.found)
    kind = kinds.get(known.item.kind) if known.sound else None
    parts = translate_parts(table, kind, folder, known.text.parts) if kind else None
    text = _text(table, parts or ())
    if kind is None or parts is None:
        return text
    table.finish("a translated item")
    if len(table.problems.all.found) == before and _check_kind(table, kind, known.item, text):
        _check_same(table, kind, draft_of(known.item, known.text), draft_of(known.item, text))
    return text


def _check_same(table: Table, kind: Kind, source: Draft, other: Draft) -> None:
    """What decides marks must be the same in every language, or publishing takes no words of the other."""
    if kind.key(source) != kind.key(other):
        table.complain("id", "what is alike in the source language must be alike here too, and nothing else")
