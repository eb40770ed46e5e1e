"""Wagtail's text editor, which opens whatever is stored.

Texts also come from translators' files and other programs. Draftail's reader of stored HTML stops with an
AssertionError at a tag that is closed by another: nobody could open the page any more, to mend it either.
"""

from typing import Any

import nh3
from wagtail.admin.rich_text import DraftailRichTextArea

TAGS = {"p", "h2", "h3", "h4", "b", "i", "strong", "em", "ol", "ul", "li", "a", "br", "hr", "embed"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}, "embed": {"embedtype", "id", "alt", "format", "url"}}


class RichTextArea(DraftailRichTextArea):
    def format_value(self, value: Any) -> Any:
        try:
            return super().format_value(value)
        except Exception:  # upstream asserts, and trips over tags it does not know
            return super().format_value(tidy(str(value)))


def tidy(html: str) -> str:
    """Every tag closed where it should be, those without a meaning for us left out; the words stay."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
