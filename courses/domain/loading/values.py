"""A course source to the values of Wagtail's fields.

Streams are written in the raw form with an id for each item of a list: from the older form wagtail-localize silently
extracts nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from courses.domain.loading.ids import block_id, option_id, part_id
from courses.source import blocks, shapes

Raw = dict[str, Any]


@dataclass(frozen=True)
class References:
    """Primary keys, in the source language, of what a lesson points at; `image` and `media` save a file when asked."""

    questions: Mapping[str, int]
    legal: Mapping[str, int]
    image: Callable[[Path], int]
    media: Callable[[Path], int]


def outcome_stream(texts: Iterable[str], course: str, lesson: str = "") -> list[Raw]:
    """Outcomes of a lesson, or of the course itself."""
    return [
        {"type": "outcome", "value": text, "id": block_id(course, lesson, "outcome", number)}
        for number, text in enumerate(texts)
    ]


def question_parts(item: shapes.QuestionSource, bank: str, language: str, image: Callable[[Path], int]) -> list[Raw]:
    """The blocks of an item in one language; `image` saves a picture when asked for."""
    return [
        {
            "type": part.type,
            "value": _raw(part.value, (bank, item.code, part.type, part.name), image),
            "id": _part_id(bank, item.code, part),
        }
        for part in item.texts[language].parts
    ]


def _part_id(bank: str, code: str, part: shapes.PartSource) -> str:
    if part.type == "option":
        return option_id(bank, code, part.name)
    return part_id(bank, code, part.type, part.name)


def _raw(value: Any, names: tuple[str, ...], image: Callable[[Path], int]) -> Any:
    """A value of a block in the raw form; `names` lead to it."""
    match value:
        case Path():
            return image(value)
        case Decimal():
            return str(value)
        case Mapping():
            return {key: _raw(each, (*names, key), image) for key, each in value.items()}
        case tuple():
            return [_raw_item(entry, (*names, entry.name), image) for entry in value]
    return value


def _raw_item(entry: shapes.EntrySource, names: tuple[str, ...], image: Callable[[Path], int]) -> Raw:
    return {"type": "item", "value": _raw(entry.value, names, image), "id": part_id(*names)}


def quiz_sections(rules: shapes.QuizRules, bank: int) -> list[Raw]:
    """The one section of a course's quiz: drawn from its bank. `bank` is the primary key."""
    section = block_id(rules.code, "", "section", 1)
    if not rules.blueprint:
        value = {"label": "", "bank": bank, "count": rules.draw, "category": None, "tag": ""}
        return [{"type": "drawn", "value": value, "id": section}]
    rows = [
        {"type": "item", "value": asdict(row), "id": block_id(rules.code, "", "row", number)}
        for number, row in enumerate(rules.blueprint, start=1)
    ]
    return [{"type": "blueprint", "value": {"label": "", "bank": bank, "rows": rows}, "id": section}]


def lesson_body(lesson: shapes.LessonSource, course: str, references: References) -> list[Raw]:
    writer = _Writer(course, lesson.code, references)
    return [
        {"type": block.kind, "value": writer.value(block), "id": block_id(course, lesson.code, block.name)}
        for block in lesson.blocks
    ]


@dataclass(frozen=True)
class _Writer:
    course: str
    lesson: str
    references: References

    def value(self, block: blocks.BlockSource) -> Any:
        return getattr(self, block.kind)(block)

    def items(self, values: Iterable[Raw | str], *names: str) -> list[Raw]:
        """Items of a ListBlock, each with an id made of the names and its place."""
        return [
            {"type": "item", "value": value, "id": block_id(self.course, self.lesson, *names, number)}
            for number, value in enumerate(values)
        ]

    def heading(self, block: blocks.HeadingSource) -> Raw:
        return {"text": block.text, "level": str(block.level)}

    def text(self, block: blocks.TextSource) -> str:
        return block.body.html

    def callout(self, block: blocks.CalloutSource) -> Raw:
        return {"tone": block.tone, "title": block.title, "body": block.body.html}

    def comparison(self, block: blocks.ComparisonSource) -> Raw:
        rows = ({"heading": heading, "left": left, "right": right} for heading, left, right in block.rows)
        return {"title": block.title, "left": block.left, "right": block.right, "rows": self.items(rows, block.name)}

    def law(self, block: blocks.LawSource) -> Raw:
        return {"source": self.references.legal[block.source], "note": block.note.html}

    def figure(self, block: blocks.FigureSource) -> Raw:
        return {"image": self.references.image(block.image), "alt": block.alt, "caption": block.caption}

    def checklist(self, block: blocks.ChecklistSource) -> Raw:
        items = ({"strength": strength, "text": text} for strength, text in block.items)
        return {"title": block.title, "intro": block.intro, "items": self.items(items, block.name)}

    def check(self, block: blocks.CheckSource) -> Raw:
        return {"question": self.references.questions[block.question]}

    def scenario(self, block: blocks.ScenarioSource) -> Raw:
        parts = (self.scenario_part(block, part) for part in block.parts)
        return {"title": block.title, "parts": self.items(parts, block.name)}

    def scenario_part(self, block: blocks.ScenarioSource, part: blocks.ScenarioPartSource) -> Raw:
        decisions = (
            {"before": decision.before.html, "question": self.references.questions[decision.question]}
            for decision in part.decisions
        )
        return {
            "agency": part.agency,
            "title": part.title,
            "situation": part.situation.html,
            "decisions": self.items(decisions, block.name, part.agency),
            "model": part.model.html,
            "trap": part.trap.html,
        }

    def dos_donts(self, block: blocks.DosDontsSource) -> Raw:
        return {
            "title": block.title,
            "dos": self.items(block.dos, block.name, "dos"),
            "donts": self.items(block.donts, block.name, "donts"),
        }

    def reveal(self, block: blocks.RevealSource) -> Raw:
        return {"prompt": block.prompt, "answer": block.answer.html}

    def reflection(self, block: blocks.ReflectionSource) -> Raw:
        return {"prompt": block.prompt, "hint": block.hint.html}

    def content_note(self, block: blocks.ContentNoteSource) -> Raw:
        return {"text": block.text.html}

    def audio(self, block: blocks.AudioSource) -> Raw:
        file = self.references.media(block.file)
        return {"title": block.title, "file": file, "transcript": block.transcript.html}

    def video(self, block: blocks.VideoSource) -> Raw:
        return {
            "title": block.title,
            "file": self.references.media(block.file),
            "captions": self.references.media(block.captions),
            "poster": self.references.image(block.poster) if block.poster else None,
            "transcript": block.transcript.html,
        }

    def path(self, block: blocks.PathSource) -> Raw:
        steps = (dict(zip(("condition", "who", "what", "limit"), step, strict=True)) for step in block.steps)
        return {"title": block.title, "steps": self.items(steps, block.name)}

    def field_card(self, block: blocks.FieldCardSource) -> Raw:
        return {"note": block.note}
