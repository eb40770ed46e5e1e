"""A lesson page to what an officer reads: HTML for the blocks that never change, keys for those that ask something.

Rendered once per live revision and language and kept in the process. Nothing here knows an answer key.

For “part 7 of 12”: `LessonView.sections` lists the level-2 headings in order (`block_id`, `title`, `number` from 1) and
each `Part.section` is the number of the section it belongs to: 0 before the first heading. So an officer whose place is
a block is in section `view.section_of(block_id)` of `len(view.sections)`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from wagtail.blocks import StreamValue, StructValue

from courses.glossary import Explainer, Term, glossary
from courses.models import LessonPage

EXPLAINED = ("text", "callout", "law")  # kinds of block whose words are explained
WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True)
class Decision:
    """A question of a scenario; `before_html` is what happens up to it."""

    question_key: UUID
    before_html: SafeString


@dataclass(frozen=True)
class ScenarioPart:
    """One agency's variant. `model_html` and `trap_html` are for the time after the decisions."""

    agency: str
    title: str
    situation_html: SafeString
    decisions: tuple[Decision, ...]
    model_html: SafeString
    trap_html: SafeString


@dataclass(frozen=True)
class Scenario:
    title: str
    parts: tuple[ScenarioPart, ...]

    def part_for(self, agency: str) -> ScenarioPart:
        """The variant of an agency, else the first."""
        return next((part for part in self.parts if part.agency == agency), self.parts[0])


@dataclass(frozen=True)
class Section:
    """What stands from one level-2 heading to the next; `block_id` is that of the heading, `number` counts from 1."""

    block_id: str
    title: str
    number: int


@dataclass(frozen=True)
class Part:
    """A block of a lesson. `html` is None for what is drawn at each reading: `check`, `scenario` and `field_card`,
    whose sentence is its `note`. `section` is the number of the section it belongs to, 0 before the first. `title` is
    that of a `checklist`, which has a page of its own."""

    block_id: str
    kind: str
    html: SafeString | None
    question_keys: tuple[UUID, ...] = ()
    scenario: Scenario | None = None
    section: int = 0
    note: str = ""
    title: str = ""


@dataclass(frozen=True)
class LessonView:
    """A lesson in one language; `words` is the number of words of its text, `revision` the id of the live revision."""

    key: UUID
    course_key: UUID
    code: str
    title: str
    summary: str
    minutes: int
    words: int
    outcomes: tuple[str, ...]
    next_shift: str
    revision: int
    parts: tuple[Part, ...]
    terms: tuple[Term, ...] = ()  # of the glossary, in the order the text explains them
    sections: tuple[Section, ...] = ()
    owner: str = ""
    checked_on: date | None = None
    review_by: date | None = None
    has_card: bool = False  # whether the field card of the course can be read in this language

    def section_of(self, block_id: str) -> int:
        """The number of the section this block stands in; 0 before the first, and for a block that is gone."""
        return next((part.section for part in self.parts if part.block_id == block_id), 0)


def cached_view(*, pk: int, revision: int, course_key: UUID, language: str, stamp: str) -> LessonView:
    """The view of the live page with this primary key; `stamp` changes whenever a snippet that lessons show is
    published."""
    key = f"lesson:{pk}:{revision}:{course_key}:{language}:{stamp}"
    cache = caches["process"]
    view: LessonView | None = cache.get(key)
    if view is None:
        with override(language):
            view = render_lesson(LessonPage.objects.get(pk=pk), course_key=course_key)
        if revision:  # a page put live without a revision has nothing that tells its changes apart
            cache.set(key, view)
    return view


def render_lesson(page: LessonPage, *, course_key: UUID) -> LessonView:
    """Render a page as it is in memory, in the language that is active."""
    explainer = Explainer(glossary(get_language()))
    sections = tuple(sections_of(page.body))
    parts = tuple(_explained(part, explainer) for part in _numbered(_parts(page.body), sections))
    outcomes = tuple(str(block.value) for block in page.outcomes)
    return LessonView(
        key=page.translation_key,
        course_key=course_key,
        code=page.code,
        title=page.title,
        summary=page.summary,
        minutes=page.minutes,
        words=sum(map(_count_words, [*(_texts(parts)), *outcomes, page.next_shift])),
        outcomes=outcomes,
        next_shift=page.next_shift,
        revision=page.live_revision_id or 0,
        parts=parts,
        terms=tuple(explainer.found.values()),
        sections=sections,
        owner=page.content_owner,
        checked_on=page.checked_on,
        review_by=page.review_by,
    )


def sections_of(body: StreamValue) -> Iterator[Section]:
    """The level-2 headings of a lesson, in order: what officers count as its parts."""
    headings = (child for child in body if child.block_type == "heading" and child.value["level"] == "2")
    for number, heading in enumerate(headings, start=1):
        yield Section(heading.id, heading.value["text"], number)


def _numbered(parts: Iterator[Part], sections: tuple[Section, ...]) -> Iterator[Part]:
    """The parts, each with the number of its section."""
    numbers = {section.block_id: section.number for section in sections}
    current = 0
    for part in parts:
        current = numbers.get(part.block_id, current)
        yield replace(part, section=current)


def _explained(part: Part, explainer: Explainer) -> Part:
    """The part with terms of the glossary explained; headings and questions are left as they are."""
    if part.html is not None and part.kind in EXPLAINED:
        return replace(part, html=explainer.explain(part.html))
    if part.scenario is not None:
        parts = tuple(
            replace(each, situation_html=explainer.explain(each.situation_html)) for each in part.scenario.parts
        )
        return replace(part, scenario=replace(part.scenario, parts=parts))
    return part


def _parts(body: StreamValue) -> Iterator[Part]:
    """A block without its question (a draft, or a question deleted since) is left out rather than shown broken."""
    for place, child in enumerate(body):
        if child.block_type == "check":
            if child.value["question"]:
                yield Part(child.id, "check", None, (child.value["question"].translation_key,))
        elif child.block_type == "scenario":
            scenario = _scenario(child.value)
            if scenario.parts:
                keys = tuple(d.question_key for part in scenario.parts for d in part.decisions)
                yield Part(child.id, "scenario", None, keys, scenario)
        elif child.block_type == "field_card":
            yield Part(child.id, "field_card", None, note=child.value["note"])
        elif child.block_type == "checklist":
            html = child.render({"block_id": child.id, "take_along": True})
            yield Part(child.id, "checklist", html, title=child.value["title"])
        else:
            after = _heading_after(body, place) if child.block_type == "content_note" else {}
            yield Part(child.id, child.block_type, child.render({"block_id": child.id, **after}))


def _heading_after(body: StreamValue, place: int) -> dict[str, str]:
    """Where a content note at this place leads who skips: the next section; nothing when there is none."""
    for child in islice(body, place + 1, None):
        if child.block_type == "heading" and child.value["level"] == "2":
            return {"skip_to": f"b-{child.id}", "skip_title": child.value["text"]}
    return {}


def _scenario(value: StructValue) -> Scenario:
    parts = (_scenario_part(part) for part in value["parts"])
    return Scenario(title=value["title"], parts=tuple(part for part in parts if part.decisions))


def _scenario_part(part: StructValue) -> ScenarioPart:
    return ScenarioPart(
        agency=part["agency"],
        title=part["title"],
        situation_html=_html(part["situation"]),
        decisions=tuple(
            Decision(decision["question"].translation_key, _html(decision["before"]))
            for decision in part["decisions"]
            if decision["question"]
        ),
        model_html=_html(part["model"]),
        trap_html=_html(part["trap"]),
    )


def _html(value: Any) -> SafeString:
    return SafeString(str(value)) if value else SafeString("")


def _texts(parts: tuple[Part, ...]) -> Iterator[str]:
    """What one officer reads: of a scenario, one variant."""
    for part in parts:
        if part.html is not None:
            yield part.html
        elif part.scenario:
            first = part.scenario.parts[0]
            yield from (first.situation_html, first.model_html, first.trap_html)
            yield from (decision.before_html for decision in first.decisions)


def _count_words(html: str) -> int:
    return len(WORD.findall(strip_tags(html.replace("<", " <"))))
