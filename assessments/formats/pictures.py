"""Pictures from files: only what Pillow decodes, redrawn as PNG, so that nothing but pixels is kept."""

import warnings
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from assessments.formats.neutral import Picture, Unreadable

LONGEST_SIDE = 1200  # pixels
MOST_PIXELS = 24_000_000


def clean(name: str, data: bytes) -> Picture:
    """PNG or JPEG as PNG; cleaning it again gives the same bytes. Raises Unreadable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(data), formats=["PNG", "JPEG"]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Unreadable(_("The picture %(name)s is too large.") % {"name": name[:80]})
                upright = ImageOps.exif_transpose(image).convert(
                    "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
                )
    except Unreadable:
        raise
    except Exception:  # a damaged picture makes Pillow raise nearly anything
        raise Unreadable(_("The picture %(name)s is damaged or neither PNG nor JPEG.") % {"name": name[:80]}) from None
    if upright.mode == "RGBA" and upright.getchannel("A").getextrema() == (255, 255):
        upright = upright.convert("RGB")
    if max(upright.size) > LONGEST_SIDE:
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = BytesIO()
    pixels = Image.frombytes(upright.mode, upright.size, upright.tobytes())  # without what the file said besides
    pixels.save(out, "PNG", optimize=False, compress_level=9)
    return Picture(name, out.getvalue(), upright.width, upright.height)
