"""Pictures of the library: decoded and drawn anew, so that nothing but pixels is kept.

What hides in a picture file – a second file behind the first, the place where it was taken, a script – does not
survive. Decoding is bounded by the size the file declares, which is read before a single pixel is.
"""

import warnings
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

LONGEST_SIDE = 2400  # pixels: a page shows at most half of that, at double density
MOST_PIXELS = 24_000_000
MOST_PIECES = 20_000
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
SAVING = {"PNG": {"compress_level": 6}, "JPEG": {"quality": 90, "progressive": True}, "WEBP": {"quality": 90}}
MODES = {"PNG": ("1", "L", "LA", "P", "RGB", "RGBA"), "JPEG": ("L", "RGB"), "WEBP": ("RGB", "RGBA")}


def redraw(file: UploadedFile) -> None:
    """Replace what the file holds by the same picture drawn anew. Raises ValidationError, with the file unchanged."""
    kind = FORMATS.get((file.name or "").rpartition(".")[2].lower())
    if kind is None:
        raise ValidationError(_("Only pictures in the formats PNG, JPEG and WebP are accepted."))
    drawn = _drawn(file, kind)
    file.seek(0)
    file.truncate()
    file.write(drawn)
    file.seek(0)
    file.size = len(drawn)


def _drawn(file: IO[bytes], kind: str) -> bytes:
    if _pieces(file, kind) > MOST_PIECES or not _has_end(file, kind):
        raise _damaged()
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(file, formats=[kind]) as image:
                _measure(image)
                return _saved(_upright(image), kind)
    except ValidationError:
        raise
    except Exception:  # a damaged picture makes Pillow raise nearly anything
        raise _damaged() from None


def _damaged() -> ValidationError:
    return ValidationError(_("This picture is damaged or not what its name says. Save it anew as PNG or JPEG."))


def _pieces(file: IO[bytes], kind: str) -> int:
    """How many segments (JPEG, before the pixels) or chunks (PNG) it has: Pillow takes ten microseconds for each, and
    ten megabytes can hold millions. Counts to the bound only.
    """
    size, place, found = file.seek(0, 2), {"JPEG": 2, "PNG": 8}.get(kind, 1 << 62), 0
    while place < size and found <= MOST_PIECES:
        file.seek(place)
        head = file.read(8)
        if kind == "JPEG" and (head[:1] != b"\xff" or head[1:2] == b"\xda"):
            break
        place += 2 + int.from_bytes(head[2:4], "big") if kind == "JPEG" else 12 + int.from_bytes(head[:4], "big")
        found += 1
    return found


def _has_end(file: IO[bytes], kind: str) -> bool:
    """WeasyPrint tells Pillow, for the whole process, to take pictures that are cut off."""
    file.seek(0)
    data = file.read()
    if kind == "WEBP":
        return len(data) >= 8 + int.from_bytes(data[4:8], "little")
    return (b"IEND" if kind == "PNG" else b"\xff\xd9") in data


def _measure(image: Image.Image) -> None:
    """By what the head of the file says; nothing is decoded yet."""
    if image.width * image.height > MOST_PIXELS:
        raise ValidationError(
            _("This picture has too many pixels: at most %(most)s million.") % {"most": MOST_PIXELS // 1_000_000}
        )
    if image.format in ("PNG", "WEBP") and getattr(image, "n_frames", 1) > 1:
        raise ValidationError(_("Moving pictures are not accepted. Save one frame of it as PNG."))


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera held it, and no larger than a page needs."""
    turned = image.getexif().get(0x0112, 1)
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded at a fraction of its size
    if max(image.size) > LONGEST_SIDE and image.mode in ("1", "P"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return ImageOps.exif_transpose(image) if turned != 1 else image


def _saved(image: Image.Image, kind: str) -> bytes:
    if image.mode not in MODES[kind]:
        image = image.convert("RGBA" if kind != "JPEG" and image.has_transparency_data else "RGB")
    image.load()
    transparency = image.info.get("transparency")
    image.info = {} if transparency is None else {"transparency": transparency}
    out = BytesIO()
    image.save(out, kind, **SAVING[kind])
    return out.getvalue()
