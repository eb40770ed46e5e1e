"""Files of sound, video and captions that lessons play. What they may hold is told in `common.uploads`."""

from typing import IO

from common.uploads import papers, recordings

CHECKS = {
    "mp3": recordings.mp3,
    "ogg": recordings.ogg,
    "mp4": recordings.mp4,
    "webm": recordings.webm,
    "vtt": papers.vtt,
}

AUDIO = frozenset({"mp3", "ogg"})
VIDEO = frozenset({"mp4", "webm"})
CAPTIONS = frozenset({"vtt"})
LARGEST = 10 * 1024 * 1024  # bytes, as in Wagtail: some four minutes of video for small screens


def check_file(file: IO[bytes], ending: str) -> None:
    """Raise ValidationError unless the content is of the kind its ending says; `ending` is one of those above."""
    file.seek(0)
    CHECKS[ending](file)
