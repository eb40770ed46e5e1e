"""Two things side by side."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ComparisonRowBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("row"), max_length=120)
    left = blocks.CharBlock(label=_("left"), max_length=400)
    right = blocks.CharBlock(label=_("right"), max_length=400)


class ComparisonBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=160)
    left = blocks.CharBlock(label=_("left column"), max_length=120)
    right = blocks.CharBlock(label=_("right column"), max_length=120)
    rows = blocks.ListBlock(ComparisonRowBlock(), label=_("rows"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Comparison")
        group = _("Text")
        template = "courses/blocks/comparison.html"
        description = _("Two things side by side, row by row.")
        preview_value = {
            "title": "Farkı görün",
            "left": "Göçmen kaçakçılığı",
            "right": "İnsan ticareti",
            "rows": [{"heading": "Sınır", "left": "geçilir", "right": "şart değildir"}],
        }
