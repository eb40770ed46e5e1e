"""Documents for download: PDF without programs in it, captions in WebVTT.

A reader's PDF program runs what a PDF brings along; officers open these files at their desks. So a PDF that acts,
carries other files, or hides its content behind a password is refused. Streams of objects are unpacked for that, up to
a bound; what is behind the bound is refused too.
"""

import re
import zlib
from typing import IO
from zipfile import is_zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_UNPACKED = 32 * 1024 * 1024  # of all object streams of one file together
MOST_NUMBERED = 100_000  # letters written as numbers; pictures inside hold a few thousand by chance
MOST_VTT = 1024 * 1024
# PDF 2.0 (ISO 32000-2), 12.6.4 and 7.11.4: actions that run, send or open something, and files inside. These names are
# too long to stand in a compressed picture by chance; the short ones are looked for between the streams only.
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|Movie|Rendition)(?![A-Za-z0-9])"
)
_ACTIVE_SHORT = re.compile(rb"/(?:JS|XFA|3D)(?![A-Za-z0-9])")
_LETTER = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"\bstream\r?\n")
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|script|svg|\?xml\b)", re.IGNORECASE)
_CUE = re.compile(r"^(?:\d+:)?\d{2}:\d{2}\.\d{3}[ \t]+-->[ \t]+(?:\d+:)?\d{2}:\d{2}\.\d{3}", re.MULTILINE)


def pdf(file: IO[bytes]) -> None:
    """Raises ValidationError for what is no PDF, is something else besides, or acts."""
    data = file.read()
    if not re.match(rb"%PDF-[12]\.\d", data) or b"%%EOF" not in data[-1024:] or b"startxref" not in data[-4096:]:
        raise _damaged()
    _only_one_thing(file, data[:1024])
    if len(_LETTER.findall(data)) > MOST_NUMBERED:
        raise _damaged()
    between, packed = _parts(data)
    if re.search(rb"/Encrypt\b", _named(between)):
        raise ValidationError(_("This PDF is protected by a password. Save it without."))
    objects = [between, *packed]
    if _ACTIVE.search(_named(data)) or any(p.search(_named(o)) for o in objects for p in (_ACTIVE, _ACTIVE_SHORT)):
        raise ValidationError(
            _("This PDF holds programs, forms that send, or other files. Print it into a new PDF and send that one.")
        )


def _named(piece: bytes) -> bytes:
    """Names may be written with numbers for letters: `/J#53` is `/JS`."""
    return _LETTER.sub(lambda found: bytes([int(found[1], 16)]), piece) if b"#" in piece else piece


def _parts(data: bytes) -> tuple[bytes, list[bytes]]:
    """What stands between the streams, and what the streams of objects hold. Raises ValidationError."""
    between, packed, place, left = [], [], 0, MOST_UNPACKED
    for stream in _STREAM.finditer(data):
        if stream.start() < place:
            continue
        between.append(data[place : stream.start()])
        head = _named(between[-1][-4096:].rpartition(b"obj")[2])
        place = data.find(b"endstream", stream.end())
        if place < 0:
            raise _damaged()
        if b"/ObjStm" in head or b"/XRef" in head:
            between.append(head)
        if b"/ObjStm" in head:
            packed.append(_unpacked(head, data[stream.end() : place], left))
            left -= len(packed[-1])
    return b"\n".join([*between, data[place:]]), packed


def _unpacked(head: bytes, body: bytes, left: int) -> bytes:
    """One stream of objects. Programs pack it in one way only; another way hides something."""
    if b"/Filter" not in head:
        return body
    if b"/DecodeParms" in head or head.count(b"Decode") != 1 or not re.search(rb"/Filter[\s\[]*/FlateDecode\b", head):
        raise _damaged()
    try:
        piece = zlib.decompressobj().decompress(body, left + 1)
    except zlib.error:
        raise _damaged() from None
    if len(piece) > left:
        raise ValidationError(_("This PDF is too large when unpacked."))
    return piece


def _damaged() -> ValidationError:
    return ValidationError(_("This is not a PDF file, or it is damaged. Save it as PDF again."))


def vtt(file: IO[bytes]) -> None:
    """Captions: text with at least one cue."""
    data = file.read(MOST_VTT + 1)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        text = ""
    if len(data) > MOST_VTT or "\0" in text or not re.match(r"WEBVTT(?:[ \t].*)?\n", text) or not _CUE.search(text):
        raise ValidationError(_("These are no captions in WebVTT: the first line is WEBVTT, each cue has its times."))
    _only_one_thing(file, data[:1024])


def _only_one_thing(file: IO[bytes], head: bytes) -> None:
    """A file that is an archive or a page besides is made to be taken for one."""
    file.seek(0)
    if is_zipfile(file) or _MARKUP.search(head):
        raise ValidationError(_("This file is of two kinds at once. Save it again with the program it was made with."))
