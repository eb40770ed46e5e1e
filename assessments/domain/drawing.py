"""Which questions an attempt gets, in which order, with its options in which order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from accounts.models import User
from assessments import kinds
from assessments.queries.supply import Fixed, Row, supply
from assessments.queries.wordings import Frozen, frozen

_random = SystemRandom()


@dataclass(frozen=True)
class Drawn:
    """A question for an attempt; `label` is that of the section it was drawn for."""

    version_id: int
    option_order: list[str]
    label: str = ""


def draw(*, rules: Mapping[str, Any], officer: User) -> list[Drawn]:
    """Draw the questions of each section, as its rules say or the banks allow; pinned at their newest version."""
    sections = rules["sections"]
    parts = supply(sections)
    labels = [sections[part.section - 1].get("label") or "" for part in parts]
    drawn = zip(labels, pick(parts, agency=officer.agency), strict=True)
    picked = [(pk, label) for label, part in drawn for pk in part]
    if rules["shuffle"]:
        _random.shuffle(picked)
    versions = frozen([pk for pk, _label in picked])
    return [Drawn(pk, _order(versions[pk], shuffle=rules["shuffle"]), label) for pk, label in picked]


def pick(parts: Sequence[Fixed | Row], *, agency: str) -> list[list[int]]:
    """Question versions for each part: all the fixed ones, then as many by chance as can be; none twice."""
    taken: set[int] = set()
    fixed: dict[int, list[int]] = {}
    for place, part in enumerate(parts):
        if isinstance(part, Fixed):
            fixed[place] = [pk for pk in part.versions if pk not in taken]
            taken.update(fixed[place])
    rows = {place: part for place, part in enumerate(parts) if isinstance(part, Row)}
    free = {place: [pk for pk in row.versions(agency) if pk not in taken] for place, row in rows.items()}
    filled = iter(fill([(row.wanted, free[place]) for place, row in rows.items()]))
    return [fixed[place] if place in fixed else next(filled) for place in range(len(parts))]


def fill(rows: Sequence[tuple[int, Collection[int]]]) -> list[list[int]]:
    """Share questions out among rows of (number wanted, questions that fit), by chance; none twice.

    As many as can be shared out at all (Kuhn, 1955: augmenting paths); where that is not all, the earlier rows have
    theirs. Those of a row stand in the order in which they were given.
    """
    owner: dict[int, int] = {}
    shuffled = [_random.sample(list(fits), len(fits)) for _wanted, fits in rows]
    for row, (wanted, _fits) in enumerate(rows):
        for _question in range(wanted):
            if not _augment(row, shuffled, owner, set()):
                break  # nor will it later: what a path cannot reach now, it never can
    return [[question for question in fits if owner.get(question) == row] for row, (_wanted, fits) in enumerate(rows)]


def _augment(row: int, shuffled: list[list[int]], owner: dict[int, int], seen: set[int]) -> bool:
    """One more question for this row: a free one, or one whose owner finds another. `seen`: rows tried before."""
    seen.add(row)
    free = next((question for question in shuffled[row] if question not in owner), None)
    if free is not None:
        owner[free] = row
        return True
    for question in shuffled[row]:
        holder = owner[question]
        if holder not in seen and _augment(holder, shuffled, owner, seen):
            owner[question] = row
            return True
    return False


def _order(version: Frozen, *, shuffle: bool) -> list[str]:
    return kinds.get(version.kind).order(version.question.structure, _random if shuffle else None)
