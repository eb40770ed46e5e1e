from courses.models.cards import CARD_LINES, FieldCard, FieldCardVersion, card_lines
from courses.models.glossary import GlossaryTerm
from courses.models.legal import LegalSource
from courses.models.outline import OutlineVersion
from courses.models.pages import CataloguePage, CoursePage, LessonPage
from courses.models.source_load import SourceLoad

__all__ = [
    "CARD_LINES",
    "CataloguePage",
    "CoursePage",
    "FieldCard",
    "FieldCardVersion",
    "GlossaryTerm",
    "LegalSource",
    "LessonPage",
    "OutlineVersion",
    "SourceLoad",
    "card_lines",
]
