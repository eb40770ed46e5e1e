"""A picture and what it says."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        label=_("text alternative"), max_length=500, help_text=_("What the figure says, for those who do not see it.")
    )
    caption = blocks.CharBlock(label=_("caption"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Figure")
        group = _("Pictures and sound")
        template = "courses/blocks/figure.html"
        description = _("An image and what it says in words.")
        preview_template = "courses/admin/figure_preview.html"
        preview_value = {"image": None, "alt": "", "caption": "Üç unsur bir aradaysa suç vardır"}
