"""The doors of an attempt: one question a page, a page to check answers, the result, synchronisation."""

from assessments.views.syncing import paper, save, sync
from assessments.views.taking import overview, question, result, submit

__all__ = ["overview", "paper", "question", "result", "save", "submit", "sync"]
