"""Search in Wagtail's lists and choosers that knows Turkish: what is typed is folded as what was indexed (`folded`)."""

from typing import Any

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
