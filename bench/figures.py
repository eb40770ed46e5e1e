"""The arithmetic of the bench: rounds to medians, pairs of rounds to a ratio, a ratio and a target to a word."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

REACHED, MISSED = "reached", "missed"


@dataclass(frozen=True)
class Round:
    """One stretch of load: `latencies` in ms, one an operation; `seconds` of wall time; `cpu` in ms, all processes."""

    latencies: Sequence[float]
    seconds: float
    cpu: float

    @property
    def operations(self) -> int:
        return len(self.latencies)

    @property
    def p50(self) -> float:
        return statistics.median(self.latencies)

    @property
    def rate(self) -> float:
        """Operations a second."""
        return self.operations / self.seconds

    @property
    def cpu_each(self) -> float:
        """CPU milliseconds an operation."""
        return self.cpu / self.operations


@dataclass(frozen=True)
class Pairs:
    """Rounds of the floor and of ours, taken in turn: the nth of each ran next to each other, so that drift cancels."""

    floor: list[Round] = field(default_factory=list)
    ours: list[Round] = field(default_factory=list)

    def ratio(self, figure: str = "cpu_each") -> float:
        """Ours divided by the floor, pair by pair; the median of the pairs."""
        return statistics.median(
            getattr(mine, figure) / getattr(theirs, figure) for theirs, mine in zip(self.floor, self.ours, strict=True)
        )

    def of(self, side: str, figure: str) -> float:
        """The median of a figure over the rounds of one side (`floor` or `ours`)."""
        return statistics.median(getattr(one, figure) for one in getattr(self, side))


@dataclass(frozen=True)
class Row:
    """A line of the table. `limits` are pairs (measured, most allowed) of all the target asks, if it asks anything."""

    operation: str
    ours: str
    floor: str = ""
    ratio: str = ""
    sql: str = ""
    must: str = ""
    limits: tuple[tuple[float, float], ...] = ()

    @property
    def verdict(self) -> str:
        return verdict(self.limits) if self.limits else ""

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.operation, self.ours, self.floor, self.ratio, self.sql, self.must, self.verdict)


HEADINGS = ("operation", "ours", "floor", "ratio", "SQL", "must", "verdict")


def verdict(limits: Iterable[tuple[float, float]]) -> str:
    """`reached` when every measured figure is within its limit."""
    return REACHED if all(measured <= most for measured, most in limits) else MISSED


def text_table(rows: Sequence[Row]) -> str:
    """Columns as wide as their longest cell."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def markdown_table(rows: Sequence[Row]) -> str:
    lines = [HEADINGS, tuple("---" for _ in HEADINGS), *(row.cells for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
