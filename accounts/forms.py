"""The sign-in form: e-mail, or institution and service number, in one page."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution
from common.text import fold_identifier


class SignInForm(LoginForm):
    """With an institution chosen, the identifier is read as a service number of that institution; otherwise as an
    e-mail address.
    """

    institution = forms.ModelChoiceField(
        label=_("Institution"),
        queryset=Institution.objects.order_by("name"),
        to_field_name="code",
        required=False,
        empty_label=_("I sign in with my e-mail address"),
    )

    field_order = ["institution", "login", "password"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address or service number")
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].help_text = ""
        self.fields.pop("remember", None)
        self.order_fields(self.field_order)  # allauth puts its own fields first

    def clean_login(self) -> str:
        return fold_identifier(self.cleaned_data["login"])

    def user_credentials(self) -> dict[str, str]:
        institution = self.cleaned_data.get("institution")
        if institution is None:
            return super().user_credentials()
        return {
            "username": f"{institution.code}-{self.cleaned_data['login']}",
            "password": self.cleaned_data["password"],
        }
