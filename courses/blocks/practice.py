"""What asks something of the officer: one question, or a case with decisions."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.blocks import samples
from courses.blocks.rich import PlainRichTextBlock


class CheckBlock(blocks.StructBlock):
    question = SnippetChooserBlock("assessments.Question", label=_("question"))

    class Meta:
        icon = "help"
        label = _("Knowledge check")
        group = _("Practice")
        template = "courses/blocks/check.html"
        description = _("One question with feedback at once; it does not count towards the result.")
        preview_value = staticmethod(samples.check)


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
        preview_value = staticmethod(samples.scenario)
