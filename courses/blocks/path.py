"""A path of referral: written as steps, drawn by us."""

from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.diagrams import Step, draw_path, grouped

MOST_STEPS = 14


class StepBlock(blocks.StructBlock):
    condition = blocks.CharBlock(
        label=_("only if"),
        max_length=80,
        required=False,
        help_text=_("Empty: a step for everybody. Steps that follow each other under the same words are one branch."),
    )
    who = blocks.CharBlock(label=_("who"), max_length=100)
    what = blocks.CharBlock(label=_("does what"), max_length=240)
    limit = blocks.CharBlock(label=_("by when"), max_length=80, required=False)


class PathBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=160)
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=2, max_num=MOST_STEPS)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        steps = [Step(each["condition"], each["who"], each["what"], each["limit"]) for each in value["steps"]]
        context |= {"groups": grouped(steps), "drawing": draw_path(steps, right_to_left=get_language_bidi())}
        return context

    class Meta:
        icon = "arrow-right"
        label = _("Referral path")
        group = _("Pictures and sound")
        template = "courses/blocks/path.html"
        description = _("Who does what by when, step by step with branches; drawn as a diagram and told as a list.")
        preview_value = {
            "title": "İlk 24 saat",
            "steps": [
                {"condition": "", "who": "Devriye", "what": "Güvenli yere alır, 157’yi arar", "limit": "hemen"},
                {"condition": "Kişi çocuksa", "who": "Çocuk şube", "what": "Çocuğu karşılar", "limit": "hemen"},
                {"condition": "", "who": "Uzman birim", "what": "Görüşür, kararı yazar", "limit": "24 saat"},
            ],
        }
