"""A rule with its source."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.blocks import samples
from courses.blocks.rich import PlainRichTextBlock


class LawBlock(blocks.StructBlock):
    source = SnippetChooserBlock("courses.LegalSource", label=_("legal source"))
    note = PlainRichTextBlock(label=_("what the officer does with it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Law citation")
        group = _("Text")
        template = "courses/blocks/law.html"
        description = _("A rule with its source and the day it was checked; what is not confirmed is marked.")
        preview_value = staticmethod(samples.law)
