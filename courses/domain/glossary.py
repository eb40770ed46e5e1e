"""Loads the glossary from two files; what somebody changed in Wagtail since the last load is kept."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from courses.domain.loading.contents import Memory
from courses.domain.loading.ids import content_key
from courses.domain.loading.indexing import index, indexing_paused
from courses.domain.loading.objects import Report, Writer
from courses.domain.loading.translating import translate
from courses.models import GlossaryTerm

SOURCE, TARGETS = "tr", ("en",)
FIELDS = ("term", "forms", "definition")


class GlossaryRefused(Exception):
    """The files cannot be loaded; the message says why."""


def read_glossary(folder: Path) -> dict[str, dict[str, dict[str, str]]]:
    """Key → language → fields, in the order of the source language. Raises GlossaryRefused."""
    tables = {language: _read(folder / f"glossary.{language}.toml") for language in (SOURCE, *TARGETS)}
    for language in TARGETS:
        strange = set(tables[SOURCE]) ^ set(tables[language])
        if strange:
            raise GlossaryRefused(f"glossary.{language}.toml: in one language only: {', '.join(sorted(strange))}")
    return {key: {language: tables[language][key] for language in tables} for key in tables[SOURCE]}


def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["term"]
    except (OSError, KeyError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GlossaryRefused(f"{path}: {error}") from error
    terms: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.get("key") in terms or not all(str(row.get(name, "")).strip() for name in ("key", "term", "definition")):
            raise GlossaryRefused(f"{path}: a term needs a key of its own, a term and a definition: {row}")
        terms[row["key"]] = {name: str(row.get(name, "")) for name in FIELDS}
    return terms


def load_glossary(*, terms: dict[str, dict[str, dict[str, str]]], overwrite: bool = False) -> Report:
    """One transaction; loading again what has not changed writes nothing."""
    home = Locale.objects.get(language_code=SOURCE)
    targets = [Locale.objects.get(language_code=language) for language in TARGETS]
    report = Report("glossary")
    writer = Writer(Memory(), report, overwrite)
    with indexing_paused(), transaction.atomic():
        for key, texts in terms.items():
            _load(writer, key, texts, home, targets)
        index(report.touched)
    report.counts = {"terms": len(terms)}
    return report


def _load(writer: Writer, key: str, texts: dict[str, dict[str, str]], home: Locale, targets: list[Locale]) -> None:
    def blank(locale: Locale = home) -> Any:
        return GlossaryTerm(locale=locale, key=key, translation_key=content_key("term", key), live=False)

    term, changed = writer.write(
        kind="term",
        key=key,
        current=GlossaryTerm.objects.filter(locale=home, key=key).first(),
        blank=blank,
        values=dict(texts[SOURCE]),
        add=lambda instance: instance.save(),
    )
    for locale in targets:
        twin = blank(locale)
        for name, value in texts[locale.language_code].items():
            setattr(twin, name, value)
        outcome = translate(
            source_object=term,
            in_target_language=twin,
            locale=locale,
            source_changed=changed,
            overwrite=writer.overwrite,
        )
        if outcome.kept or outcome.kept_strings:
            writer.report.kept.append(f"term {key} in {locale.language_code}")
        if outcome.changed:
            writer.report.changed += not changed
            writer.report.touched.append(term.get_translation(locale))
