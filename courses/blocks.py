"""The blocks of a lesson. Few, named, grouped; each says in its template how it reads, and here what is translated.

Text, CharBlock and RichTextBlock values are translated; choices, numbers and choosers are shared by all languages.
Block ids survive
translation and name activities together with the lesson key.
"""

from typing import Any

import nh3
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

RICH_TEXT = ["bold", "italic", "ol", "ul", "link"]
RICH_TAGS = {"p", "b", "i", "strong", "em", "ol", "ul", "li", "a", "br"}
PROSE_PREVIEW = "<p>Kişiye su verin ve oturmasını sağlayın.</p><ul><li>Sakin konuşun.</li><li>Söz vermeyin.</li></ul>"


class PlainRichText(RichText):
    """Rich text that shows the few tags of `RICH_TEXT` and nothing else, whatever is stored: text also comes from
    translators."""

    def __html__(self) -> SafeString:
        html = nh3.clean(
            super().__html__(),
            tags=RICH_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel=None,
        )
        return SafeString(html)


class PlainRichTextBlock(blocks.RichTextBlock):
    """The only rich text a lesson has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT, **kwargs})

    def to_python(self, value: str) -> RichText:
        return PlainRichText(value)

    def normalize(self, value: Any) -> RichText:
        return value if isinstance(value, PlainRichText) else PlainRichText(getattr(value, "source", value) or "")

    def value_from_form(self, value: str) -> RichText:
        return PlainRichText(value)


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("heading"), max_length=120)
    level = blocks.ChoiceBlock(label=_("level"), choices=[("2", _("section")), ("3", _("subsection"))], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        template = "courses/blocks/heading.html"
        description = _("Begins a section; the officer’s place is kept to it.")
        preview_value = {"text": "Üç unsur", "level": "2"}


class TextBlock(PlainRichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        template = "courses/blocks/text.html"
        description = _("Paragraphs and lists. Keep paragraphs short: each is translated by itself.")
        preview_value = PROSE_PREVIEW


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
    body = PlainRichTextBlock(label=_("text"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        group = _("Text")
        template = "courses/blocks/callout.html"
        description = _("What must not be missed: a note, a warning, do, do not, care for yourself.")
        preview_value = {"tone": "do", "title": "İlk on dakika", "body": PROSE_PREVIEW}


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


class LawBlock(blocks.StructBlock):
    source = SnippetChooserBlock("courses.LegalSource", label=_("legal source"))
    note = PlainRichTextBlock(label=_("what the officer does with it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Law citation")
        group = _("Text")
        template = "courses/blocks/law.html"
        description = _("A rule with its source and the day it was checked; what is not confirmed is marked.")


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        label=_("text alternative"), max_length=500, help_text=_("What the figure says, for those who do not see it.")
    )
    caption = blocks.CharBlock(label=_("caption"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Figure")
        group = _("Text")
        template = "courses/blocks/figure.html"
        description = _("An image and what it says in words.")


class CheckBlock(blocks.StructBlock):
    question = SnippetChooserBlock("assessments.Question", label=_("question"))

    class Meta:
        icon = "help"
        label = _("Knowledge check")
        group = _("Practice")
        template = "courses/blocks/check.html"
        description = _("One question with feedback at once; it does not count towards the result.")


class DecisionBlock(blocks.StructBlock):
    before = PlainRichTextBlock(label=_("what happens"), required=False)
    question = SnippetChooserBlock("assessments.Question", label=_("decision"))


class ScenarioPartBlock(blocks.StructBlock):
    agency = blocks.ChoiceBlock(
        label=_("agency"),
        choices=[("police", _("police")), ("gendarmerie", _("gendarmerie")), ("coast_guard", _("coast guard"))],
    )
    title = blocks.CharBlock(label=_("title"), max_length=160)
    situation = PlainRichTextBlock(label=_("situation"))
    decisions = blocks.ListBlock(DecisionBlock(), label=_("decisions"), min_num=1)
    model = PlainRichTextBlock(label=_("what a good officer did"))
    trap = PlainRichTextBlock(label=_("the mistake to avoid"))


class ScenarioBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=160)
    parts = blocks.ListBlock(ScenarioPartBlock(), label=_("one part an agency"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Agency scenario")
        group = _("Practice")
        template = "courses/blocks/scenario.html"
        description = _("A case with decisions, one variant for each agency.")


class LessonBody(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    callout = CalloutBlock()
    comparison = ComparisonBlock()
    law = LawBlock()
    figure = FigureBlock()
    checklist = ChecklistBlock()
    check = CheckBlock()
    scenario = ScenarioBlock()
