"""What each kind of block asks for, from its header lines and its body."""

import re
from collections.abc import Callable
from pathlib import Path

from courses.blocks.path import MOST_STEPS, StepBlock
from courses.media import AUDIO, CAPTIONS, VIDEO
from courses.source import blocks
from courses.source.images import read_figure, read_image, read_media
from courses.source.markdown import plain
from courses.source.problems import PathProblems
from courses.source.raw import RawBlock
from courses.source.scenario import read_scenario

DO_OR_DONT = re.compile(r"- \[([+-])\]\s+(.+)$")
STEP = re.compile(r"- (?:\[([^\]]+)\]\s*)?(.+)$")
STEP_LIMITS = {name: field.field.max_length for name, field in StepBlock().child_blocks.items()}
INDICATOR = re.compile(r"- \[([SMW-])\]\s+(.+)$")


def _callout(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    tone, title, body = raw.choice("tone"), raw.header("title"), raw.prose(required=True)
    raw.finish()
    return blocks.CalloutSource(raw.name, raw.line, tone, title, body)


def _text(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    """A text with a name of its own; what stands between blocks is named by its place."""
    body = raw.prose(required=True)
    raw.finish()
    return blocks.TextSource(raw.name, raw.line, body)


def _law(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    source, note = raw.header("source"), raw.prose(required=True)
    raw.finish()
    return blocks.LawSource(raw.name, raw.line, source, note)


def _check(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    question = raw.header("question")
    raw.finish(bodyless=True)
    return blocks.CheckSource(raw.name, raw.line, question)


def _checklist(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    title, intro = raw.header("title"), raw.header("intro", required=False)
    items = []
    for line, text in raw.entries():
        match = INDICATOR.match(text)
        if match:
            items.append((match[1], _cell(match[2], line, raw.problems)))
        else:
            raw.problems.add(line, "an indicator is “- [S] text”, with S, M, W or - for its strength")
    if not items:
        raw.problems.add(raw.line, f"the checklist “{raw.name}” has no indicator")
    raw.finish()
    return blocks.ChecklistSource(raw.name, raw.line, title, intro, tuple(items))


def _comparison(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    title, left, right = raw.header("title"), raw.header("left"), raw.header("right")
    rows = []
    for line, text in raw.entries():
        cells = [_cell(cell, line, raw.problems) for cell in text.removeprefix("- ").split("|")]
        if len(cells) == 3 and all(cells) and text.startswith("- "):
            rows.append((cells[0], cells[1], cells[2]))
        else:
            raw.problems.add(line, "a row is “- row heading | left | right”")
    if not rows:
        raw.problems.add(raw.line, f"the comparison “{raw.name}” has no row")
    raw.finish()
    return blocks.ComparisonSource(raw.name, raw.line, title, left, right, tuple(rows))


def _cell(text: str, line: int, problems: PathProblems) -> str:
    words = plain(text, line, problems)
    if len(words) > 400:
        problems.add(line, f"the text has {len(words)} characters; at most 400 fit")
    return words


def _figure(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    name, alt = raw.header("image"), raw.header("alt")
    caption = raw.header("caption", required=False)
    image = read_figure(name, folder, raw.headers.get("image", (raw.line, ""))[0], raw.problems)
    raw.finish(bodyless=True)
    return blocks.FigureSource(raw.name, raw.line, image, alt, caption)


def _scenario(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    title = raw.header("title")
    parts = read_scenario(raw.body, raw.body_line, raw.problems)
    if not parts:
        raw.problems.add(raw.line, f"the scenario “{raw.name}” has no part")
    raw.finish()
    return blocks.ScenarioSource(raw.name, raw.line, title, parts)


def _dos_donts(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    title = raw.header("title")
    lists: dict[str, list[str]] = {"+": [], "-": []}
    for line, text in raw.entries():
        match = DO_OR_DONT.match(text)
        if match:
            lists[match[1]].append(_cell(match[2], line, raw.problems))
        else:
            raw.problems.add(line, "a line is “- [+] what to do” or “- [-] what not to do”")
    if not all(lists.values()):
        raw.problems.add(raw.line, f"the dos_donts “{raw.name}” needs lines of both kinds, [+] and [-]")
    raw.finish()
    return blocks.DosDontsSource(raw.name, raw.line, title, tuple(lists["+"]), tuple(lists["-"]))


def _reveal(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    prompt, answer = raw.header("prompt"), raw.prose(required=True)
    raw.finish()
    return blocks.RevealSource(raw.name, raw.line, prompt, answer)


def _reflection(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    prompt, hint = raw.header("prompt"), raw.prose(required=False)
    raw.finish()
    return blocks.ReflectionSource(raw.name, raw.line, prompt, hint)


def _content_note(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    text = raw.prose(required=True)
    raw.finish()
    return blocks.ContentNoteSource(raw.name, raw.line, text)


def _audio(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    title, file = raw.header("title"), _media(raw, "file", AUDIO, folder)
    transcript = raw.prose(required=True)
    raw.finish()
    return blocks.AudioSource(raw.name, raw.line, title, file, transcript)


def _video(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    title, file = raw.header("title"), _media(raw, "file", VIDEO, folder)
    captions = _media(raw, "captions", CAPTIONS, folder)
    name, line = raw.header("poster", required=False), raw.headers.get("poster", (raw.line, ""))[0]
    poster = read_image(name, folder, line, raw.problems) if name else None
    transcript = raw.prose(required=True)
    raw.finish()
    return blocks.VideoSource(raw.name, raw.line, title, file, captions, poster, transcript)


def _media(raw: RawBlock, key: str, endings: frozenset[str], folder: Path) -> Path:
    name = raw.header(key)
    return read_media(name, endings, folder, raw.headers.get(key, (raw.line, ""))[0], raw.problems)


def _path(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    title = raw.header("title")
    steps = tuple(step for line, text in raw.entries() if (step := _step(text, line, raw.problems)))
    if not 2 <= len(steps) <= MOST_STEPS:
        raw.problems.add(raw.line, f"the path “{raw.name}” has {len(steps)} steps; 2 to {MOST_STEPS} make a path")
    raw.finish()
    return blocks.PathSource(raw.name, raw.line, title, steps)


def _step(text: str, line: int, problems: PathProblems) -> tuple[str, str, str, str] | None:
    match = STEP.match(text)
    cells = [plain(cell, line, problems) for cell in match[2].split("|")] if match else []
    if match is None or not 2 <= len(cells) <= 3 or not all(cells[:2]):
        problems.add(line, "a step is “- who | does what | by when”; “- [if …] who | does what” begins a branch")
        return None
    condition, limit = plain(match[1] or "", line, problems), cells[2] if len(cells) == 3 else ""
    for name, words, most in zip(
        STEP_LIMITS, (condition, cells[0], cells[1], limit), STEP_LIMITS.values(), strict=True
    ):
        if len(words) > most:
            problems.add(line, f"“{name}” has {len(words)} characters; at most {most} fit")
    return condition, cells[0], cells[1], limit


def _field_card(raw: RawBlock, folder: Path) -> blocks.BlockSource:
    note = raw.header("note", required=False)
    raw.finish(bodyless=True)
    return blocks.FieldCardSource(raw.name, raw.line, note)


READERS: dict[str, Callable[[RawBlock, Path], blocks.BlockSource]] = {
    "text": _text,
    "callout": _callout,
    "checklist": _checklist,
    "law": _law,
    "comparison": _comparison,
    "figure": _figure,
    "check": _check,
    "scenario": _scenario,
    "dos_donts": _dos_donts,
    "reveal": _reveal,
    "reflection": _reflection,
    "content_note": _content_note,
    "audio": _audio,
    "video": _video,
    "path": _path,
    "field_card": _field_card,
}
