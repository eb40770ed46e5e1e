from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.formats import LABELS, MOST_BYTES, guess, read
from assessments.models import QuestionBank

SHOWN = 5  # problems of a file that is refused as a whole


class _WhereForm(forms.Form):
    bank = forms.ModelChoiceField(
        QuestionBank.objects.order_by("title"), to_field_name="slug", label=gettext_lazy("Question bank")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the questions"), choices=settings.LANGUAGES)
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=list(LABELS.items()))


class ImportForm(_WhereForm):
    """A file, and where its questions go. Without a format it is recognised by its content."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.xml,.txt,.gift,.zip"}),
        help_text=gettext_lazy("At most 5 MB. Nothing is stored before you have seen what would happen."),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish at once"),
        required=False,
        help_text=gettext_lazy("Otherwise the questions become drafts that go through review."),
    )
    field_order = ("file", "bank", "language", "format", "publish")

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formats: list[tuple[str, Any]] = [(name, label) for name, label in LABELS.items() if name != "qti21"]
        formats = [(name, _("QTI 2.1 or 3.0") if name == "qti" else label) for name, label in formats]
        self.fields["format"] = forms.ChoiceField(
            label=gettext_lazy("Format"),
            required=False,
            choices=[("", _("Recognise it by its content")), *formats],
        )
        self.order_fields(self.field_order)
        if not may_publish:
            del self.fields["publish"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        if file is None:
            return cleaned
        if file.size > MOST_BYTES:
            self.add_error("file", _("The file is larger than 5 MB. Split it."))
            return cleaned
        cleaned["data"] = file.read()
        cleaned["format"] = cleaned.get("format") or guess(file.name, cleaned["data"])
        if not cleaned["format"]:
            self.add_error("format", _("The format was not recognised. Choose it here."))
            return cleaned
        reading = read(cleaned["format"], cleaned["data"], language=cleaned.get("language", ""), name=file.name)
        if not reading.items:  # nothing of it could be stored, so nothing of it is kept
            self.add_error("file", [str(problem) for problem in reading.problems[:SHOWN]])
        return cleaned


class ExportForm(_WhereForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["bank"]
