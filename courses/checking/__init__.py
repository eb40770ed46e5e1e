"""What a page says is checked before anybody reads it: people, terms, readability, length, media, law, translations."""

from wagtail.models import Page

from courses.checking import rules
from courses.checking.findings import Finding, Level, Report
from courses.checking.pieces import pieces_of
from courses.checking.readability import FORMULAS, reading
from courses.checking.translations import of_translations
from courses.models import LessonPage

__all__ = ["Finding", "Level", "Report", "check_page"]


def check_page(page: Page) -> Report:
    """Check a page as it is in memory: a draft, saved or not. Costs a few queries, none of them a block's own."""
    pieces = pieces_of(page)
    language = page.locale.language_code
    body = getattr(page, "body", [])
    found = reading((text for piece in pieces for text in piece.paragraphs), language)
    length = rules.words_read(pieces, body)
    findings = [
        *rules.of_people(pieces),
        *rules.of_terms(pieces, language),
        *rules.of_placeholders(pieces),
        *rules.of_media(body),
        *rules.of_reading(pieces, found),
        *(rules.of_length(length) if isinstance(page, LessonPage) else ()),
        *rules.of_law(body),
        *of_translations(page),
    ]
    return Report(sorted(findings, key=lambda each: each.level), found, FORMULAS.get(language), length)
