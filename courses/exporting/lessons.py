"""A lesson as a file: front matter, headings, runs of text, and blocks between “:::” lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.domain.loading.ids import block_id
from courses.exporting import toml
from courses.exporting.blocks import WRITERS, Place, line
from courses.exporting.files import Bundle
from courses.exporting.reading import Published, asked
from courses.models import LessonPage

# What a lesson file says of the page; a test compares this with the fields that are translated or shared.
FIELDS = {"title", "minutes", "summary", "outcomes", "next_shift", "body", "code"}
CARE = {"owner": "content_owner", "checked_on": "checked_on", "review_by": "review_by"}
NOT_IN_THE_SOURCE = {"slug", "seo_title", "search_description"}


def write_lessons(bundle: Bundle, published: Published) -> None:
    common = common_care(published)
    _refuse_strangers(bundle, published)
    for language in published.languages:
        for lesson in published.lessons[language]:
            where = f"lesson {lesson.code} ({language})"
            own = _care(lesson, common) if language == published.source else {}
            names = published.names("lesson", f"{published.code}/{lesson.code}")
            body = Body(bundle, published.code, lesson.code, where, names).write(lesson.body)
            bundle.write(f"lessons/{lesson.code}.{language}.md", toml.front(_front(lesson) | own, f"\n{body}"))


def common_care(published: Published) -> dict[str, Any]:
    """Who answers for the lessons and when they are looked at again, where all of them say the same."""
    lessons = published.lessons[published.source]
    said = {name: {getattr(lesson, attribute) for lesson in lessons} for name, attribute in CARE.items()}
    return {name: values.pop() or None for name, values in said.items() if len(values) == 1}


def _care(lesson: LessonPage, common: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: getattr(lesson, attribute) or None for name, attribute in CARE.items()}
    return {name: value for name, value in own.items() if name not in common}


def _front(lesson: LessonPage) -> dict[str, Any]:
    return {
        "title": line(lesson.title),
        "minutes": lesson.minutes,
        "summary": line(lesson.summary),
        "outcomes": [line(block.value) for block in lesson.outcomes],
        "next_shift": line(lesson.next_shift),
    }


def _refuse_strangers(bundle: Bundle, published: Published) -> None:
    """A course file has one bank, and only what is published."""
    known = published.questions[published.source]
    for question in asked(published.lessons[published.source]):
        if question.code not in known or known[question.code].pk != question.pk:
            bundle.refusals.append(
                f"question {question.code}: a lesson asks it, but it is not published in the bank {published.bank.slug}"
            )
    laws = published.laws[published.source]
    for lesson in published.lessons[published.source]:
        for block in lesson.body:
            law = block.value["source"] if block.block_type == "law" else None
            if law is not None and law.key not in laws:
                bundle.refusals.append(f"lesson {lesson.code}: the legal source {law.key} is not published")


@dataclass
class Body:
    """Writes the blocks of a lesson. Names come from the source it was loaded from; without one the id is the name."""

    bundle: Bundle
    course: str
    lesson: str
    where: str
    names: Mapping[str, str]
    section: str = "top"
    runs: int = 0
    pieces: list[str] = field(default_factory=list)

    def write(self, stream: Any) -> str:
        before = ""
        for block in stream:
            before = self._block(block, before)
        return "\n\n".join(self.pieces)

    def _block(self, block: Any, before: str) -> str:
        """Write one block after one of the kind `before`; its own kind."""
        if block.block_type == "heading":
            self._heading(block)
        elif block.block_type == "text":
            return self._text(block, before)
        elif block.block_type in WRITERS:
            self._fenced(block)
        else:
            self.bundle.refusals.append(f"{self.where}: nothing writes a block of the kind {block.block_type}")
        return str(block.block_type)

    def _name(self, block: Any) -> str:
        name = self.names.get(block.id, "")
        return name if name and block_id(self.course, self.lesson, name) == block.id else str(block.id)

    def _heading(self, block: Any) -> None:
        self.section, self.runs = self._name(block), 0
        self.pieces.append(f"{'#' * int(block.value['level'])} {line(block.value['text'])} {{#{self.section}}}")

    def _text(self, block: Any, before: str) -> str:
        """A run of text is named by its place; one that has another name, or follows a run, is written as a block."""
        text = self.bundle.prose(block.value, f"{self.where}, text after “{self.section}”")
        if not text:
            return before
        place = block_id(self.course, self.lesson, f"{self.section}/text-{self.runs + 1}")
        if before != "run" and place == block.id:
            self.runs += 1
            self.pieces.append(text)
            return "run"
        self.pieces.append("\n".join(_fence("text", self._name(block), {}, text)))
        return "text"

    def _fenced(self, block: Any) -> None:
        name = self._name(block)
        place = Place(f"{self.where}, {block.block_type} “{name}”", self.bundle)
        head, body = WRITERS[block.block_type].write(block.value, place)
        self.pieces.append("\n".join(_fence(block.block_type, name, head, body)))


def _fence(kind: str, name: str, head: Mapping[str, str], body: str) -> Iterator[str]:
    yield f"::: {kind} {name}"
    yield from (f"{key}: {words}" for key, words in head.items())
    if body:
        yield ""
        yield body
    yield ":::"
