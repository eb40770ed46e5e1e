"""The body of a lesson: every kind of block it may have."""

from wagtail import blocks

from courses.blocks.card import FieldCardBlock
from courses.blocks.checklist import ChecklistBlock
from courses.blocks.comparison import ComparisonBlock
from courses.blocks.dos import DosDontsBlock
from courses.blocks.figure import FigureBlock
from courses.blocks.law import LawBlock
from courses.blocks.media import AudioBlock, VideoBlock
from courses.blocks.note import ContentNoteBlock
from courses.blocks.path import PathBlock
from courses.blocks.practice import CheckBlock, ScenarioBlock
from courses.blocks.thinking import ReflectionBlock, RevealBlock
from courses.blocks.writing import CalloutBlock, HeadingBlock, TextBlock


class LessonBody(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    callout = CalloutBlock()
    dos_donts = DosDontsBlock()
    comparison = ComparisonBlock()
    law = LawBlock()
    figure = FigureBlock()
    path = PathBlock()
    audio = AudioBlock()
    video = VideoBlock()
    checklist = ChecklistBlock()
    reveal = RevealBlock()
    reflection = ReflectionBlock()
    check = CheckBlock()
    scenario = ScenarioBlock()
    content_note = ContentNoteBlock()
    field_card = FieldCardBlock()
