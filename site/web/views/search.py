"""The search page: a plain form, and results that say where they lead."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.policies import public
from web.competencies import name_of
from web.search import Entry, Wish, competencies, library, search

MINUTES = (15, 30, 60, 180)


class SearchForm(forms.Form):
    q = forms.CharField(label=_("What are you looking for?"), max_length=120, required=False)
    competency = forms.ChoiceField(label=_("Competency"), required=False)
    minutes = forms.TypedChoiceField(
        label=_("At most so many minutes"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("any length")), *((n, n) for n in MINUTES)],
    )

    def __init__(self, data: object, *, entries: list[Entry]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        known = [(each, name_of(each)) for each in competencies(entries)]
        self.fields["competency"].choices = [("", _("every competency")), *known]  # type: ignore[attr-defined]


@public
def results(request: HttpRequest) -> HttpResponse:
    entries = library()
    form = SearchForm(request.GET, entries=entries)
    hits = []
    if form.is_valid():
        asked = form.cleaned_data
        hits = search(Wish(asked["q"], get_language(), asked["competency"], asked["minutes"] or 0), entries)
    return render(request, "web/search.html", {"form": form, "hits": hits, "asked": request.GET.get("q", "").strip()})
