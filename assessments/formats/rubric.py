"""A rubric as lines of text, for formats that have one text for whoever marks.

`[2] criterion` with its points, `> guidance` below it, `= model answer`.
"""

import re

from assessments.formats.neutral import Item, Piece

_CRITERION = re.compile(r"\[(\d{1,2})\] (.+)")


def to_text(item: Item) -> str:
    lines: list[str] = []
    for criterion in item.of("criterion"):
        lines.append(f"[{criterion['points']}] {criterion['text']}")
        lines += [f"> {line}" for line in _lines(criterion.get("guidance", ""))]
    for model in item.of("model_answer"):
        lines += [f"= {line}" for line in _lines(model["text"])]
    return "\n".join(lines)


def from_text(text: str) -> list[Piece] | None:
    """The parts of a written question; None when the text is no such list."""
    criteria: list[dict[str, object]] = []
    guidance: list[list[str]] = []
    model: list[str] = []
    for line in _lines(text):
        found = _CRITERION.fullmatch(line)
        if found:
            criteria.append({"text": found[2], "points": int(found[1])})
            guidance.append([])
        elif line.startswith(">") and guidance:
            guidance[-1].append(line[1:].strip())
        elif line.startswith("="):
            model.append(line[1:].strip())
        else:
            return None
    parts: list[Piece] = [
        ("criterion", {**criterion, "guidance": "\n".join(lines)})
        for criterion, lines in zip(criteria, guidance, strict=True)
    ]
    return [*parts, ("model_answer", {"text": "\n".join(model)})] if model and parts else parts or None


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []
