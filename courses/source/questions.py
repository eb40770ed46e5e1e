"""Question items of a course, in the source language and in the others."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from assessments.models import Bloom, QuestionKind
from courses.source.problems import Problems
from courses.source.scenario import AGENCIES
from courses.source.shapes import QuestionSource, QuestionText
from courses.source.tables import Table, read_table

TRUTH = ("true", "false")


def read_questions(
    folder: Path, source_language: str, languages: tuple[str, ...], lessons: tuple[str, ...], problems: Problems
) -> tuple[QuestionSource, ...]:
    """Every item of `questions/*.LANG.toml`, in the order of the files' names and of the items in them."""
    words: dict[str, dict[str, QuestionText]] = {language: {} for language in languages}
    items: dict[str, tuple[Table, QuestionSource]] = {}
    for table in _items(folder, source_language, problems):
        text = _text(table, words[source_language], translated=False)
        item = _item(table, text, source_language, lessons)
        items.setdefault(item.code, (table, item))
    for language in languages:
        if language != source_language:
            for table in _items(folder, language, problems):
                _translation(table, items, words[language])
            _missing(language, items, words[language], problems)
    return tuple(
        _with_texts(item, {language: words[language][code] for language in languages if code in words[language]})
        for code, (_table, item) in items.items()
    )


def _items(folder: Path, language: str, problems: Problems) -> list[Table]:
    found = []
    for path in sorted((folder / "questions").glob(f"*.{language}.toml")):
        table = read_table(path, problems)
        if table is not None:
            found += table.tables("item")
            table.finish("a question file")
    return found


def _text(table: Table, known: dict[str, QuestionText], *, translated: bool) -> QuestionText:
    code = table.code("id")
    text = QuestionText(
        path=table.problems.path,
        line=table.first,
        stem=table.text("stem"),
        rationale=table.text("rationale"),
        options=table.letters("options", required=False),
        feedback=table.letters("feedback", required=False),
    )
    if code in known:
        table.complain("id", f"the item “{code}” is already in {known[code].path.name}, line {known[code].line}")
    known.setdefault(code, text)
    for letter in text.feedback:
        if letter not in text.options:
            table.complain("feedback", f"feedback for “{letter}”, which is not among the options")
    if translated:
        table.finish("a translated item")
    return text


def _item(table: Table, text: QuestionText, language: str, lessons: tuple[str, ...]) -> QuestionSource:
    item = QuestionSource(
        code=table.code("id"),
        kind=table.choice("kind", QuestionKind.values),
        key=table.texts("key"),
        pool=table.truth("pool"),
        competency=table.text("competency"),
        bloom=table.choice("bloom", Bloom.values),
        agency=table.choice("agency", ("all", *AGENCIES)),
        lesson=table.choice("lesson", lessons),
        texts={language: text},
    )
    table.finish("an item")
    _check_key(table, item, text)
    return item


def _check_key(table: Table, item: QuestionSource, text: QuestionText) -> None:
    if item.kind == QuestionKind.TRUE_FALSE:
        if text.options:
            table.complain("options", "a true_false item has no options")
        if len(item.key) != 1 or item.key[0] not in TRUTH:
            table.complain("key", 'the key of a true_false item is ["true"] or ["false"]')
        return
    if len(text.options) < 2:
        table.complain("options", "an item needs at least two options")
    for letter in item.key:
        if letter not in text.options:
            table.complain("key", f"the key “{letter}” is not among the options")
    if item.kind == QuestionKind.SINGLE and len(item.key) != 1:
        table.complain("key", "a single choice item has exactly one right option")
    if item.kind == QuestionKind.MULTIPLE and not item.key:
        table.complain("key", "a multiple choice item has at least one right option")


def _translation(
    table: Table, items: Mapping[str, tuple[Table, QuestionSource]], known: dict[str, QuestionText]
) -> None:
    text = _text(table, known, translated=True)
    code = table.code("id")
    if code not in items:
        table.complain("id", f"there is no item “{code}” in the source language")
        return
    source = next(iter(items[code][1].texts.values()))
    for name in ("options", "feedback"):
        ours, theirs = getattr(text, name), getattr(source, name)
        if list(ours) != list(theirs):
            expected = ", ".join(theirs) or "none"
            table.complain(name, f"“{name}” must have the letters of the source language in their order ({expected})")


def _missing(
    language: str,
    items: Mapping[str, tuple[Table, QuestionSource]],
    words: Mapping[str, QuestionText],
    problems: Problems,
) -> None:
    for code, (table, _item_source) in items.items():
        if code not in words:
            problems.add(table.problems.path, table.first, f"the item “{code}” is not translated into “{language}”")


def _with_texts(item: QuestionSource, texts: Mapping[str, QuestionText]) -> QuestionSource:
    return replace(item, texts=texts)
