"""The shapes people fill in."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models.drafts import DraftForm
from assessments.queries.waiting import Criterion
from assessments.quiz_words import empty_sections

FEW = 5  # points up to which a row of buttons is quicker than a number


class MarkForm(forms.Form):
    """Points for each criterion of a rubric, a word to the officer, and why when a mark is given anew."""

    comment = forms.CharField(
        label=_("Comment to the officer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Shown beside the result. Write it in the language of the answer."),
    )
    reason = forms.CharField(
        label=_("Why the mark is given anew"),
        max_length=200,
        help_text=_("Kept with the mark; the officer does not see it."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, criteria: Sequence[Criterion], again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        if not again:
            del self.fields["reason"]
        for number, criterion in enumerate(criteria, start=1):
            self.fields[f"criterion-{number}"] = _points(criterion)
        self.order_fields([*(f"criterion-{number}" for number in range(1, len(criteria) + 1)), "comment", "reason"])

    @property
    def rubric(self) -> list[tuple[Criterion, forms.BoundField]]:
        return [(criterion, self[f"criterion-{number}"]) for number, criterion in enumerate(self.criteria, start=1)]

    def points(self) -> Decimal:
        return sum((Decimal(points) for points in self.won().values()), Decimal(0))

    def won(self) -> dict[str, str]:
        """Criterion id → points, as text."""
        return {
            criterion.id: str(self.cleaned_data[f"criterion-{number}"])
            for number, criterion in enumerate(self.criteria, start=1)
        }


def _points(criterion: Criterion) -> forms.Field:
    label = criterion.text or _("Points")
    if criterion.most > FEW:
        return forms.IntegerField(label=label, min_value=0, max_value=criterion.most)
    choices = [(str(points), str(points)) for points in range(criterion.most + 1)]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


class FilledQuizForm(DraftForm):
    """Asks at publish that the banks hold questions; not the model: a program may publish a quiz before its bank."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation and not self.errors:
            for problem in empty_sections(self.instance):
                self.add_error("sections", problem)
