"""A block of a lesson as the source writes it, one small writer a kind; the mirror of courses/source/kinds.py.

Each writer names the fields it writes: a test compares them with those of the block, so that neither a new kind nor a
new field is lost in silence.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from courses.exporting.files import Bundle


@dataclass(frozen=True)
class Place:
    """Where a block stands, in words, and the export it goes into."""

    where: str
    bundle: Bundle

    def prose(self, html: Any) -> str:
        return self.bundle.prose(html, self.where)

    def name_of(self, chosen: Any, field: str) -> str:
        """The key or code of what a block points at."""
        if chosen is None:
            self.bundle.refusals.append(f"{self.where}: what it points at is gone")
            return ""
        return str(getattr(chosen, field))

    def file(self, stored: Any, take: Callable[[Any], str]) -> str:
        """The path of a picture or recording, which comes along."""
        if stored is None:
            self.bundle.refusals.append(f"{self.where}: its file is gone")
            return ""
        return take(stored)

    def cells(self, *texts: str) -> str:
        """Texts of one line with bars between them."""
        words = [line(text) for text in texts]
        if any("|" in each for each in words):
            self.bundle.refusals.append(f"{self.where}: “|” parts the cells of a line; write it in words")
        return " | ".join(words)


Written = tuple[dict[str, str], str]  # header lines, body
Writer = Callable[[Any, Place], Written]


@dataclass(frozen=True)
class Entry:
    """A writer and the fields it writes, by the block they belong to: "" is the block itself."""

    write: Writer
    fields: dict[str, tuple[str, ...]]


WRITERS: dict[str, Entry] = {}
IN_THE_TEXT = {"heading": ("text", "level"), "text": ()}  # written by courses.exporting.lessons, without “:::”


def writer(kind: str, *fields: str, **inner: tuple[str, ...]) -> Callable[[Writer], Writer]:
    """Registers the writer of a kind. `inner`: fields of the entries of a list, by the field that holds the list."""

    def register(write: Writer) -> Writer:
        WRITERS[kind] = Entry(write, {"": fields, **inner})
        return write

    return register


def line(text: Any) -> str:
    return " ".join(str(text or "").split())


def headers(value: Any, *names: str) -> dict[str, str]:
    """Header lines; those without text are left out."""
    return {name: words for name in names if (words := line(value[name]))}


def listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {each}" for each in lines)


@writer("callout", "tone", "title", "body")
def _callout(value: Any, at: Place) -> Written:
    return headers(value, "tone", "title"), at.prose(value["body"])


@writer("checklist", "title", "intro", "items", items=("strength", "text"))
def _checklist(value: Any, at: Place) -> Written:
    entries = listed(f"[{each['strength']}] {line(each['text'])}" for each in value["items"])
    return headers(value, "title", "intro"), entries


@writer("law", "source", "note")
def _law(value: Any, at: Place) -> Written:
    return {"source": at.name_of(value["source"], "key")}, at.prose(value["note"])


@writer("comparison", "title", "left", "right", "rows", rows=("heading", "left", "right"))
def _comparison(value: Any, at: Place) -> Written:
    rows = listed(at.cells(row["heading"], row["left"], row["right"]) for row in value["rows"])
    return headers(value, "title", "left", "right"), rows


@writer("figure", "image", "alt", "caption")
def _figure(value: Any, at: Place) -> Written:
    return {"image": at.file(value["image"], at.bundle.picture), **headers(value, "alt", "caption")}, ""


@writer("check", "question")
def _check(value: Any, at: Place) -> Written:
    return {"question": at.name_of(value["question"], "code")}, ""


@writer("dos_donts", "title", "dos", "donts")
def _dos_donts(value: Any, at: Place) -> Written:
    lines = [f"[+] {line(each)}" for each in value["dos"]] + [f"[-] {line(each)}" for each in value["donts"]]
    return headers(value, "title"), listed(lines)


@writer("reveal", "prompt", "answer")
def _reveal(value: Any, at: Place) -> Written:
    return headers(value, "prompt"), at.prose(value["answer"])


@writer("reflection", "prompt", "hint")
def _reflection(value: Any, at: Place) -> Written:
    return headers(value, "prompt"), at.prose(value["hint"])


@writer("content_note", "text")
def _content_note(value: Any, at: Place) -> Written:
    return {}, at.prose(value["text"])


@writer("audio", "title", "file", "transcript")
def _audio(value: Any, at: Place) -> Written:
    head = headers(value, "title") | {"file": at.file(value["file"], at.bundle.recording)}
    return head, at.prose(value["transcript"])


@writer("video", "title", "file", "captions", "poster", "transcript")
def _video(value: Any, at: Place) -> Written:
    head = headers(value, "title") | {name: at.file(value[name], at.bundle.recording) for name in ("file", "captions")}
    if value["poster"]:
        head["poster"] = at.bundle.picture(value["poster"])
    return head, at.prose(value["transcript"])


@writer("path", "title", "steps", steps=("condition", "who", "what", "limit"))
def _path(value: Any, at: Place) -> Written:
    return headers(value, "title"), listed(_step(step, at) for step in value["steps"])


def _step(step: Any, at: Place) -> str:
    limit = (step["limit"],) if line(step["limit"]) else ()
    cells, condition = at.cells(step["who"], step["what"], *limit), line(step["condition"])
    return f"[{condition}] {cells}" if condition else cells


@writer("field_card", "note")
def _field_card(value: Any, at: Place) -> Written:
    return headers(value, "note"), ""


SCENARIO_PART = ("agency", "title", "situation", "decisions", "model", "trap")


@writer("scenario", "title", "parts", parts=SCENARIO_PART, decisions=("before", "question"))
def _scenario(value: Any, at: Place) -> Written:
    return headers(value, "title"), "\n\n".join(_scenario_part(part, at) for part in value["parts"])


def _scenario_part(part: Any, at: Place) -> str:
    """What happens before a decision is written under the decision before it."""
    pieces = [f"### {part['agency']}: {line(part['title'])}", at.prose(part["situation"])]
    decisions = list(part["decisions"])
    if decisions and at.prose(decisions[0]["before"]):
        at.bundle.refusals.append(f"{at.where}: what happens before the first decision belongs to the situation")
    afterwards = [at.prose(decision["before"]) for decision in decisions[1:]] + [""]
    for decision, after in zip(decisions, afterwards, strict=True):
        pieces += [f"#### decision {at.name_of(decision['question'], 'code')}", after]
    pieces += ["#### model", at.prose(part["model"]), "#### trap", at.prose(part["trap"])]
    return "\n".join(piece for piece in pieces if piece)
