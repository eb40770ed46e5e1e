from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import Draft
from assessments.kinds.choosing import ChoiceKind
from assessments.kinds.registry import register


@register
class Multiple(ChoiceKind):
    """Several options, one or more right. All or nothing unless the author shares the points out; ticking everything
    is no way to win under any scheme.
    """

    name = "multiple"
    label = gettext_lazy("multiple choice")
    hint = gettext_lazy("Choose every right answer.")
    input_type = "checkbox"
    uses = ("points", "scheme")

    def problem(self, draft: Draft) -> str | None:
        if len(draft.of("option")) < 2 or not self.key(draft)["right"]:
            return _("A multiple choice question needs at least two options and one or more right answers.")
        return None
