"""Blocks that let an officer think first. Nothing of what is thought is sent or kept."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.rich import PROSE_PREVIEW, PlainRichTextBlock


class RevealBlock(blocks.StructBlock):
    prompt = blocks.CharBlock(label=_("question to think about first"), max_length=300)
    answer = PlainRichTextBlock(label=_("answer"))

    class Meta:
        icon = "view"
        label = _("Think first")
        group = _("Practice")
        template = "courses/blocks/reveal.html"
        description = _("A question; its answer opens when the reader asks for it. On paper it stands open.")
        preview_value = {"prompt": "Kişiyi neden ayrı dinlersiniz?", "answer": PROSE_PREVIEW}


class ReflectionBlock(blocks.StructBlock):
    prompt = blocks.CharBlock(label=_("what to think about"), max_length=400)
    hint = PlainRichTextBlock(label=_("where to start"), required=False)

    class Meta:
        icon = "edit"
        label = _("Private reflection")
        group = _("Practice")
        template = "courses/blocks/reflection.html"
        description = _("A question for oneself with a place to write. What is written is never sent and never stored.")
        preview_value = {"prompt": "Son vardiyanızda fark etmediğiniz bir işaret var mıydı?", "hint": ""}
