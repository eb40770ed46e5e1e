"""Pages that belong to no single room: the front page, and what everybody may read without signing in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.fields import SynchronizedField, TranslatableField

from courses.admin.panels import ContentCheckPanel
from courses.blocks import RICH_TEXT, CalloutBlock, ChecklistBlock, HeadingBlock, PlainRichTextBlock, TextBlock

OPEN_KINDS = ("single", "multiple", "true_false")
BODY = [
    ("heading", HeadingBlock()),
    ("text", TextBlock()),
    ("callout", CalloutBlock()),
    ("checklist", ChecklistBlock()),
]


class HomePage(Page):
    """The front page of one language: what Tanı is for, where to begin, and the 157 line."""

    lead = models.TextField(_("lead"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CataloguePage", "web.AwarenessIndexPage"]

    class Meta:
        verbose_name = _("front page")


class AwarenessIndexPage(Page):
    """The way in for everybody who is no officer: hotel staff, drivers, health and school staff, people in need."""

    summary = models.TextField(_("summary"))

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        SynchronizedField("slug", overridable=False),
        TranslatableField("search_description"),
    ]
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    parent_page_types = ["web.HomePage"]
    subpage_types = ["web.AwarenessPage", "web.AwarenessCoursePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("awareness")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        children = [page.specific for page in self.get_children().live().specific()]
        return {
            **context,
            "pages": [page for page in children if isinstance(page, AwarenessPage)],
            "courses": [page for page in children if isinstance(page, AwarenessCoursePage)],
        }


class AwarenessPage(RoutablePageMixin, Page):
    """What one group of people can notice and do, with one action: the 157 line. Sets no cookie, keeps no record."""

    summary = models.TextField(_("summary"), help_text=_("One sentence."))
    audience = models.CharField(_("for whom"), max_length=200)
    action = models.CharField(_("label of the button that calls 157"), max_length=60)
    quick_exit = models.BooleanField(
        _("quick exit"),
        default=False,
        help_text=_("Only where somebody may be watched while reading: a button that leaves the page at once."),
    )
    body = StreamField(BODY, verbose_name=_("text"), blank=True)
    leaflet_title = models.CharField(_("title of the leaflet"), max_length=120, blank=True)
    leaflet = RichTextField(_("leaflet to print"), features=RICH_TEXT, blank=True, help_text=_("At most 90 words."))
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=120, blank=True)

    translatable_fields = [
        *(TranslatableField(n) for n in ("title", "summary", "audience", "action", "body", "leaflet_title", "leaflet")),
        TranslatableField("search_description"),
        SynchronizedField("slug", overridable=False),
        *(SynchronizedField(name) for name in ("quick_exit", "checked_on", "checked_by")),
    ]
    content_panels = [
        ContentCheckPanel(heading=_("Content check")),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("audience"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("action"), FieldPanel("quick_exit")], heading=_("The one action")),
        MultiFieldPanel([FieldPanel("leaflet_title"), FieldPanel("leaflet")], heading=_("Leaflet")),
        MultiFieldPanel([FieldPanel("checked_on"), FieldPanel("checked_by")], heading=_("Checked")),
    ]
    parent_page_types = ["web.AwarenessIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("awareness page")

    @path("leaflet/", name="leaflet")
    def leaflet_file(self, request: HttpRequest) -> HttpResponse:
        """The leaflet as PDF/UA, A5."""
        from web.awareness import leaflet

        return leaflet(request, self)


class ScreenBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = PlainRichTextBlock(label=_("text"))
    remember = blocks.CharBlock(label=_("one thing to remember"), max_length=200)

    class Meta:
        icon = "doc-full"
        label = _("screen")


class AwarenessCoursePage(RoutablePageMixin, Page):
    """Ten minutes for everybody: some screens, some questions, a confirmation to print. Nothing is kept of anybody."""

    summary = models.TextField(_("summary"))
    screens = StreamField([("screen", ScreenBlock())], verbose_name=_("screens"), blank=True)
    questions = StreamField(
        [("question", SnippetChooserBlock("assessments.Question", label=_("question")))],
        verbose_name=_("questions"),
        blank=True,
    )
    confirmation_title = models.CharField(_("title of the confirmation"), max_length=120, blank=True)
    confirmation_text = models.TextField(_("sentence on the confirmation"), blank=True)
    confirmation_note = models.TextField(_("note on the confirmation"), blank=True)

    translatable_fields = [
        *(TranslatableField(n) for n in ("title", "summary", "screens")),
        *(TranslatableField(n) for n in ("confirmation_title", "confirmation_text", "confirmation_note")),
        TranslatableField("questions"),
        TranslatableField("search_description"),
        SynchronizedField("slug", overridable=False),
    ]
    content_panels = [
        ContentCheckPanel(heading=_("Content check")),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("screens"),
        FieldPanel("questions"),
        MultiFieldPanel(
            [FieldPanel("confirmation_title"), FieldPanel("confirmation_text"), FieldPanel("confirmation_note")],
            heading=_("Confirmation of participation"),
        ),
    ]
    parent_page_types = ["web.AwarenessIndexPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("public course")

    def clean(self) -> None:
        super().clean()
        if any(block.value is not None and block.value.kind not in OPEN_KINDS for block in self.questions):
            raise ValidationError({"questions": _("Only questions to choose from can be asked here.")})

    @path("<int:number>/", name="screen")
    def screen(self, request: HttpRequest, number: int) -> HttpResponse:
        """One screen of the course."""
        from web.awareness import screen

        return screen(request, self, number)

    @path("questions/", name="questions")
    def ask(self, request: HttpRequest) -> HttpResponse:
        """All questions on one page; the answers travel in the address and are kept nowhere."""
        from web.awareness import questions

        return questions(request, self)
