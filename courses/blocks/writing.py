"""Headings, running text and what must not be missed."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.rich import PROSE_PREVIEW, PlainRichTextBlock


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("heading"), max_length=120)
    level = blocks.ChoiceBlock(label=_("level"), choices=[("2", _("section")), ("3", _("subsection"))], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        template = "courses/blocks/heading.html"
        description = _("Begins a section; the officer’s place is kept to it.")
        preview_value = {"text": "Üç unsur", "level": "2"}


class TextBlock(PlainRichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        template = "courses/blocks/text.html"
        description = _("Paragraphs and lists. Keep paragraphs short: each is translated by itself.")
        preview_value = PROSE_PREVIEW


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label=_("kind"),
        choices=[
            ("info", _("note")),
            ("warning", _("warning")),
            ("do", _("do")),
            ("dont", _("do not")),
            ("care", _("care for yourself")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("title"), max_length=120)
    body = PlainRichTextBlock(label=_("text"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        group = _("Text")
        template = "courses/blocks/callout.html"
        description = _("What must not be missed: a note, a warning, do, do not, care for yourself.")
        preview_value = {"tone": "do", "title": "İlk on dakika", "body": PROSE_PREVIEW}
