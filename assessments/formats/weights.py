"""Weights of options in per cent, as Moodle has them, and the schemes they stand for."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assessments.formats.neutral import Item, number

MOODLE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20}  # numbers of right answers whose share Moodle knows


def share(count: int) -> str:
    return number((Decimal(100) / count).quantize(Decimal("0.00001"), ROUND_HALF_UP))


def weights(item: Item) -> list[str]:
    """Per cent of each option: a right one wins its share; a wrong one costs nothing, a share, or everything."""
    options = item.of("option")
    each = share(sum(bool(option["correct"]) for option in options) or 1)
    wrong = {"all": "-100", "penalty": f"-{each}", "partial": "0"}[item.get("scheme")]
    return [each if option["correct"] else wrong for option in options]


def told(item: Item) -> str:
    """The scheme that `weights` will be read as."""
    options = item.of("option")
    right = sum(bool(option["correct"]) for option in options)
    if right == len(options):
        return "partial"
    if right == 1 and item.get("scheme") == "penalty":
        return "all"
    return str(item.get("scheme"))


def scheme_of(found: Sequence[Decimal]) -> tuple[str, bool]:
    """The scheme nearest to these weights, and whether it is exactly that."""
    right, wrong = [w for w in found if w > 0], [w for w in found if w <= 0]
    each = Decimal(100) / (len(right) or 1)
    even = all(abs(w - each) < Decimal("0.1") for w in right)
    if all(w == 0 for w in wrong):
        return "partial", even
    if all(w == -100 for w in wrong):
        return "all", even
    return "penalty", even and all(abs(w + each) < Decimal("0.1") for w in wrong)
