"""Sound and moving pictures of our own. They never load unasked, and nobody is left without their words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from courses.blocks.rich import PROSE_PREVIEW, PlainRichTextBlock
from courses.media import AUDIO, CAPTIONS, VIDEO, check_file

TRANSCRIPT = _("What is said and what is heard, in full; of a video also what is seen and not said.")


class MediaBlock(blocks.StructBlock):
    """`accepted` maps a field to the endings its document may have. A draft may lack any of them."""

    accepted: dict[str, frozenset[str]] = {}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {name: error for name in self.accepted if (error := self._problem(name, cleaned[name]))}
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def _problem(self, name: str, document: Any) -> ValidationError | None:
        if document is None:
            return None
        ending, endings = document.file_extension.lower(), self.accepted[name]
        if ending not in endings:
            return ValidationError(_("Choose a file of the type %(types)s.") % {"types": ", ".join(sorted(endings))})
        try:
            with document.open_file() as file:
                check_file(file, ending)
        except ValidationError as error:
            return error
        return None


class AudioBlock(MediaBlock):
    title = blocks.CharBlock(label=_("title"), max_length=160)
    file = DocumentChooserBlock(label=_("sound"), help_text=_("mp3 or ogg"))
    transcript = PlainRichTextBlock(label=_("transcript"), help_text=TRANSCRIPT)
    accepted = {"file": AUDIO}

    class Meta:
        icon = "media"
        label = _("Audio")
        group = _("Pictures and sound")
        template = "courses/blocks/audio.html"
        description = _("A recording with its transcript, which is required to publish. Loads only when played.")
        preview_value = {"title": "Bir çağrı", "file": None, "transcript": PROSE_PREVIEW}


class VideoBlock(MediaBlock):
    title = blocks.CharBlock(label=_("title"), max_length=160)
    file = DocumentChooserBlock(label=_("video"), help_text=_("mp4 or webm"))
    captions = DocumentChooserBlock(
        label=_("captions"), help_text=_("A WebVTT file (.vtt) in the language of the lesson.")
    )
    poster = ImageChooserBlock(label=_("picture before it plays"), required=False)
    transcript = PlainRichTextBlock(label=_("transcript"), help_text=TRANSCRIPT)
    accepted = {"file": VIDEO, "captions": CAPTIONS}

    class Meta:
        icon = "media"
        label = _("Video")
        group = _("Pictures and sound")
        template = "courses/blocks/video.html"
        description = _("A video with captions and transcript, both required to publish. Loads only when played.")
        preview_value = {
            "title": "Otogarda ilk dakika",
            "file": None,
            "captions": None,
            "poster": None,
            "transcript": PROSE_PREVIEW,
        }
