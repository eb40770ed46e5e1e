"""Field cards in Wagtail's admin."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from common.listings import FoldedIndexView, StandingColumn, with_standing
from courses.models import FieldCard


class FieldCardViewSet(SnippetViewSet):
    model = FieldCard
    icon = "clipboard-list"
    add_to_admin_menu = True
    menu_label = _("Field cards")
    menu_order = 215
    list_display = [
        "title",
        Column("course_code", label=_("course"), sort_key="course_code"),
        Column("locale", label=_("language")),
        StandingColumn(),
    ]
    index_view_class = FoldedIndexView
    ordering = ["course_code"]
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[FieldCard]:
        return with_standing(FieldCard.objects.select_related("locale"))
