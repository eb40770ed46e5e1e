"""The field card of the course, inside a lesson."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class FieldCardBlock(blocks.StructBlock):
    """Which card it is follows from the course; `courses.rendering` sets it in."""

    note = blocks.CharBlock(
        label=_("when to use it"), max_length=300, required=False, help_text=_("One sentence above the card.")
    )

    class Meta:
        icon = "clipboard-list"
        label = _("Field card")
        group = _("Care")
        template = "courses/blocks/field_card.html"
        description = _("Shows the field card of this course with links to its page and its sheet to print.")
        preview_template = "courses/admin/field_card_preview.html"
        preview_value = {"note": "Devriyeye çıkmadan önce cebinize koyun."}
