"""The forms by which Wagtail's libraries of pictures and documents take files: every door of them uses these two
(WAGTAILIMAGES_IMAGE_FORM_BASE, WAGTAILDOCS_DOCUMENT_FORM_BASE): single, several at once, exchange, chooser.
"""

from collections.abc import Callable
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import ImageFileExtensionValidator, WagtailImageField
from wagtail.images.forms import BaseImageForm

from common.text import without_direction_marks
from common.uploads import papers, pictures, recordings

CHECKS: dict[str, Callable[[IO[bytes]], None]] = {
    "pdf": papers.pdf,
    "vtt": papers.vtt,
    "mp4": recordings.mp4,
    "webm": recordings.webm,
    "mp3": recordings.mp3,
    "ogg": recordings.ogg,
}
"""What a document may be; an ending without a check here is refused, whatever WAGTAILDOCS_EXTENSIONS says."""


class _FileForm:
    """A title is shown in lists: it must not turn the direction of what stands beside it."""

    add_error: Any
    cleaned_data: dict[str, Any]
    errors: Any
    files: Any

    def clean_title(self) -> str:
        return without_direction_marks(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        """Wagtail keeps a good file of a bad form for later; nobody comes back for it."""
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        wrong = [text for name, texts in self.errors.items() if name != "file" for text in texts]
        if self.files and wrong and "file" not in self.errors:
            self.add_error("file", _("The file was not kept. Choose it again. %(why)s") % {"why": " ".join(wrong)})
        return cleaned


class PictureField(WagtailImageField):
    """Draws a picture anew before Wagtail measures it: a damaged one would end its measuring with a 500."""

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile) and not self.disabled:
            ImageFileExtensionValidator(data)
            self.check_image_file_size(data)
            pictures.redraw(data)
        return super().to_python(data)


class PictureForm(_FileForm, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:  # not in the form for what was sent before
            self.fields["file"].__class__ = PictureField  # with the label, widget and words Wagtail gave it


class DocumentForm(_FileForm, BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check = CHECKS.get((file.name or "").rpartition(".")[2].lower())
            if check is None:
                raise ValidationError(_("Files of this kind are not accepted."))
            file.seek(0)
            check(file.file)  # type: ignore[arg-type]
            file.seek(0)
        return file
