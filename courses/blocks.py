"""The blocks of a lesson. Few, named, grouped; each says in its template how it reads, and here what is translated.

Text, CharBlock and RichTextBlock values are translated; choices, numbers and choosers are shared by all languages. Block ids survive
translation and name activities together with the lesson key.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

RICH_TEXT = ["bold", "italic", "ol", "ul", "link"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("heading"), max_length=120)
    level = blocks.ChoiceBlock(label=_("level"), choices=[("2", _("section")), ("3", _("subsection"))], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        template = "courses/blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        template = "courses/blocks/text.html"


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label=_("kind"),
        choices=[
            ("info", _("note")),
            ("warning", _("warning")),
            ("do", _("do")),
            ("dont", _("do not")),
            ("care", _("care for yourself")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("title"), max_length=120)
    body = blocks.RichTextBlock(label=_("text"), features=RICH_TEXT)

    class Meta:
        icon = "warning"
        label = _("Callout")
        group = _("Text")
        template = "courses/blocks/callout.html"


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


class LawBlock(blocks.StructBlock):
    source = SnippetChooserBlock("courses.LegalSource", label=_("legal source"))
    note = blocks.RichTextBlock(label=_("what the officer does with it"), features=RICH_TEXT, required=False)

    class Meta:
        icon = "openquote"
        label = _("Law citation")
        group = _("Text")
        template = "courses/blocks/law.html"


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(label=_("text alternative"), max_length=500, help_text=_("What the figure says, for those who do not see it."))
    caption = blocks.CharBlock(label=_("caption"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Figure")
        group = _("Text")
        template = "courses/blocks/figure.html"


class CheckBlock(blocks.StructBlock):
    question = SnippetChooserBlock("assessments.Question", label=_("question"))

    class Meta:
        icon = "help"
        label = _("Knowledge check")
        group = _("Practice")
        template = "courses/blocks/check.html"


class DecisionBlock(blocks.StructBlock):
    before = blocks.RichTextBlock(label=_("what happens"), features=RICH_TEXT, required=False)
    question = SnippetChooserBlock("assessments.Question", label=_("decision"))


class ScenarioPartBlock(blocks.StructBlock):
    agency = blocks.ChoiceBlock(
        label=_("agency"),
        choices=[("police", _("police")), ("gendarmerie", _("gendarmerie")), ("coast_guard", _("coast guard"))],
    )
    title = blocks.CharBlock(label=_("title"), max_length=160)
    situation = blocks.RichTextBlock(label=_("situation"), features=RICH_TEXT)
    decisions = blocks.ListBlock(DecisionBlock(), label=_("decisions"), min_num=1)
    model = blocks.RichTextBlock(label=_("what a good officer did"), features=RICH_TEXT)
    trap = blocks.RichTextBlock(label=_("the mistake to avoid"), features=RICH_TEXT)


class ScenarioBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=160)
    parts = blocks.ListBlock(ScenarioPartBlock(), label=_("one part an agency"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Agency scenario")
        group = _("Practice")
        template = "courses/blocks/scenario.html"


class LessonBody(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock(features=RICH_TEXT)
    callout = CalloutBlock()
    comparison = ComparisonBlock()
    law = LawBlock()
    figure = FigureBlock()
    checklist = ChecklistBlock()
    check = CheckBlock()
    scenario = ScenarioBlock()
