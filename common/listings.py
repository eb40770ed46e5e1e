"""Lists and choosers of Wagtail's admin: search that knows Turkish, and a status that costs no query a row."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.models import Revision, WorkflowState
from wagtail.search.backends import get_search_backend
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView

from common.text import fold


class FoldedIndexView(IndexView):
    """For models whose index holds a `folded` autocomplete field: `isik` finds `Işık`."""

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        return get_search_backend().autocomplete(
            fold(self.search_query), queryset, order_by_relevance=not self.is_explicitly_ordered
        )


class FoldedFilterMixin:
    """Folds what is typed into the search box of a chooser."""

    def get_filter_form_class(self) -> type:
        form = super().get_filter_form_class()  # type: ignore[misc]
        return type("FoldedFilterForm", (form,), {"clean_q": lambda self: fold(self.cleaned_data["q"])})


class FoldedChooseView(FoldedFilterMixin, ChooseView):
    pass


class FoldedChooseResultsView(FoldedFilterMixin, ChooseResultsView):
    pass


class FoldedChooserViewSet(SnippetChooserViewSet):
    choose_view_class = FoldedChooseView
    choose_results_view_class = FoldedChooseResultsView


def with_standing(queryset: QuerySet) -> QuerySet:
    """Rows that know whether they are in review and whether a later publication is planned, for `StandingColumn`."""
    content_type = ContentType.objects.get_for_model(queryset.model)
    mine = {"base_content_type": content_type, "object_id": Cast(OuterRef("pk"), CharField())}
    return queryset.annotate(
        in_review=Exists(WorkflowState.objects.active().filter(**mine)),
        is_planned=Exists(Revision.objects.filter(**mine, approved_go_live_at__isnull=False)),
    )


def standing(instance: Any) -> str:
    words = [_("live") if instance.live else _("draft")]
    if instance.live and instance.has_unpublished_changes:
        words.append(_("draft of a change"))
    if instance.in_review:
        words.append(_("in review"))
    if instance.is_planned:
        words.append(_("publication planned"))
    return " + ".join(words)


class StandingColumn(StatusTagColumn):
    """Where a snippet stands between draft, review and publication; Wagtail's own column asks twice for each row."""

    def __init__(self) -> None:
        super().__init__("standing", label=gettext_lazy("status"), accessor=standing, primary=lambda each: each.live)
