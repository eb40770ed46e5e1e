"""The coordinator's forms: the filters of the list, and whom to enrol."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.scope import PersonScope
from coordination.domain import MOST, TooMany
from coordination.queries import Filters, Place, Row, children_of, courses, roots_of, state_labels, trail_of

LONGEST_NUMBER = 32


class LongSelect(forms.Select):
    """A hundred options as one string. Django renders a template for each, which costs more than the page."""

    def render(self, name: str, value: Any, attrs: dict | None = None, renderer: Any = None) -> SafeString:
        chosen = self.format_value(value)
        options = ((code, flatatt({"selected": str(code) in chosen}), label) for code, label in self.choices)
        attributes = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html(
            "<select{}>{}</select>", attributes, format_html_join("", '<option value="{}"{}>{}</option>', options)
        )


class FilterForm(forms.Form):
    """Shows the filters in force; what was sent is read by `queries.read_filters`, which knows the scope."""

    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False, widget=LongSelect)
    course = forms.ChoiceField(label=gettext_lazy("Course"), required=False, widget=LongSelect)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, widget=LongSelect)
    q = forms.CharField(
        label=gettext_lazy("Name or service number"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 80}),
    )
    direct = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *, scope: PersonScope, filters: Filters, only: tuple[str, ...] = ()) -> None:
        super().__init__(initial=filters.params())
        self._offer("unit", _("All my units"), unit_choices(scope, filters.unit))
        self._offer("course", _("All courses"), course_choices())
        self._offer("state", _("All enrolments"), state_labels().items())
        if not filters.direct:
            del self.fields["direct"]
        for name in set(self.fields) - set(only) if only else ():
            del self.fields[name]

    def _offer(self, name: str, everything: str, choices: Iterable[tuple[str, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = [("", everything), *choices]


def course_choices() -> list[tuple[str, str]]:
    return [(code, str(course)) for code, course in courses().items()]


def unit_choices(scope: PersonScope, current: Place | None) -> list[tuple[str, str]]:
    """The way down to the current unit with what lies beside and below it; never the whole tree of hundreds."""
    roots = roots_of(scope)
    opened = {unit.pk for unit in (trail_of(current) if current else roots if len(roots) == 1 else [])}

    def walk(units: list[Place], depth: int) -> Iterator[tuple[str, str]]:
        for unit in units:
            yield unit.code, "– " * depth + str(unit)
            if unit.pk in opened:
                yield from walk(children_of(unit), depth + 1)

    return list(walk(roots, 0))


class PeopleField(forms.MultipleChoiceField):
    """People ticked on the page. Someone who left the list since is no error: the check page tells."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: Any) -> bool:
        return str(value).isprintable()


class EnrolForm(forms.Form):
    """Whom to enrol and by when; the course and the unit are in the address."""

    due_on = forms.DateField(
        label=gettext_lazy("To be completed by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        help_text=gettext_lazy("Today or later."),
    )
    everyone = forms.BooleanField(required=False)
    people = PeopleField(label=gettext_lazy("People who are not on the course"), required=False)
    numbers = forms.CharField(
        label=gettext_lazy("Or paste service numbers"),
        required=False,
        max_length=MOST * 60,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocapitalize": "none"}),
        help_text=gettext_lazy(
            "One on each line; leading zeros count. What follows a tab, comma or semicolon is ignored."
        ),
    )

    def __init__(self, data: Any = None, *, candidates: list[Row], in_all: int) -> None:
        super().__init__(data)
        self.in_all = in_all
        self.confirming = data is not None and data.get("step") == "confirm"
        people = cast("PeopleField", self.fields["people"])
        people.choices = [(row.public_id, f"{row.name} · {row.service_number} · {row.unit_name}") for row in candidates]
        everyone = ngettext("Everyone in this list (%(n)s person)", "Everyone in this list (%(n)s people)", in_all)
        self.fields["everyone"].label = everyone % {"n": number_format(in_all, force_grouping=True)}
        if not candidates:
            del self.fields["people"], self.fields["everyone"]

    def clean_due_on(self) -> date | None:
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < timezone.localdate():
            raise ValidationError(_("The date must be today or later."))
        return due_on

    def clean_numbers(self) -> list[str]:
        return parse_numbers(self.cleaned_data["numbers"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.errors or self.confirming:  # who is meant was settled on the check page
            return values
        chosen = len(values["numbers"]) + (self.in_all if values.get("everyone") else len(values.get("people", ())))
        if not chosen:
            raise ValidationError(_("Choose at least one person, or paste at least one service number."))
        if chosen > MOST:
            raise ValidationError(str(TooMany(chosen)))
        return values


def parse_numbers(text: str) -> list[str]:
    """The first cell of each line, each number once, in the order typed."""
    cells = (re.split(r"[\t;,]", line.lstrip("\ufeff"), maxsplit=1)[0] for line in text.splitlines())
    numbers = ("".join(letter for letter in cell if letter.isprintable()).strip(" '\"") for cell in cells)
    return list(dict.fromkeys(_shown(number) for number in numbers if number))


def _shown(number: str) -> str:
    """One that is too long for a service number is cut, and must not become another's number by that."""
    return number if len(number) <= LONGEST_NUMBER else f"{number[:LONGEST_NUMBER]}…"
