"""What a course source says, as typed values: no Wagtail, no database. Blocks of lessons: `courses.source.blocks`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courses.source.blocks import BlockSource, Prose

if TYPE_CHECKING:
    from courses.source.cards import CardSource


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
    pretest_title: str = ""
    pretest_intro: str = ""


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


PRETEST = "pretest"  # the tag


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

    @property
    def pretest(self) -> bool:
        return PRETEST in self.tags


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
class PretestRules:
    """The pre-test: every item with the tag `pretest`, in a section for each lesson, labelled with its code."""

    code: str


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
    pretest: PretestRules | None = None
    agencies: tuple[str, ...] = ()  # whose people it is for; empty: everybody's

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages that are translations."""
        return tuple(language for language in self.languages if language != self.source_language)
