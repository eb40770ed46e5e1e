from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import ChoiceKind, Draft
from assessments.kinds.registry import register


@register
class Multiple(ChoiceKind):
    """Several options, one or more right; all or nothing, so that ticking everything wins nothing."""

    name = "multiple"
    label = gettext_lazy("multiple choice (all right ones, no wrong one)")
    input_type = "checkbox"

    def problem(self, draft: Draft) -> str | None:
        if len(draft.options) < 2 or not draft.right:
            return _("A multiple choice question needs at least two options and one or more right answers.")
        return None
