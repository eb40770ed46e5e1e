from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import Draft
from assessments.kinds.choosing import ChoiceKind
from assessments.kinds.registry import register


@register
class Single(ChoiceKind):
    """Several options, exactly one right."""

    name = "single"
    label = gettext_lazy("single choice")
    hint = gettext_lazy("Choose one answer.")
    input_type = "radio"
    most = 1

    def problem(self, draft: Draft) -> str | None:
        if len(draft.of("option")) < 2 or len(self.key(draft)["right"]) != 1:
            return _("A single choice question needs at least two options and exactly one right answer.")
        return None
