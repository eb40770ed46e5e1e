"""What a course source says, as typed values: no Wagtail, no database.

Each block tells `shared`, what must be equal in every language, and `prose`, the runs of rich text whose paragraphs
and list
items must be equal in number. Parity between languages is checked on these two alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from courses.source.cards import CardSource


@dataclass(frozen=True)
class Prose:
    """Rich text in the form Wagtail stores. `outline` is its skeleton, for example `("p", "ul:3", "p")`; `links` its
    addresses."""

    html: str = ""
    outline: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlockSource:
    """A named block on a line of a lesson file. Names are equal in every language and unique in the lesson."""

    kind: ClassVar[str]
    name: str
    line: int

    @property
    def shared(self) -> Mapping[str, Any]:
        return {}

    @property
    def prose(self) -> Mapping[str, Prose]:
        return {}


@dataclass(frozen=True)
class HeadingSource(BlockSource):
    kind: ClassVar[str] = "heading"
    text: str
    level: int

    @property
    def shared(self) -> Mapping[str, Any]:
        return {"level": self.level}


@dataclass(frozen=True)
class TextSource(BlockSource):
    kind: ClassVar[str] = "text"
    body: Prose

    @property
    def prose(self) -> Mapping[str, Prose]:
        return {"text": self.body}


@dataclass(frozen=True)
class CalloutSource(BlockSource):
    kind: ClassVar[str] = "callout"
    tone: str
    title: str
    body: Prose

    @property
    def shared(self) -> Mapping[str, Any]:
        return {"tone": self.tone}

    @property
    def prose(self) -> Mapping[str, Prose]:
        return {"text": self.body}


@dataclass(frozen=True)
class ChecklistSource(BlockSource):
    """`items` are (strength, text)."""

    kind: ClassVar[str] = "checklist"
    title: str
    intro: str
    items: tuple[tuple[str, str], ...]

    @property
    def shared(self) -> Mapping[str, Any]:
        return {"intro": bool(self.intro), "strengths of items": tuple(strength for strength, _text in self.items)}


@dataclass(frozen=True)
class LawSource(BlockSource):
    kind: ClassVar[str] = "law"
    source: str
    note: Prose

    @property
    def shared(self) -> Mapping[str, Any]:
        return {"source": self.source}

    @property
    def prose(self) -> Mapping[str, Prose]:
        return {"text": self.note}


@dataclass(frozen=True)
class ComparisonSource(BlockSource):
    """`rows` are (heading, left, right)."""

    kind: ClassVar[str] = "comparison"
    title: str
    left: str
    right: str
    rows: tuple[tuple[str, str, str], ...]

    @property
    def shared(self) -> Mapping[str, Any]:
        return {"rows": len(self.rows)}


@dataclass(frozen=True)
class FigureSource(BlockSource):
    """`image` is an existing file; each language may show its own."""

    kind: ClassVar[str] = "figure"
    image: Path
    alt: str
    caption: str

    @property
    def shared(self) -> Mapping[str, Any]:
        return {"caption": bool(self.caption)}


@dataclass(frozen=True)
class CheckSource(BlockSource):
    kind: ClassVar[str] = "check"
    question: str

    @property
    def shared(self) -> Mapping[str, Any]:
        return {"question": self.question}


@dataclass(frozen=True)
class DecisionSource:
    """A question of a scenario; `before` is what happens up to it."""

    question: str
    line: int
    before: Prose


@dataclass(frozen=True)
class ScenarioPartSource:
    agency: str
    line: int
    title: str
    situation: Prose
    decisions: tuple[DecisionSource, ...]
    model: Prose
    trap: Prose


@dataclass(frozen=True)
class ScenarioSource(BlockSource):
    kind: ClassVar[str] = "scenario"
    title: str
    parts: tuple[ScenarioPartSource, ...]

    @property
    def shared(self) -> Mapping[str, Any]:
        return {
            "agencies": tuple(part.agency for part in self.parts),
            "decisions": tuple(decision.question for part in self.parts for decision in part.decisions),
        }

    @property
    def prose(self) -> Mapping[str, Prose]:
        runs = {}
        for part in self.parts:
            runs[f"{part.agency} situation"] = part.situation
            runs |= {f"text before {d.question}": d.before for d in part.decisions}
            runs |= {f"{part.agency} model": part.model, f"{part.agency} trap": part.trap}
        return runs


@dataclass(frozen=True)
class Care:
    """Who answers for a lesson, when it was checked and when it is looked at again; what is empty is not said."""

    owner: str = ""
    checked_on: date | None = None
    review_by: date | None = None

    def or_else(self, other: "Care") -> "Care":
        """This, with what it leaves open from the other."""
        return Care(self.owner or other.owner, self.checked_on or other.checked_on, self.review_by or other.review_by)


@dataclass(frozen=True)
class LessonSource:
    """One lesson in one language; `care` is said in the source language only."""

    path: Path
    code: str
    title: str
    minutes: int
    summary: str
    outcomes: tuple[str, ...]
    next_shift: str
    blocks: tuple[BlockSource, ...]
    care: Care = Care()


@dataclass(frozen=True)
class CourseText:
    """What `course.LANG.md` says."""

    path: Path
    title: str
    summary: str
    audience: str
    outcomes: tuple[str, ...]
    bank_title: str
    quiz_title: str
    quiz_intro: str
    description: Prose


@dataclass(frozen=True)
class EntrySource:
    """One item of a list in a part, under a name equal in every language."""

    name: str
    value: Any


@dataclass(frozen=True)
class PartSource:
    """One block of an item, complete in one language. `type` is that of the block of its kind; `value` maps the fields
    to text, numbers, truth values, the path of a picture, tables of the same, or a tuple of `EntrySource`.
    """

    type: str
    name: str
    value: Mapping[str, Any]


@dataclass(frozen=True)
class QuestionText:
    """The words of an item in one language; `parts` hold also what no language changes."""

    path: Path
    line: int
    stem: str
    rationale: str
    parts: tuple[PartSource, ...] = ()


@dataclass(frozen=True)
class QuestionSource:
    """An item: what no language changes, and its words by language. `key` is as written: names of parts, or true."""

    code: str
    kind: str
    key: tuple[str, ...]
    pool: bool
    competency: str
    bloom: str
    agency: str
    lesson: str
    points: int
    scheme: str
    difficulty: str
    tags: tuple[str, ...]
    texts: Mapping[str, QuestionText]


@dataclass(frozen=True)
class LegalText:
    path: Path
    line: int
    citation: str
    summary: str
    source: str


@dataclass(frozen=True)
class LegalEntry:
    """A legal source: its standing, and its words by language."""

    key: str
    checked_on: date
    checked_by: str
    status: str
    texts: Mapping[str, LegalText]


@dataclass(frozen=True)
class BlueprintRow:
    """So many items of a cell; an empty text lets any value pass."""

    competency: str
    difficulty: str
    tag: str
    count: int


@dataclass(frozen=True)
class QuizRules:
    """Either `draw` items of the bank, or those of the `blueprint`. `pass_mark` in per cent; `attempts` 0 for no limit;
    times in minutes, `time_limit` None for no limit.
    """

    code: str
    draw: int
    blueprint: tuple[BlueprintRow, ...]
    pass_mark: int
    attempts: int
    shuffle: bool
    mode: str
    counting: str
    wait_minutes: int
    time_limit: int | None
    grace: int

    @property
    def count(self) -> int:
        """How many items an attempt asks."""
        return sum(row.count for row in self.blueprint) or self.draw


@dataclass(frozen=True)
class CourseSource:
    """A whole course folder, read and found sound. `lessons` maps the language to its lessons in order."""

    path: Path
    code: str
    source_language: str
    languages: tuple[str, ...]
    hours: int
    competencies: tuple[str, ...]
    validity_months: int
    bank: str
    quiz: QuizRules | None
    texts: Mapping[str, CourseText]
    lessons: Mapping[str, tuple[LessonSource, ...]]
    questions: tuple[QuestionSource, ...]
    legal: tuple[LegalEntry, ...] = field(default=())
    cards: Mapping[str, "CardSource"] = field(default_factory=dict)  # by language; empty: the course has none

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages that are translations."""
        return tuple(language for language in self.languages if language != self.source_language)
