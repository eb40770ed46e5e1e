"""The field card of the course, inside a lesson."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks import samples


class FieldCardBlock(blocks.StructBlock):
    """Which card it is follows from the course; `courses.rendering` sets it in."""

    note = blocks.CharBlock(
        label=_("when to use it"), max_length=300, required=False, help_text=_("One sentence above the card.")
    )

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """In the block chooser there is no course: a card made up for it."""
        return {**(parent_context or {}), "card": samples.CARD}

    class Meta:
        icon = "clipboard-list"
        label = _("Field card")
        group = _("Care")
        template = "courses/blocks/field_card.html"
        description = _("Shows the field card of this course with links to its page and its sheet to print.")
        preview_template = "courses/admin/field_card_preview.html"
        preview_value = {"note": "Devriyeye çıkmadan önce cebinize koyun."}
