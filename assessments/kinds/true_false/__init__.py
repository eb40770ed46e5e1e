from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import Draft, Key, Structure
from assessments.kinds.choosing import ChoiceKind
from assessments.kinds.registry import register


@register
class TrueFalse(ChoiceKind):
    """A statement to judge. The product words the two options itself and never shuffles them."""

    name = "true_false"
    label = gettext_lazy("true or false")
    hint = gettext_lazy("Is the statement true or false?")
    input_type = "radio"
    shuffles = False
    most = 1
    blocks = ()
    uses = ("points", "answer_is_true")

    def problem(self, draft: Draft) -> str | None:
        return None

    def structure(self, draft: Draft) -> Structure:
        return {"points": draft.points, "options": ["true", "false"]}

    def key(self, draft: Draft) -> Key:
        return {"right": ["true" if draft.is_true else "false"], "scheme": "all"}

    def texts(self, order: Sequence[str], words: Mapping[str, str]) -> list[str]:
        labels = {"true": _("True"), "false": _("False")}
        return [labels[option] for option in order]
