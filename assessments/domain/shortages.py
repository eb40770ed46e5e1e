"""What the banks cannot fill of a quiz."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Agency
from assessments.domain.drawing import pick
from assessments.queries.supply import Fixed, Row


@dataclass(frozen=True)
class Available:
    """How many questions there are for a part, beside the fixed ones, for the agency that has fewest. `agency` is empty
    when all have as many.
    """

    part: Fixed | Row
    number: int
    agency: str = ""

    @property
    def short(self) -> bool:
        return self.number < self.part.wanted


@dataclass(frozen=True)
class Together:
    """How many questions all parts draw together, of how many wanted, for the agency that gets fewest."""

    number: int
    wanted: int
    agency: str = ""

    @property
    def short(self) -> bool:
        return self.number < self.wanted


def available(parts: Sequence[Fixed | Row]) -> list[Available]:
    """Each part for itself. No query."""
    fixed = {pk for part in parts if isinstance(part, Fixed) for pk in part.versions}
    return [_available(part, fixed) for part in parts]


def _available(part: Fixed | Row, fixed: set[int]) -> Available:
    if isinstance(part, Fixed):
        return Available(part, len(part.versions))
    return Available(part, *_fewest({agency: len(set(part.versions(agency)) - fixed) for agency in Agency.values}))


def together(parts: Sequence[Fixed | Row]) -> Together:
    """All parts at once: rows that overlap may each have enough and yet not all be filled. No query."""
    numbers = {agency: sum(len(part) for part in pick(parts, agency=agency)) for agency in Agency.values}
    number, agency = _fewest(numbers)
    return Together(number, sum(part.wanted for part in parts), agency)


def _fewest(numbers: dict[str, int]) -> tuple[int, str]:
    agency = min(numbers, key=lambda each: numbers[each])
    return numbers[agency], agency if len(set(numbers.values())) > 1 else ""
