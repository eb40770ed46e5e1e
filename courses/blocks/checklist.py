"""Indicators to look for, which an officer may take along."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class IndicatorBlock(blocks.StructBlock):
    strength = blocks.ChoiceBlock(
        label=_("strength"),
        choices=[("S", _("strong")), ("M", _("medium")), ("W", _("weak")), ("-", _("not graded"))],
        default="-",
    )
    text = blocks.CharBlock(label=_("indicator"), max_length=400)


class ChecklistBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=160)
    intro = blocks.CharBlock(label=_("introduction"), max_length=600, required=False)
    items = blocks.ListBlock(IndicatorBlock(), label=_("indicators"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Indicator checklist")
        group = _("Practice")
        template = "courses/blocks/checklist.html"
        description = _("Indicators to look for, each with its strength.")
        preview_value = {
            "title": "Göstergeler",
            "intro": "",
            "items": [
                {"strength": "S", "text": "Belgeler başkasında"},
                {"strength": "M", "text": "Borçtan söz ediyor"},
            ],
        }
