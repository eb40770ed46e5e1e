from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import ChoiceKind, Draft
from assessments.kinds.registry import register


@register
class Single(ChoiceKind):
    """Several options, exactly one right."""

    name = "single"
    label = gettext_lazy("single choice")
    input_type = "radio"
    most = 1

    def problem(self, draft: Draft) -> str | None:
        if len(draft.options) < 2 or len(draft.right) != 1:
            return _("A single choice question needs at least two options and exactly one right answer.")
        return None
