"""Archives from outside: looked at before anything is unpacked. And archives that are the same each time."""

import stat
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from django.utils.translation import gettext as _

from assessments.formats.neutral import Unreadable

MOST_ENTRIES = 1500
MOST_BYTES = 40 * 1024 * 1024  # unpacked, all together
MOST_ENTRY = 16 * 1024 * 1024
RATIO = 200  # a text file full of blanks packs to about 1:1000
_EARLY = (1980, 1, 1, 0, 0, 0)


class Archive:
    """The files of an archive by name. Raises Unreadable, when opened or read, for what no honest program writes."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
            self.entries = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError, UnicodeError, OverflowError):
            raise Unreadable(_("This is not a zip file, or it is damaged. Export it again.")) from None
        self._check(len(data))

    def _check(self, packed: int) -> None:
        infos = self._zip.infolist()
        if len(infos) > MOST_ENTRIES or len({info.filename for info in infos}) != len(infos):
            raise Unreadable(_("The archive holds too many files, or two of the same name."))
        total = sum(info.file_size for info in infos)
        if (
            total > MOST_BYTES
            or any(info.file_size > MOST_ENTRY for info in infos)
            or total > RATIO * max(packed, 1024)
        ):
            raise Unreadable(_("The archive is too large when unpacked."))
        for info in infos:
            name, parts = info.filename, info.filename.split("/")
            if name.startswith("/") or "\\" in name or ":" in name or ".." in parts or "\0" in name:
                raise Unreadable(_("The archive holds a file that wants to leave it."))
            if stat.S_ISLNK(info.external_attr >> 16) or info.flag_bits & 1:
                raise Unreadable(_("The archive holds a link or a locked file."))
            if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise Unreadable(_("The archive is packed in an unusual way. Pack it as an ordinary zip file."))

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def read(self, name: str) -> bytes:
        try:
            with self._zip.open(self.entries[name]) as file:
                return file.read(MOST_ENTRY + 1)
        except (BadZipFile, ZlibError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            raise Unreadable(_("%(name)s in the archive is damaged. Export it again.") % {"name": name[:80]}) from None


def pack(files: Mapping[str, bytes], first: str = "") -> bytes:
    """The same bytes for the same files: sorted, with one fixed date."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda each: (each != first, each)):
            info = ZipInfo(name, _EARLY)
            info.create_system, info.compress_type, info.external_attr = 3, ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()
