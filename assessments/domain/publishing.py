"""Publishing freezes: what a question or a quiz is at this moment becomes rows that never change.

The source language (the default locale) decides when there is a new version; the other languages only add words to it.
"""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction

from assessments import kinds
from assessments.models import Question, QuestionVersion, QuestionWording, Quiz, QuizVersion, QuizWording

logger = logging.getLogger(__name__)


@transaction.atomic
def freeze_question(*, question: Question) -> QuestionVersion | None:
    """Freeze a question published in any language; twice unchanged writes nothing.

    Returns the newest version: a new one when kind, options, key or the source wording changed. None while no
    source-language version was ever published. A translation whose options are not those of the version adds no
    words, so the older ones stay.
    """
    published = _published(Question, question)
    source = published.get(settings.LANGUAGE_CODE)
    version = _question_version(question, source)
    if version is not None:
        _word_question(version, published)
    return version


def _published(model: type[Question] | type[Quiz], item: Question | Quiz) -> dict[str, Any]:
    """The live translations by language. Their rows are locked, so two people publishing at once take turns."""
    rows = (
        model.objects.select_for_update(of=("self",))
        .filter(translation_key=item.translation_key)
        .select_related("locale")
    )
    return {row.locale.language_code: row for row in rows.order_by("pk") if row.live}


def _question_version(question: Question, source: Question | None) -> QuestionVersion | None:
    newest = QuestionVersion.objects.filter(question_key=question.translation_key).order_by("-number").first()
    if source is None:
        return newest
    if source.problem():  # published past the form, by a workflow or a program; it cannot be asked
        logger.warning("question %s is published but cannot be asked", source.code)
        return newest
    kind, draft = kinds.get(source.kind), source.draft()
    structure, key = kind.keep(kind.structure(draft), draft), kind.key(draft)
    digest = _digest(source.kind, structure, key, _question_words(source))
    if newest is not None and newest.digest == digest:
        return newest
    return QuestionVersion.objects.create(
        question_key=source.translation_key,
        number=newest.number + 1 if newest else 1,
        kind=source.kind,
        structure=structure,
        key=key,
        digest=digest,
    )


def _question_words(question: Question) -> dict[str, Any]:
    kind, draft = kinds.get(question.kind), question.draft()
    return {
        "stem": question.stem,
        "texts": kind.words(draft),
        "feedback": kind.feedback(draft),
        "rationale": question.rationale,
    }


def _word_question(version: QuestionVersion, published: Mapping[str, Question]) -> None:
    newest = _newest_wordings(QuestionWording.objects.filter(version=version))
    for language, question in published.items():
        if _fits(question, version):
            _add_wording(QuestionWording, version, language, newest.get(language), _question_words(question))


def _fits(question: Question, version: QuestionVersion) -> bool:
    if question.kind != version.kind or question.problem():
        return False
    kind, draft = kinds.get(question.kind), question.draft()
    structure: dict[str, Any] = kind.keep(kind.structure(draft), draft)
    return structure == version.structure


@transaction.atomic
def freeze_quiz(*, quiz: Quiz) -> QuizVersion | None:
    """Freeze a quiz published in any language; its rules make a new version, its words a new revision."""
    published = _published(Quiz, quiz)
    source = published.get(settings.LANGUAGE_CODE)
    version = QuizVersion.objects.filter(quiz_key=quiz.translation_key).order_by("-number").first()
    if source is not None:
        version = _quiz_version(source, version)
    if version is not None:
        newest = _newest_wordings(QuizWording.objects.filter(version=version))
        for language, row in published.items():
            _add_wording(QuizWording, version, language, newest.get(language), {"title": row.title, "intro": row.intro})
    return version


def _quiz_version(source: Quiz, newest: QuizVersion | None) -> QuizVersion:
    rules = _rules(source)
    digest = _digest(rules)
    if newest is not None and newest.digest == digest:
        return newest
    number = newest.number + 1 if newest else 1
    return QuizVersion.objects.create(quiz_key=source.translation_key, number=number, rules=rules, digest=digest)


RULES = (
    "pass_mark",
    "attempts",
    "wait_minutes",
    "time_limit",
    "grace",
    "mode",
    "counting",
    "shuffle",
    "prepare",
    "access_code",
)


def _rules(quiz: Quiz) -> dict[str, Any]:
    return {
        **{name: getattr(quiz, name) for name in RULES},
        "opens_at": _iso(quiz.opens_at),
        "closes_at": _iso(quiz.closes_at),
        "sections": sections_of(quiz),
    }


def sections_of(quiz: Quiz) -> list[dict[str, Any]]:
    """The sections as the rules hold them; one of a draft that names no bank yet finds nothing."""
    return [_labelled(block.value, _section(block.block_type, block.value)) for block in quiz.sections]


def _labelled(value: Mapping[str, Any], section: dict[str, Any]) -> dict[str, Any]:
    """The section with its label, if it has one."""
    label = value.get("label")
    return {**section, "label": label} if label else section


def _section(block_type: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """A section with keys that outlive the rows they name."""
    if block_type == "fixed":
        questions = [question for question in value["questions"] if question is not None]
        return {"type": "fixed", "questions": [str(question.translation_key) for question in questions]}
    if block_type == "blueprint":
        rows = [{**row, "difficulty": row["difficulty"] or "", "count": row["count"] or 0} for row in value["rows"]]
        return {"type": "blueprint", "bank": _slug(value), "rows": rows}
    return {
        "type": "drawn",
        "bank": _slug(value),
        "count": value["count"] or 0,
        "category": value["category"].pk if value.get("category") else None,
        "tag": value.get("tag") or "",
    }


def _slug(section: Mapping[str, Any]) -> str:
    return section["bank"].slug if section["bank"] else ""


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _newest_wordings(wordings: Any) -> dict[str, Any]:
    return {wording.language: wording for wording in wordings.order_by("revision")}


def _add_wording(model: Any, version: Any, language: str, newest: Any, words: dict[str, Any]) -> None:
    """A new revision when the words differ from the newest ones."""
    if newest is not None and all(getattr(newest, field) == value for field, value in words.items()):
        return
    model.objects.create(version=version, language=language, revision=newest.revision + 1 if newest else 1, **words)


def _digest(*parts: Any) -> str:
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
