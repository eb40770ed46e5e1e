"""QTI packages: read in 2.1 and 3.0, written in 3.0."""

from assessments.formats.qti_read import read
from assessments.formats.qti_write import write

__all__ = ["read", "write"]
