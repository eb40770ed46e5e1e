"""What the blocks of a lesson say.

Each block tells `shared`, what must be equal in every language, and `prose`, the runs of rich text whose paragraphs and
list items must be equal in number. Parity between languages is checked on these two alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar


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
class DosDontsSource(BlockSource):
    kind: ClassVar[str] = "dos_donts"
    title: str
    dos: tuple[str, ...]
    donts: tuple[str, ...]

    @property
    def shared(self) -> Mapping[str, Any]:
        return {"[+]": len(self.dos), "[-]": len(self.donts)}


@dataclass(frozen=True)
class RevealSource(BlockSource):
    kind: ClassVar[str] = "reveal"
    prompt: str
    answer: Prose

    @property
    def prose(self) -> Mapping[str, Prose]:
        return {"text": self.answer}


@dataclass(frozen=True)
class ReflectionSource(BlockSource):
    kind: ClassVar[str] = "reflection"
    prompt: str
    hint: Prose

    @property
    def prose(self) -> Mapping[str, Prose]:
        return {"text": self.hint}


@dataclass(frozen=True)
class ContentNoteSource(BlockSource):
    kind: ClassVar[str] = "content_note"
    text: Prose

    @property
    def prose(self) -> Mapping[str, Prose]:
        return {"text": self.text}


@dataclass(frozen=True)
class AudioSource(BlockSource):
    """`file` is an existing file; each language may play its own."""

    kind: ClassVar[str] = "audio"
    title: str
    file: Path
    transcript: Prose

    @property
    def prose(self) -> Mapping[str, Prose]:
        return {"transcript": self.transcript}


@dataclass(frozen=True)
class VideoSource(BlockSource):
    """`file`, `captions` and `poster` are existing files; each language has captions of its own."""

    kind: ClassVar[str] = "video"
    title: str
    file: Path
    captions: Path
    poster: Path | None
    transcript: Prose

    @property
    def shared(self) -> Mapping[str, Any]:
        return {"poster": self.poster is not None}

    @property
    def prose(self) -> Mapping[str, Prose]:
        return {"transcript": self.transcript}


@dataclass(frozen=True)
class PathSource(BlockSource):
    """`steps` are (condition, who, what, by when); the first and the last may be empty."""

    kind: ClassVar[str] = "path"
    title: str
    steps: tuple[tuple[str, str, str, str], ...]

    @property
    def shared(self) -> Mapping[str, Any]:
        return {"steps": self.form}

    @property
    def form(self) -> tuple[str, ...]:
        """Each step in a word: its branch, numbered, and whether it has a limit."""
        conditions = list(dict.fromkeys(step[0] for step in self.steps if step[0]))
        branches = (f"branch {conditions.index(step[0]) + 1}" if step[0] else "step" for step in self.steps)
        return tuple(f"{name} with limit" if step[3] else name for name, step in zip(branches, self.steps, strict=True))


@dataclass(frozen=True)
class FieldCardSource(BlockSource):
    kind: ClassVar[str] = "field_card"
    note: str

    @property
    def shared(self) -> Mapping[str, Any]:
        return {"note": bool(self.note)}
