"""Sound and film for lessons: read by their outer structure only; nothing is decoded here.

Browsers decode them, in a sandbox of their own. What is checked is that a file is what its ending says, whole to its
last byte, and nothing else besides.
"""

from typing import IO
from zipfile import is_zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4A ", b"M4V ", b"dash")
KNOWN_BOXES = (
    b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx", b"styp", b"uuid", b"meta", b"udta",
    b"pdin",
)  # fmt: skip
MOST_BOXES = 10_000
MOST_PAGES = 50_000
EBML, WEBM = b"\x1a\x45\xdf\xa3", b"webm"


def mp4(file: IO[bytes]) -> None:
    """ISO 14496-12: a row of boxes, each with its length, that fills the file exactly."""
    size, place = _length(file), 0
    seen: list[bytes] = []
    while place < size and len(seen) < MOST_BOXES:
        file.seek(place)
        head = file.read(16)
        length, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - place
        if length < 8 or kind not in KNOWN_BOXES or place + length > size:
            raise _damaged()
        if not seen and (kind != b"ftyp" or head[8:12] not in BRANDS):
            raise _damaged()
        seen.append(kind)
        place += length
    if place != size or b"moov" not in seen or b"mdat" not in seen:
        raise _damaged()
    _only_one_thing(file)


def webm(file: IO[bytes]) -> None:
    """A Matroska file of the kind browsers play."""
    head = file.read(64)
    if not head.startswith(EBML) or WEBM not in head:
        raise _damaged()
    _only_one_thing(file)


def mp3(file: IO[bytes]) -> None:
    """MPEG audio: after an ID3 tag, if there is one, two frames that follow each other."""
    head = file.read(10)
    start = 0
    if head.startswith(b"ID3") and len(head) == 10:
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    first = _frame(file, start)
    if not first or not _frame(file, start + first):
        raise _damaged()
    _only_one_thing(file)


def ogg(file: IO[bytes]) -> None:
    """RFC 3533: a row of pages, each with the lengths of its pieces, that fills the file exactly; RFC 5334: sound."""
    size, place, pages = _length(file), 0, 0
    while place < size and pages < MOST_PAGES:
        file.seek(place)
        head = file.read(27)
        lengths = file.read(head[26]) if len(head) == 27 and head.startswith(b"OggS\0") else b""
        place += 27 + len(lengths) + sum(lengths)
        first = file.read(8)
        if not lengths or place > size or (pages == 0 and not first.startswith((b"OpusHead", b"\x01vorbis"))):
            raise _damaged()
        pages += 1
    if place != size or pages < 2:
        raise _damaged()
    _only_one_thing(file)


BITRATES = {3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
            2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)}  # fmt: skip
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000)}


def _frame(file: IO[bytes], place: int) -> int:
    """Bytes of the layer III frame that begins there; 0 when none does (ISO 11172-3, 13818-3)."""
    file.seek(place)
    head = int.from_bytes(file.read(4), "big")
    version, layer, rate = head >> 19 & 3, head >> 17 & 3, head >> 10 & 3
    if head >> 21 != 0x7FF or version not in BITRATES or layer != 1 or rate == 3:
        return 0
    bits = BITRATES[version][head >> 12 & 15] * 1000
    return (144 if version == 3 else 72) * bits // RATES[version][rate] + (head >> 9 & 1) if bits else 0


def _length(file: IO[bytes]) -> int:
    return file.seek(0, 2)


def _only_one_thing(file: IO[bytes]) -> None:
    file.seek(0)
    if is_zipfile(file):
        raise ValidationError(_("This file is of two kinds at once. Save it again with the program it was made with."))


def _damaged() -> ValidationError:
    return ValidationError(_("This recording is damaged or not what its name says. Export it again."))
