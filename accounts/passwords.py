"""Passwords by NIST SP 800-63B-4: long, not on a list of breached ones, nothing else demanded."""

from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.text import fold

# Frequent in Turkish breaches and absent from Django's list of 20,000; compared folded and without digits at the end.
TURKISH_COMMON = frozenset(
    [
        "fenerbahce",
        "galatasaray",
        "besiktas",
        "trabzonspor",
        "istanbul",
        "ankara",
        "izmir",
        "turkiye",
        "ataturk",
        "bismillah",
        "canimsin",
        "askimsin",
        "seniseviyorum",
        "emniyet",
        "jandarma",
        "sahilguvenlik",
        "polis",
        "komiser",
        "insanticareti",
        "sifre",
        "parola",
        "merhaba",
        "benimsifrem",
        "sifremyok",
    ]
)


class BreachedPasswordValidator(CommonPasswordValidator):
    """Refuses passwords found in breaches. The list is local: a closed network asks no outside service."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        word = "".join(c for c in fold(password) if c.isalpha())
        rest = len(password) - len(word)
        repeated = any(word and word == common * (len(word) // len(common)) for common in TURKISH_COMMON)
        if repeated and rest <= 6:
            raise ValidationError(
                _("This password appears in lists of leaked passwords. Choose several unrelated words."),
                code="password_too_common",
            )
