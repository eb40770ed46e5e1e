"""Files of sound, video and captions that lessons play: which there may be, and whether captions are captions."""

from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

AUDIO = frozenset({"mp3", "ogg"})
VIDEO = frozenset({"mp4", "webm"})
CAPTIONS = frozenset({"vtt"})
MOST_CAPTIONS = 200 * 1024  # bytes: an hour of speech is a third of that


def check_captions(file: BinaryIO) -> None:
    """Raise ValidationError unless the file is WebVTT (https://www.w3.org/TR/webvtt1/) with at least one cue."""
    content = file.read(MOST_CAPTIONS + 1)
    if len(content) > MOST_CAPTIONS:
        raise ValidationError(
            _("The captions are larger than %(kilobytes)d kB.") % {"kilobytes": MOST_CAPTIONS // 1024}
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("The captions are not UTF-8 text.")) from None
    if not text.startswith(("WEBVTT\n", "WEBVTT\r", "WEBVTT ", "WEBVTT\t")):
        raise ValidationError(_("The captions are no WebVTT file: the first line must be WEBVTT."))
    if "-->" not in text:
        raise ValidationError(_("The captions have no line with a time, such as 00:01.000 --> 00:04.000."))
