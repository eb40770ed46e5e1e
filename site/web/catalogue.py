"""The catalogue under a reader's wishes: a plain form, how many courses each choice would leave, and what is left."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Agency
from web.competencies import known, name_of
from web.context import LANGUAGE_NAMES
from web.queries import Catalogue, CatalogueEntry, readable_courses, unavailable

MINUTES = (30, 60, 120, 180)


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; "" and 0 for no wish. `minutes`: at most."""

    language: str
    agency: str = ""
    competency: str = ""
    minutes: int = 0

    def fits(self, entry: CatalogueEntry) -> bool:
        return (
            entry.language == self.language
            and (not self.agency or not entry.agencies or self.agency in entry.agencies)
            and (not self.competency or self.competency in entry.competencies)
            and (not self.minutes or 0 < entry.minutes <= self.minutes)
        )


class WishForm(forms.Form):
    """Each choice says how many courses it would leave beside the other wishes."""

    agency = forms.ChoiceField(label=_("Agency"), required=False)
    competency = forms.ChoiceField(label=_("Competency"), required=False)
    minutes = forms.TypedChoiceField(label=_("Reading time"), required=False, coerce=int)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, data: QueryDict, *, wish: Wish, entries: list[CatalogueEntry]) -> None:
        super().__init__(data)
        self.wish, self.entries = wish, entries
        competencies = known(entry.competencies for entry in entries)
        self._offer("agency", _("every agency"), [(value, str(label)) for value, label in Agency.choices])
        self._offer("competency", _("every competency"), [(code, name_of(code)) for code in competencies])
        self._offer("minutes", _("any length"), [(number, _up_to(number)) for number in MINUTES])
        self._offer("language", None, [(code, LANGUAGE_NAMES[code]) for code, _name in settings.LANGUAGES])

    def _offer(self, name: str, nothing: Any, choices: list[tuple[Any, str]]) -> None:
        counted = [(value, f"{label} ({self._count(name, value)})") for value, label in choices]
        field: Any = self.fields[name]
        field.choices = counted if nothing is None else [("", nothing), *counted]

    def _count(self, name: str, value: Any) -> int:
        wish = replace(self.wish, **{name: value})
        return sum(wish.fits(entry) for entry in self.entries)


@dataclass(frozen=True)
class Shown:
    """The catalogue page: `catalogue` holds the courses that fit; `asked`: somebody wished for something."""

    catalogue: Catalogue
    form: WishForm
    asked: bool


def shown(language: str, request: HttpRequest) -> Shown:
    """One query however many courses and wishes there are, besides Wagtail's cached site paths."""
    entries = readable_courses(request)
    wish = _wish(request.GET, language)
    data = request.GET.copy()
    data.setdefault("language", language)
    form = WishForm(data, wish=wish, entries=entries)
    asked = wish != Wish(language) or not form.is_valid()
    fitting = tuple(entry for entry in entries if wish.fits(entry))
    return Shown(Catalogue(fitting, () if asked else unavailable(entries, language)), form, asked)


def _wish(given: QueryDict, language: str) -> Wish:
    """What is asked for; a value nobody offered is no wish, and the form says so."""
    minutes, wanted = given.get("minutes", ""), given.get("language", "")
    return Wish(
        language=wanted if wanted in LANGUAGE_NAMES else language,
        agency=given.get("agency", "") if given.get("agency") in Agency.values else "",
        competency=given.get("competency", "")[:8],
        minutes=int(minutes) if minutes in map(str, MINUTES) else 0,
    )


def _up_to(minutes: int) -> str:
    return ngettext("up to %(minutes)d minute", "up to %(minutes)d minutes", minutes) % {"minutes": minutes}
