"""QTI packages written in 2.1."""

from assessments.formats.qti_read import read
from assessments.formats.qti_write import write_21 as write

__all__ = ["read", "write"]
