"""Legal sources shared by all courses of a content folder."""

from dataclasses import replace
from pathlib import Path

from courses.models import LegalSource
from courses.source.problems import Problems
from courses.source.shapes import LegalEntry, LegalText
from courses.source.tables import Table, read_table


def read_legal(
    folder: Path, source_language: str, languages: tuple[str, ...], problems: Problems
) -> tuple[LegalEntry, ...]:
    """The entries of `legal.LANG.toml` in this folder; none when the folder has no such file."""
    path = folder / f"legal.{source_language}.toml"
    if not path.exists():
        return ()
    entries: dict[str, LegalEntry] = {}
    for table in _tables(path, problems):
        entry = _entry(table, source_language)
        if entry.key in entries:
            table.complain("key", f"the key “{entry.key}” is given twice")
        entries.setdefault(entry.key, entry)
    for language in languages:
        if language != source_language:
            _translate(folder / f"legal.{language}.toml", language, entries, problems)
    return tuple(entries.values())


def _tables(path: Path, problems: Problems) -> list[Table]:
    table = read_table(path, problems)
    if table is None:
        return []
    found = table.tables("source")
    table.finish("a file of legal sources")
    return found


def _text(table: Table) -> LegalText:
    return LegalText(
        path=table.problems.path,
        line=table.first,
        citation=table.text("citation"),
        summary=table.text("summary"),
        source=table.text("source"),
    )


def _entry(table: Table, language: str) -> LegalEntry:
    entry = LegalEntry(
        key=table.code("key"),
        checked_on=table.day("checked_on"),
        checked_by=table.text("checked_by"),
        status=table.choice("status", LegalSource.Status.values),
        texts={language: _text(table)},
    )
    table.finish("a legal source")
    return entry


def _translate(path: Path, language: str, entries: dict[str, LegalEntry], problems: Problems) -> None:
    seen: dict[str, int] = {}
    for table in _tables(path, problems):
        key, text = table.code("key"), _text(table)
        status = table.choice("status", LegalSource.Status.values) if "status" in table.data else None
        table.finish("a translated legal source")
        if key in entries and status and status != entries[key].status:
            table.complain("status", f"“status” is {status}, in the source language {entries[key].status}")
        if key not in entries:
            table.complain("key", f"there is no legal source “{key}” in the source language")
            continue
        if key in seen:
            table.complain("key", f"the key “{key}” is given twice")
        seen[key] = table.first
        entries[key] = replace(entries[key], texts={**entries[key].texts, language: text})
    for key, entry in entries.items():
        if key not in seen:
            source = next(iter(entry.texts.values()))
            problems.add(source.path, source.line, f"the legal source “{key}” is not translated into “{language}”")
