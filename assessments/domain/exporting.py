"""Writing the questions of a bank into a file."""

from assessments import formats
from assessments.formats import Writing
from assessments.models import QuestionBank
from assessments.queries.exchange import items_of


def export_questions(*, bank: QuestionBank, format: str, language: str) -> Writing:
    """The newest drafts of a bank in one language; what is not in the file is named in the result."""
    items, left_out = items_of(bank, language)
    writing = formats.write(format, items, language=language)
    writing.left_out = sorted([*left_out, *writing.left_out], key=lambda loss: loss.code)
    return writing
