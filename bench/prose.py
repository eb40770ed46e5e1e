"""Six kilobytes of lesson that compress as prose does: words of the product's own course, drawn by a fixed seed."""

import random
import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "content" / "courses" / "c1" / "lessons"
SIZE = 6 * 1024  # bytes of HTML
PARAGRAPH = 90  # words


def lesson(number: int) -> str:
    """The text of a lesson, at least SIZE bytes, as HTML paragraphs; the same for the same number."""
    words = _words()
    choose = random.Random(number)  # noqa: S311
    paragraphs: list[str] = []
    while sum(len(p.encode()) for p in paragraphs) < SIZE:
        start = choose.randrange(len(words) - PARAGRAPH)
        paragraphs.append(f"<p>{' '.join(words[start : start + PARAGRAPH])}</p>")
    return "\n".join(paragraphs)


def _words() -> list[str]:
    text = " ".join(path.read_text() for path in sorted(SOURCE.glob("*.tr.md")))
    return re.findall(r"[\w’'-]+[.,:;?]?", text)
