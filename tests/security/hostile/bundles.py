"""Archives and workbooks for the door of question files."""

import stat
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import openpyxl

from assessments.formats import FORMATS
from tests.security.hostile.made import MARK, Hostile
from tests.security.hostile.papers import office
from tests.security.hostile.svg import LAUGHS

SLIPS = (
    "../x",
    "../../etc/cron.d/x",
    "/etc/passwd",
    "a/../../x",
    "..\\x",
    "C:\\x",
    "C:/x",
    "\\\\server\\x",
    "a/b/../../../x",
    "./../x",
    "/",
    "..",
    "....//x:",
)
MANIFEST = b"<manifest><resources/></manifest>"


def archives() -> Iterator[Hostile]:
    for family, make in {"zip slip": slips, "zip bomb": bombs, "odd zip": odd, "workbook": workbooks}.items():
        for what, name, data in make():
            yield Hostile("questions", family, what, name, data)


def packed(*files: tuple[str, bytes], how: int = ZIP_DEFLATED, mode: int = 0o100644) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in files:
            info = ZipInfo(name)
            info.compress_type, info.external_attr, info.create_system = how, mode << 16, 3
            archive.writestr(info, data)
    return out.getvalue()


def slips() -> Iterator[tuple[str, str, bytes]]:
    for name in SLIPS:
        for ending in ("zip", "xlsx"):
            yield f"{name!r} in {ending}", f"a.{ending}", packed((name, b"x"), ("imsmanifest.xml", MANIFEST))
    yield "link", "a.zip", packed(("imsmanifest.xml", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777)
    yield "link in a workbook", "a.xlsx", packed(("[Content_Types].xml", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777)


def bombs() -> Iterator[tuple[str, str, bytes]]:
    blank = b" " * (50 * 1024 * 1024)
    bomb = packed(("imsmanifest.xml", blank))
    parts = packed(*((f"{n}.xml", blank[: 15 << 20]) for n in range(4)))
    many = packed(*((f"{n}.xml", b"") for n in range(5000)), how=ZIP_STORED)
    for ending in ("zip", "xlsx"):
        yield f"50 MB of blanks in {ending}", f"a.{ending}", bomb
        yield f"15 MB four times in {ending}", f"a.{ending}", parts
        yield f"5000 files in {ending}", f"a.{ending}", many
        yield f"bomb in a bomb in {ending}", f"a.{ending}", packed(("inner.zip", bomb), ("x.xml", b""), how=ZIP_STORED)
        yield f"size that lies in {ending}", f"a.{ending}", lying(packed(("imsmanifest.xml", blank[: 1 << 20])))
        yield f"pieces that overlap in {ending}", f"a.{ending}", overlapping()
    yield (
        "50 MB of text as a sheet",
        "b.xlsx",
        packed(("[Content_Types].xml", b"<Types/>"), ("xl/worksheets/sheet1.xml", blank)),
    )


def lying(data: bytes) -> bytes:
    """The sizes in both heads say one byte."""
    true = (1 << 20).to_bytes(4, "little")
    return data.replace(true, (1).to_bytes(4, "little"))


def overlapping() -> bytes:
    """Two thousand entries that all point to one piece of data (Fifield's bomb in little)."""
    piece = zlib.compress(b"\0" * 1_000_000, 9)[2:-4]
    name = b"x"
    local = b"PK\3\4\x14\0\0\0\x08\0\0\0\0\0" + b"\0\0\0\0" + len(piece).to_bytes(4, "little")
    local += (1_000_000).to_bytes(4, "little") + b"\1\0\0\0" + name + piece
    entries = b""
    for number in range(1000):
        called = b"%05d" % number
        entries += b"PK\1\2\x14\0\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0" + len(piece).to_bytes(4, "little")
        entries += (1_000_000).to_bytes(4, "little") + b"\5\0" + b"\0" * 16 + called
    end = b"PK\5\6\0\0\0\0" + (1000).to_bytes(2, "little") * 2 + len(entries).to_bytes(4, "little")
    return local + entries + end + len(local).to_bytes(4, "little") + b"\0\0"


def odd() -> Iterator[tuple[str, str, bytes]]:
    good = packed(("imsmanifest.xml", MANIFEST))
    for part in (5, 30, 60, 95):
        yield f"cut at {part} %", "a.zip", good[: len(good) * part // 100]
    for how, what in ((ZIP_BZIP2, "bzip2"), (ZIP_LZMA, "LZMA")):
        yield f"packed by {what}", "a.zip", packed(("imsmanifest.xml", MANIFEST), how=how)
    yield "locked", "a.zip", good.replace(b"\x14\0\0\0", b"\x14\0\1\0")
    yield "NUL in a name", "a.zip", packed(("aXb", b"")).replace(b"aXb", b"a\0b")
    twice = packed(("aa", b"1"), ("ab", b"2")).replace(b"ab", b"aa")
    yield "one name twice", "a.zip", twice
    yield "page as archive", "a.zip", MARK
    yield "no manifest", "a.zip", packed(("a.html", MARK))
    yield "manifest of another kind", "a.zip", packed(("imsmanifest.xml", b"<x/>"))
    yield (
        "manifest that names itself",
        "a.zip",
        packed(
            (
                "imsmanifest.xml",
                b'<manifest><resources><resource type="imsqti_item_xmlv3p0" '
                b'identifier="a" href="imsmanifest.xml"/></resources></manifest>',
            )
        ),
    )
    for what, entity in {
        "file": '<!ENTITY x SYSTEM "file:///etc/passwd">',
        "server": '<!ENTITY x SYSTEM "http://127.0.0.1:9/">',
        "entities": f'<!ENTITY l0 "ha">{LAUGHS}<!ENTITY x "&l9;">',
        "parameter": '<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;',
    }.items():
        text = f'<?xml version="1.0"?><!DOCTYPE manifest [{entity}]><manifest>&x;</manifest>'.replace("&x;", "&x;")
        yield f"manifest with an entity: {what}", "a.zip", packed(("imsmanifest.xml", text.encode()))


def workbooks() -> Iterator[tuple[str, str, bytes]]:
    good = FORMATS["xlsx"].template()
    for ending in ("xlsm", "xltm", "xlsb", "xls"):
        yield f"called {ending}", f"a.{ending}", good
    yield "macros", "a.xlsx", changed(good, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    yield "macros, hidden", "a.xlsx", changed(good, {"xl/other/VBAproject.BIN": b"x"})
    yield "another office document", "a.xlsx", office("doc", macros=False)
    yield "with macros of Word", "a.xlsx", office("doc", macros=True)
    yield "old workbook", "a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/styles.xml"):
        for what, entity in {
            "file": '<!ENTITY x SYSTEM "file:///etc/passwd">',
            "entities": f'<!ENTITY l0 "ha">{LAUGHS}',
        }.items():
            head = f'<?xml version="1.0"?><!DOCTYPE x [{entity}]><x>&{"x" if what == "file" else "l9"};</x>'
            yield f"{what} in {part}", "a.xlsx", changed(good, {part: head.encode()})
    yield "formula", "a.xlsx", formula()
    yield "table of 17 thousand million cells", "a.xlsx", wide()


def changed(data: bytes, files: dict[str, bytes]) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    return packed(*(held | files).items())


def formula() -> bytes:
    book, out = openpyxl.load_workbook(BytesIO(FORMATS["xlsx"].template())), BytesIO()
    book.worksheets[0]["A2"] = '=HYPERLINK("http://127.0.0.1:9/")'
    book.save(out)
    return out.getvalue()


def wide() -> bytes:
    cells = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    name = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = b'<worksheet xmlns="%s"><dimension ref="A1:XFD1048576"/><sheetData>%s</sheetData></worksheet>' % (
        name,
        cells,
    )
    return changed(FORMATS["xlsx"].template(), {"xl/worksheets/sheet1.xml": sheet})
