"""Documents and recordings that act, lie, or hold more than they say."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from tests.security.hostile.made import MARK, Hostile
from tests.security.hostile.pictures import PROGRAMS, plain
from tests.security.hostile.svg import SVG

ACTIONS = {
    "JavaScript": b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
    "JavaScript in numbers": b"/OpenAction << /S /J#61vaScr#69pt /J#53 (1) >>",
    "Launch": b"/OpenAction << /S /Launch /F (cmd.exe) >>",
    "Launch in numbers": b"/OpenAction << /S /#4caunch /F (cmd.exe) >>",
    "file inside": b"/Names << /EmbeddedFiles << /Names [(a.exe) 9 0 R] >> >>",
    "another PDF inside": b"/OpenAction << /S /GoToE /T << /R /C >> >>",
    "form of XML": b"/AcroForm << /XFA 9 0 R >>",
    "form that sends": b"/AA << /C << /S /SubmitForm /F (http://127.0.0.1:9/) >> >>",
    "data read in": b"/AA << /O << /S /ImportData /F (x.fdf) >> >>",
    "film": b"/Annots [<< /Subtype /RichMedia >>]",
    "old film": b"/Annots [<< /Subtype /Movie /Movie << /F (x) >> >>]",
    "three dimensions": b"/Annots [<< /Subtype /3D /3DD 9 0 R >>]",
    "rendition": b"/AA << /O << /S /Rendition /R 9 0 R >> >>",
}


def pdf(catalogue: bytes = b"", *objects: bytes, trailer: bytes = b"") -> bytes:
    """A small whole PDF with these entries in its catalogue."""
    rows = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
        *objects,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, row in enumerate(rows, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, row)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Root 1 0 R /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(rows) + 1, trailer, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(rows) + 1) + table + end


def stream(head: bytes, body: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(body), body)


def office(kind: str, *, macros: bool) -> bytes:
    """An office document; with macros it holds their project."""
    folder = {"doc": "word", "xls": "xl", "ppt": "ppt"}[kind]
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/document.xml", "<x/>")
        if macros:
            archive.writestr(f"{folder}/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Sub AutoOpen()")
    return out.getvalue()


def documents() -> Iterator[Hostile]:
    for what, name, data in [*acting(), *disguised(), *macros()]:
        yield Hostile("document", "PDF" if name.endswith(".pdf") else "office and others", what, name, data)
    for what, text in SVG.items():
        yield Hostile("document", "svg", f"drawing: {what}", "a.svg", text.encode())
        yield Hostile("document", "svg", f"drawing as PDF: {what}", "a.pdf", text.encode())


def acting() -> Iterator[tuple[str, str, bytes]]:
    for what, action in ACTIONS.items():
        yield f"PDF: {what}", "a.pdf", pdf(action)
        packed = zlib.compress(b"9 0 << " + action + b" >>")
        yield (
            f"PDF, packed: {what}",
            "a.pdf",
            pdf(b"", stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", packed)),
        )
        numbered = stream(b"/Type /Obj#53tm /N 1 /First 4 /Filter [/Fl#61teDecode]", packed)
        yield f"PDF, packed in numbers: {what}", "a.pdf", pdf(b"", numbered)
    bomb = zlib.compress(b" " * 60_000_000, 1)
    yield "PDF bomb", "a.pdf", pdf(b"", stream(b"/Type /ObjStm /Filter /FlateDecode", bomb))
    twice = zlib.compress(zlib.compress(b"9 0 << /S /JavaScript >>"))
    yield "PDF packed twice", "a.pdf", pdf(b"", stream(b"/Type /ObjStm /Filter [/FlateDecode /FlateDecode]", twice))
    yield "PDF packed oddly", "a.pdf", pdf(b"", stream(b"/Type /ObjStm /Filter /ASCIIHexDecode", b"2f4a53>"))
    yield "PDF packed falsely", "a.pdf", pdf(b"", stream(b"/Type /ObjStm /Filter /FlateDecode", b"\xff" * 40))
    yield "PDF, locked", "a.pdf", pdf(trailer=b"/Encrypt 9 0 R")
    yield "PDF, locked in numbers", "a.pdf", pdf(trailer=b"/Encryp#74 9 0 R")
    yield "PDF of numbers", "a.pdf", pdf(b"/X (" + b"#41" * 400_000 + b")")
    yield "PDF with a stream that never ends", "a.pdf", pdf(b"", b"<< /Length 9 >>\nstream\nabc")


def disguised() -> Iterator[tuple[str, str, bytes]]:
    whole = pdf()
    for part in (0, 1, 10, 30, 60, 90):
        yield f"PDF cut at {part} %", "a.pdf", whole[: len(whole) * part // 100]
    packed = BytesIO(whole)
    packed.seek(0, 2)
    with ZipFile(packed, "a") as archive:
        archive.writestr("x.html", MARK)
    yield "PDF and archive", "a.pdf", packed.getvalue() + b"\n%%EOF\n"
    yield "PDF and archive, the end hidden", "a.pdf", packed.getvalue().rstrip(b"\0") + b"startxref\n0\n%%EOF\n"
    yield "page before the PDF", "a.pdf", MARK + whole
    yield "PDF with a page in its head", "a.pdf", whole.replace(b"%PDF-1.7\n", b"%PDF-1.7\n%<script>1</script>\n")
    yield "blank before the PDF", "a.pdf", b" " * 100 + whole
    for what, data in {**PROGRAMS, "PNG": plain(), "JPEG": plain("JPEG")}.items():
        if what != "pdf":
            yield f"{what} as PDF", "a.pdf", data
    for name in (
        "a.pdf.exe",
        "a.html",
        "a.svg",
        "a.js",
        "a.pdf.",
        "a",
        "a.pdf\u202efdp.scr",
        "a.xml",
        "a.zip",
        "a.iso",
        "a.lnk",
        "a.eml",
        "a.mht",
        "a.hta",
        "a.pdf.html",
        "a.swf",
        "a.jar",
        "a.ｐｄｆ",
        "a.txt",
        "a.csv",
    ):
        yield f"PDF called {name!r}", name, whole


def macros() -> Iterator[tuple[str, str, bytes]]:
    for kind in ("doc", "xls", "ppt"):
        for ending in (f"{kind}m", f"{kind}x", "pdf", f"{kind}"):
            yield f"{kind} with macros as {ending}", f"a.{ending}", office(kind, macros=True)
        yield f"old {kind}", f"b.{kind}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
    yield "RTF with an object", "a.rtf", b"{\\rtf1{\\object\\objocx}}"
    yield "add-in", "a.xlam", office("xls", macros=True)


def recordings() -> Iterator[Hostile]:
    for what, name, data in [*captions(), *films(), *sounds()]:
        yield Hostile("document", "recording or captions", what, name, data)


def captions() -> Iterator[tuple[str, str, bytes]]:
    cue = b"00:00.000 --> 00:01.000\n"
    for what, data in {
        "page": MARK,
        "no cue": b"WEBVTT\n\nabc",
        "no head": cue + b"a",
        "NUL": b"WEBVTT\n\n" + cue + b"a\0b",
        "not UTF-8": b"WEBVTT\n\n" + cue + b"\xff\xfe",
        "too long": b"WEBVTT\n\n" + (cue + b"a\n\n") * 100_000,
        "UTF-16": ("WEBVTT\n\n" + cue.decode()).encode("utf-16"),
        "page in its head": b"WEBVTT\n\n" + cue + MARK,
        "archive": b"PK\x05\x06" + b"\0" * 18,
        "SubRip": b"1\n00:00:00,000 --> 00:00:01,000\na\n",
        "empty": b"",
        "head alone": b"WEBVTT",
        "WEBVTTX": b"WEBVTTX\n\n" + cue,
    }.items():
        yield f"captions: {what}", "a.vtt", data


def box(kind: bytes, body: bytes = b"", length: int | None = None) -> bytes:
    return struct.pack(">I", len(body) + 8 if length is None else length) + kind + body


def films() -> Iterator[tuple[str, str, bytes]]:
    head, rest = box(b"ftyp", b"isom\0\0\2\0"), box(b"moov", b"x" * 20) + box(b"mdat", b"x" * 20)
    for what, data in {
        "page": MARK,
        "head alone": head,
        "no sound or picture": head + box(b"moov"),
        "page behind": head + rest + MARK,
        "box beyond the end": head + rest + box(b"free", length=2**31),
        "box of length 4": head + box(b"free", length=4) + rest,
        "box of 64 bits": head + rest + struct.pack(">I4sQ", 1, b"free", 2**63),
        "unknown box": head + box(b"evil", MARK) + rest,
        "unknown brand": box(b"ftyp", b"evil\0\0\0\0") + rest,
        "a million boxes": head + box(b"free") * 1_000_000 + rest,
        "archive behind": head + rest + b"PK\x05\x06" + b"\0" * 18,
        "archive in a box": head + rest + box(b"free", b"PK\x05\x06" + b"\0" * 18),
        "no head": rest,
        "cut": (head + rest)[:-5],
        "endless box": head + box(b"free", length=0) + rest,
        "QuickTime": box(b"ftyp", b"qt  \0\0\0\0") + rest,
    }.items():
        yield f"film: {what}", "a.mp4", data
    for what, data in {
        "page": MARK,
        "Matroska": b"\x1a\x45\xdf\xa3matroska",
        "film": head + rest,
        "empty": b"",
    }.items():
        yield f"film as WebM: {what}", "a.webm", data
    for name in ("a.mov", "a.avi", "a.mkv", "a.flv", "a.m3u8", "a.smil"):
        yield f"film called {name}", name, head + rest


def sounds() -> Iterator[tuple[str, str, bytes]]:
    page = b"OggS\0\2" + b"\0" * 20 + b"\1\x13" + b"OpusHead" + b"\0" * 11
    for what, data in {
        "page": MARK,
        "tag alone": b"ID3\4\0\0\0\0\0\0",
        "tag beyond the end": b"ID3\4\0\0\x7f\x7f\x7f\x7f",
        "one frame": b"\xff\xfb\x90\0",
        "frame of free length": b"\xff\xfb\0\0" * 50,
        "nought": b"\0" * 900,
        "RIFF": b"RIFF\0\0\0\0WAVEfmt ",
    }.items():
        yield f"sound: {what}", "a.mp3", data
    for what, data in {
        "page": MARK,
        "one page": page,
        "page behind": page * 2 + MARK,
        "film in it": page.replace(b"OpusHead", b"\x80theora.") * 2,
        "empty pages": page + b"OggS\0\0" + b"\0" * 21,
        "cut": (page * 3)[:-4],
    }.items():
        yield f"sound in Ogg: {what}", "a.ogg", data
    yield "sound called .wav", "a.wav", b"RIFF\x24\0\0\0WAVEfmt "
