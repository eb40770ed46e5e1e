from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import ChoiceKind, Draft, Structure
from assessments.kinds.registry import register


@register
class TrueFalse(ChoiceKind):
    """A statement to judge. The product words the two options itself and never shuffles them."""

    name = "true_false"
    label = gettext_lazy("true or false")
    input_type = "radio"
    shuffles = False
    most = 1

    def problem(self, draft: Draft) -> str | None:
        return None

    def structure(self, draft: Draft) -> Structure:
        return {"options": ["true", "false"], "key": ["true" if draft.is_true else "false"], "points": 1}

    def texts(self, options: Sequence[str], words: Mapping[str, str]) -> dict[str, str]:
        labels = {"true": _("True"), "false": _("False")}
        return {option: labels[option] for option in options}
