"""What comes next may distress: said before, with a way round it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.rich import PlainRichTextBlock


class ContentNoteBlock(blocks.StructBlock):
    """Covers everything up to the next section (level-2 heading). What is asked there is not demanded by the outline:
    see `courses.domain.outlines`."""

    text = PlainRichTextBlock(label=_("what comes"), help_text=_("Name it plainly, without details."))

    class Meta:
        icon = "warning"
        label = _("Content note")
        group = _("Care")
        template = "courses/blocks/content_note.html"
        description = _(
            "Before distressing matter: names what comes and lets the reader go on to the next section. "
            "Questions up to there need not be answered to complete the lesson."
        )
        preview_value = {"text": "<p>Bu bölümde bir çocuğa yönelik şiddet anlatılır.</p>"}
