"""What is found in a page, and how well it reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext_lazy as _

from courses.checking.readability import Ease, Formula, Reading

EXCERPT = 90  # characters
GRADES = {
    Ease.VERY_EASY: _("very easy"),
    Ease.EASY: _("easy"),
    Ease.MEDIUM: _("medium"),
    Ease.HARD: _("hard"),
    Ease.VERY_HARD: _("very hard"),
}


class Level(IntEnum):
    """How pressing a finding is: what must not be published, or what a trainer should look at."""

    WRONG = 1
    LOOK = 2


@dataclass(frozen=True)
class Finding:
    """`where` names the field or block, `block_id` leads to it in the editor, `excerpt` is the place itself."""

    level: Level
    message: str
    where: str = ""
    block_id: str = ""
    excerpt: str = ""

    @property
    def is_wrong(self) -> bool:
        return self.level is Level.WRONG


@dataclass(frozen=True)
class Report:
    findings: Sequence[Finding]
    reading: Reading
    formula: Formula | None
    length: int  # words one officer reads

    @property
    def grade(self) -> str:
        """How hard the text is, in words; empty without a formula."""
        return str(GRADES[self.reading.ease]) if self.reading.ease else ""

    @property
    def wrong(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_wrong]

    @property
    def to_look_at(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.is_wrong]


def shorten(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1].rstrip()}…"


def mask(text: str) -> str:
    """Most figures of a number hidden: a report must not repeat what it warns of."""
    kept = 0
    shown = []
    for letter in text:
        kept += letter.isdigit()
        shown.append("•" if letter.isdigit() and kept > 3 else letter)
    return "".join(shown)
