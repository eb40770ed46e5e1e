"""The only rich text a lesson has: a few tags, cleaned whenever they are shown."""

from typing import Any

import nh3
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.rich_text import RichText

RICH_TEXT = ["bold", "italic", "ol", "ul", "link"]
RICH_TAGS = {"p", "b", "i", "strong", "em", "ol", "ul", "li", "a", "br"}
PROSE_PREVIEW = "<p>Kişiye su verin ve oturmasını sağlayın.</p><ul><li>Sakin konuşun.</li><li>Söz vermeyin.</li></ul>"


class PlainRichText(RichText):
    """Rich text that shows the few tags of `RICH_TEXT` and nothing else, whatever is stored: text also comes from
    translators."""

    def __html__(self) -> SafeString:
        html = nh3.clean(
            super().__html__(),
            tags=RICH_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel=None,
        )
        return SafeString(html)


class PlainRichTextBlock(blocks.RichTextBlock):
    """The only rich text a lesson has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT, **kwargs})

    def to_python(self, value: str) -> RichText:
        return PlainRichText(value)

    def normalize(self, value: Any) -> RichText:
        return value if isinstance(value, PlainRichText) else PlainRichText(getattr(value, "source", value) or "")

    def value_from_form(self, value: str) -> RichText:
        return PlainRichText(value)
