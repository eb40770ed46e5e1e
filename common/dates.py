"""Calendar arithmetic."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date | None:
    """The same day so many months later, or the last day of a shorter month; None for no months: without end."""
    if not months:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
