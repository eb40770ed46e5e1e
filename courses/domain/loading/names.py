"""The names a source gives to blocks, by the ids made of them: kept at a load, so that an export can give them back."""

from collections.abc import Iterator
from typing import Any

from courses.domain.loading.ids import block_id, option_id, part_id
from courses.source import shapes

RUN = "/"  # stands in the name of a run of text, which follows from its place


def lesson_names(lesson: shapes.LessonSource, course: str) -> dict[str, str]:
    return {block_id(course, lesson.code, block.name): block.name for block in lesson.blocks if RUN not in block.name}


def question_names(item: shapes.QuestionSource, bank: str) -> dict[str, str]:
    """Of its parts, and of the entries of their lists; a number that is the entry's place says nothing."""
    parts = next(iter(item.texts.values())).parts
    return {found: name for part in parts for found, name in _part(part, bank, item.code) if not name.isdecimal()}


def _part(part: shapes.PartSource, bank: str, code: str) -> Iterator[tuple[str, str]]:
    if part.name:
        yield named_part(bank, code, part.type, part.name), part.name
    yield from _entries(part.value, (bank, code, part.type, part.name))


def named_part(bank: str, code: str, type_name: str, name: str) -> str:
    """The id of a part with this name."""
    return option_id(bank, code, name) if type_name == "option" else part_id(bank, code, type_name, name)


def _entries(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _entries(each, (*path, key))
    elif isinstance(value, tuple):
        for entry in value:
            bank, code, type_name, name, *inner = (*path, entry.name)
            yield part_id(bank, code, type_name, name, *inner), entry.name
            yield from _entries(entry.value, (*path, entry.name))
