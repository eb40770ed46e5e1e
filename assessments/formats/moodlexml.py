"""Moodle XML."""

from assessments.formats.moodle_read import read
from assessments.formats.moodle_write import write

__all__ = ["read", "write"]
