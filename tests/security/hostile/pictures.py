"""Pictures that are too large, broken, something else, or carry something."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.security.hostile.made import MARK, Hostile
from tests.security.hostile.svg import SVG

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HUGE = (6_000, 10_000, 20_000, 65_535, 100_000, 2**31 - 1)
FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
PROGRAMS = {
    "exe": b"MZ\x90\x00" + b"\0" * 200,
    "elf": b"\x7fELF\x02\x01\x01" + b"\0" * 200,
    "sh": b"#!/bin/sh\nid\n",
    "php": b"<?php phpinfo();",
    "html": b"<!doctype html><script>1</script>",
    "js": b"window.__ran=1",
    "txt": b"text",
    "zip": b"PK\x03\x04" + b"\0" * 60,
    "pdf": b"%PDF-1.7\n%%EOF",
    "rar": b"Rar!\x1a\x07\x01\x00",
    "7z": b"7z\xbc\xaf'\x1c",
    "class": b"\xca\xfe\xba\xbe\0\0\0\x34",
    "wasm": b"\0asm\1\0\0\0",
    "empty": b"",
    "nul": b"\0" * 500,
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(id) (w) file",
    "psd": b"8BPS\0\1" + b"\0" * 60,
}


def plain(kind: str = "PNG", size: tuple[int, int] = (64, 48), **how: object) -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind, **how)
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *more: bytes, depth: int = 8, colour: int = 2, idat: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return SIGNATURE + head + b"".join(more) + chunk(b"IDAT", idat or zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def pictures() -> Iterator[Hostile]:
    for family, make in {
        "pixel flood": floods,
        "truncated": truncated,
        "lying ending": lies,
        "svg": drawings,
        "moving": moving,
        "broken inside": broken,
        "name": names,
    }.items():
        for what, name, data in make():
            yield Hostile("picture", family, what, name, data)


def floods() -> Iterator[tuple[str, str, bytes]]:
    for side in HUGE:
        for depth, colour in ((8, 2), (8, 6), (16, 6), (1, 0)):
            yield f"PNG {side}² {depth} bit, kind {colour}", "a.png", png(side, side, depth=depth, colour=colour)
    zeros = zlib.compress(b"\0" * (1501 * 12_000), 1)
    yield "whole PNG of 12000², one bit", "a.png", png(12_000, 12_000, depth=1, colour=0, idat=zeros)
    yield "wide PNG", "a.png", png(2**31 - 1, 1)
    yield "high PNG", "a.png", png(1, 2**31 - 1)
    jpeg = plain("JPEG")
    frame = jpeg.index(b"\xff\xc0") + 5
    for height, width in ((65_500, 65_500), (65_500, 400), (5_000, 6_000)):
        yield f"JPEG {width}×{height}", "a.jpg", jpeg[:frame] + struct.pack(">HH", height, width) + jpeg[frame + 4 :]
    for side in (5_000, 16_383):
        bits = (side - 1) | (side - 1) << 14
        body = b"\x2f" + struct.pack("<I", bits) + b"\0" * 20
        riff = b"WEBPVP8L" + struct.pack("<I", len(body)) + body
        yield f"WebP {side}²", "a.webp", b"RIFF" + struct.pack("<I", len(riff)) + riff
    for ending in ("gif", "png"):
        gif = b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\x80\0\0" + b"\0" * 6 + b",\0\0\0\0\xff\xff\xff\xff\0;"
        yield f"GIF 65535² as {ending}", f"a.{ending}", gif
        bmp = b"BM" + b"\0" * 8 + struct.pack("<IIiiHHIIiiII", 54, 40, 2**30, 2**30, 1, 24, 0, 0, 0, 0, 0, 0)
        yield f"BMP 2³⁰ as {ending}", f"a.{'bmp' if ending == 'gif' else ending}", bmp
        tags = b"".join(
            struct.pack("<HHII", tag, 4, 1, value)
            for tag, value in ((256, 10**6), (257, 10**6), (259, 1), (262, 1), (273, 8), (278, 1), (279, 1))
        )
        tiff = b"II*\0\x08\0\0\0" + struct.pack("<H", 7) + tags + b"\0\0\0\0"
        yield f"TIFF 10⁶ as {ending}", f"a.{'tiff' if ending == 'gif' else ending}", tiff


def truncated() -> Iterator[tuple[str, str, bytes]]:
    for ending, kind in FORMATS.items():
        whole = plain(kind)
        for part in (1, 2, 4, 6, 8, 10, 12, 25, 50, 75):
            yield f"{kind} cut at {part} %", f"a.{ending}", whole[: len(whole) * part // 100]


def lies() -> Iterator[tuple[str, str, bytes]]:
    for ending in FORMATS:
        for what, data in PROGRAMS.items():
            yield f"{what} as {ending}", f"a.{ending}", data
        for other in {"PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "ICO"} - {FORMATS[ending]}:
            yield f"{other} as {ending}", f"a.{ending}", plain(other)


def drawings() -> Iterator[tuple[str, str, bytes]]:
    for what, text in SVG.items():
        yield f"{what}, .svg", "a.svg", text.encode()
        yield f"{what}, .png", "a.png", text.encode()


def moving() -> Iterator[tuple[str, str, bytes]]:
    frames = [Image.new("RGB", (40, 40), (shade, 0, 0)) for shade in range(0, 250, 10)]
    for kind, ending, more in (("GIF", "gif", {}), ("GIF", "png", {}), ("PNG", "png", {}), ("WEBP", "webp", {})):
        out = BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=1, **more)
        yield f"{kind} of 25 frames as {ending}", f"a.{ending}", out.getvalue()
    control = chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))
    yield "PNG that tells of 2³¹ frames", "a.png", png(10, 10, control)


def broken() -> Iterator[tuple[str, str, bytes]]:
    bomb = zlib.compress(b"A" * 80_000_000, 1)
    yield "text of 80 MB inside", "a.png", png(9, 9, chunk(b"zTXt", b"Comment\0\0" + bomb))
    yield "profile of 80 MB inside", "a.png", png(9, 9, chunk(b"iCCP", b"x\0\0" + bomb))
    yield "chunk longer than the file", "a.png", SIGNATURE + struct.pack(">I", 2**31 - 1) + b"IHDR" + b"\0" * 30
    yield "no pixels", "a.png", SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 2, 0, 0, 0))
    yield "wrong sums", "a.png", plain().replace(b"IDAT", b"IDAX", 1)
    yield "size nought", "a.png", png(0, 0)
    yield "unknown colour", "a.png", png(9, 9, colour=5)
    yield "pixels that are no deflate stream", "a.png", png(9, 9, idat=b"\xff" * 50)
    yield "two heads", "a.png", png(9, 9, chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)))
    yield "JPEG without tables", "a.jpg", b"\xff\xd8\xff\xc0\0\x0b\x08\0\x09\0\x09\x01\x01\x11\0\xff\xd9"
    yield "JPEG of markers only", "a.jpg", b"\xff\xd8" + b"\xff\xfe\0\x02" * 200_000
    yield "JPEG of 10,000 scans", "a.jpg", plain("JPEG")[:-2] + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" * 10_000 + b"cut"


def names() -> Iterator[tuple[str, str, bytes]]:
    whole = plain()
    for name in (
        "a.png.exe",
        "a.php",
        "a.phtml",
        "a.svg",
        "a.svgz",
        "a.html",
        "a.png\u202egpj.exe",
        "a",
        ".htaccess",
        "a.png.",
        "a.PNG.js",
        "a.xhtml",
        "a.shtml",
        "a.png;.asp",
        "a.ｐｎｇ",
        "a.pnğ",
        "a.jpeg2",
        "a.tif",
        "a.heic",
        "a.avif",
        "a.ico",
        "web.config",
        "a.png/.exe",
        "png",
    ):
        yield f"called {name!r}", name, whole


def carriers() -> Iterator[Hostile]:
    """Good pictures with something besides; what is kept may hold pixels only."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("x.html", MARK)
    exif = Image.Exif()
    exif[0x010E], exif[0x9286], exif[0x013B] = MARK.decode(), MARK.decode(), "Ali Veli"
    exif.get_ifd(0x8825)[2] = (37.0, 30.0, 0.0)
    for ending, kind in FORMATS.items():
        whole = plain(kind)
        for what, data in (
            ("page", MARK),
            ("archive", packed.getvalue() + MARK),
            ("PDF", b"%PDF-1.7\n" + MARK + b"%%EOF"),
        ):
            yield Hostile(
                "picture", "two kinds at once", f"{kind} with a {what} behind", f"a.{ending}", whole + data, True
            )
        with_exif = plain(kind, exif=exif.tobytes())
        yield Hostile("picture", "EXIF", f"{kind} with a script and a place", f"b.{ending}", with_exif, True)
    told = PngInfo()
    told.add_text("Comment", MARK.decode())
    told.add_itxt("XML:com.adobe.xmp", MARK.decode())
    yield Hostile("picture", "EXIF", "PNG with a script in its texts", "a.png", plain(pnginfo=told), True)
    yield Hostile("picture", "EXIF", "JPEG with a script as comment", "a.jpg", plain("JPEG", comment=MARK), True)
    for name in (
        "../../../../tmp/a.png",
        "..\\..\\a.png",
        "/etc/a.png",
        "a\0.png",
        "a\u202egnp.png",
        "C:\\a.png",
        f"{'ı' * 240}.png",
        '"><svg onload=x>.png',
        "{{7*7}}.png",
        "=cmd|' '!A0.png",
        "con.png",
        "%2e%2e%2fa.png",
        ".png.png",
        "a b;c&d.png",
    ):
        yield Hostile("picture", "name", f"good picture called {name[:40]!r}", name, plain() + MARK, True)
