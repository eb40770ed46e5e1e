"""What an author of a drill fills in. Texts are translated; short names, targets and worth are not."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

NAME_LENGTH = 40
NAMES_LIST = "drill-names"  # id of the datalist in the panel "Branches"
BEST, ACCEPTABLE, HARMFUL = WORTHS = ("best", "acceptable", "harmful")


class NameBlock(blocks.CharBlock):
    """A short name by which scenes are called. The same in every language, so wagtail-localize is offered nothing."""

    def __init__(self, *, suggest: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=NAME_LENGTH, **kwargs)
        self.field.widget.attrs["autocomplete"] = "off"
        if suggest:
            self.field.widget.attrs["list"] = NAMES_LIST

    def get_translatable_segments(self, value: str) -> list[Any]:
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        return value


class DecisionBlock(blocks.StructBlock):
    """One way to go on from a scene. The id of its place in the list is the option id."""

    text = blocks.CharBlock(label=_("decision"), max_length=300)
    to = NameBlock(
        suggest=True,
        required=False,
        label=_("leads to"),
        help_text=_("Name of a scene or of an ending. Empty, where the drill has no endings: the drill is over."),
    )
    worth = blocks.ChoiceBlock(
        label=_("worth"),
        choices=[
            (BEST, _("best: what an expert does")),
            (ACCEPTABLE, _("acceptable")),
            (HARMFUL, _("harmful")),
        ],
        default=HARMFUL,
    )
    consequence = blocks.TextBlock(
        label=_("what happens then"),
        required=False,
        max_length=800,
        rows=2,
        help_text=_("Shown at once. Tells what is seen and heard, not whether the decision was good."),
    )
    indicators = blocks.ListBlock(
        blocks.CharBlock(label=_("indicator"), max_length=200),
        label=_("indicators it brings to light"),
        default=[],
        collapsed=True,
    )
    why = blocks.TextBlock(
        label=_("why"), required=False, max_length=800, rows=2, help_text=_("Shown only after the end.")
    )

    class Meta:
        icon = "redirect"
        label_format = "{text}"


class SceneBlock(blocks.StructBlock):
    """What the officer sees, and what can be done about it. The block id is the scene id."""

    name = NameBlock(
        label=_("short name"), help_text=_("For you and your colleagues, the same in every language: “entrance”.")
    )
    text = blocks.TextBlock(label=_("what the officer sees"), max_length=2000, rows=4)
    question = blocks.CharBlock(label=_("question"), max_length=200)
    decisions = blocks.ListBlock(DecisionBlock(), label=_("decisions"), default=[])

    class Meta:
        icon = "view"
        label = _("Scene")
        group = _("Decision drill")
        label_format = "{name}"


class EndingBlock(blocks.StructBlock):
    """Where a drill may end. The text is for the debrief."""

    name = NameBlock(label=_("short name"))
    text = blocks.TextBlock(label=_("what became of it"), max_length=1200, rows=3)

    class Meta:
        icon = "success"
        label = _("Ending")
        group = _("Decision drill")
        label_format = "{name}"
