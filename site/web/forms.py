from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency


class Renderer(TemplatesSetting):
    """Every form of the site: label, help, error and field in the order a person reads them."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class SampleForm(forms.Form):
    """One field of each kind, for the style guide."""

    name = forms.CharField(label=_("Name"), help_text=_("As on your service card."))
    note = forms.CharField(label=_("Note"), widget=forms.Textarea, required=False)
    agency = forms.ChoiceField(label=_("Institution"), choices=[("", "–"), *Agency.choices], required=False)
    day = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    answer = forms.ChoiceField(label=_("Who identifies a victim?"), widget=forms.RadioSelect, choices=Agency.choices)
    several = forms.MultipleChoiceField(
        label=_("Which signs are strong?"), widget=forms.CheckboxSelectMultiple, choices=Agency.choices, required=False
    )
    agree = forms.BooleanField(label=_("I have read this"))


class NameForm(forms.Form):
    """The name for a confirmation of participation; it is kept nowhere."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        required=False,
        help_text=_("It goes onto the sheet and is kept nowhere. Leave it empty to write it by hand."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )

    def clean_name(self) -> str:
        """One line: names are read, never parsed, so nothing else is refused."""
        return " ".join(str(self.cleaned_data["name"]).split())
