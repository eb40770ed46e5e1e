"""Moodle's GIFT, a text format."""

from assessments.formats.gift_read import read
from assessments.formats.gift_write import write

__all__ = ["read", "write"]
