"""The blocks of a lesson. Few, named, grouped; each says in its template how it reads, and here what is translated.

Text, CharBlock and RichTextBlock values are translated; choices, numbers and choosers are shared by all languages. A
document or picture may be replaced in a language: captions must be. Block ids survive translation and name activities
together with the lesson key.
"""

from courses.blocks.body import LessonBody
from courses.blocks.checklist import ChecklistBlock
from courses.blocks.rich import PROSE_PREVIEW, RICH_TAGS, RICH_TEXT, PlainRichText, PlainRichTextBlock
from courses.blocks.writing import CalloutBlock, HeadingBlock, TextBlock

__all__ = [
    "PROSE_PREVIEW",
    "RICH_TAGS",
    "RICH_TEXT",
    "CalloutBlock",
    "ChecklistBlock",
    "HeadingBlock",
    "LessonBody",
    "PlainRichText",
    "PlainRichTextBlock",
    "TextBlock",
]
