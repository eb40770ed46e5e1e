"""Text files: question files, translations and redirects."""

from collections.abc import Iterator

from tests.security.hostile.bundles import packed
from tests.security.hostile.made import MARK, Hostile
from tests.security.hostile.pictures import PROGRAMS
from tests.security.hostile.svg import LAUGHS

MIB = 1024 * 1024
ENTITIES = {
    "file": '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
    "server": '<!DOCTYPE quiz [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]><quiz>&x;</quiz>',
    "entities": f'<!DOCTYPE quiz [<!ENTITY l0 "ha">{LAUGHS}]><quiz>&l9;</quiz>',
    "one long entity": f'<!DOCTYPE quiz [<!ENTITY x "{"a" * 100_000}">]><quiz>{"&x;" * 10_000}</quiz>',
    "parameter entity": '<!DOCTYPE quiz [<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]><quiz/>',
    "document type alone": "<!DOCTYPE quiz><quiz/>",
    "document type elsewhere": '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd"><quiz/>',
}


def tables() -> Iterator[Hostile]:
    for what, text in ENTITIES.items():
        yield Hostile("questions", "XML", f"entity: {what}", "a.xml", f'<?xml version="1.0"?>{text}'.encode())
    for what, name, data in texts():
        yield Hostile("questions", "XML" if name.endswith("xml") else "text", what, name, data)
    for what, data in PROGRAMS.items():
        if what not in ("js", "txt", "sh"):  # words alone might be a question file; those are tried above
            yield Hostile("questions", "lying ending", f"{what} as workbook", "a.xlsx", data)
    for what, name, data in (
        ("workbook", "a.xlsx", packed(("xl/x.xml", b"<x/>"))),
        ("program", "a.exe", PROGRAMS["exe"]),
        ("page", "a.csv", MARK),
        ("NUL", "a.csv", b"/a,/b\0\n"),
        ("not UTF-8", "a.csv", b"/\xff,/b\n"),
        ("too long", "a.csv", b"/a,/b\n" * 500_000),
        ("many columns", "a.csv", b"a," * 5000 + b"\n"),
        ("open quotation", "a.csv", b'"' + b"a" * 200_000 + b"\n"),
    ):
        if what != "page":
            yield Hostile("redirects", "table of redirects", what, name, data)


def texts() -> Iterator[tuple[str, str, bytes]]:
    yield "deep", "a.xml", b"<quiz>" + b"<a>" * 200_000
    yield "wide", "a.xml", b"<quiz>" + b"<a/>" * 300_000 + b"</quiz>"
    yield "many attributes", "a.xml", b"<quiz " + b" ".join(b'a%d=""' % n for n in range(50_000)) + b"/>"
    yield "one attribute twice", "a.xml", b'<quiz a="" a=""/>'
    yield "cut", "a.xml", b"<quiz><question type='multichoice'>"
    yield "unknown letters", "a.xml", b'<?xml version="1.0" encoding="zip"?><quiz/>'
    yield "UTF-7", "a.xml", b'<?xml version="1.0" encoding="utf-7"?><quiz>+ADw-script+AD4-</quiz>'
    yield "UTF-16 without mark", "a.xml", "<quiz/>".encode("utf-16-le")
    yield "no question", "a.xml", b"<quiz></quiz>"
    yield (
        "included file",
        "a.xml",
        b'<quiz xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></quiz>',
    )
    yield "6 MB", "a.xml", b"<quiz>" + b" " * (6 * MIB) + b"</quiz>"
    yield "6 MB of GIFT", "a.txt", b"::x:: y {=a}\n\n" * (6 * MIB // 14)
    yield "CSV with NUL", "a.csv", b"a;b;c;d\n\0;\0;\0;\0\n"
    yield "CSV of one endless cell", "a.csv", b'a;b;c;d\n"' + b"x" * (2 * MIB)
    yield "CSV of a million rows", "a.csv", b"a;b;c;d\n" + b";;;\n" * 1_000_000
    yield "CSV of 100,000 columns", "a.csv", b"a;" * 100_000
    yield "GIFT that never closes", "a.gift", b"::x:: y {" * 20_000
    yield "GIFT of braces", "a.gift", b"{" * 200_000
    yield "GIFT of tildes", "a.gift", b"::x:: y {" + b"~%" * 300_000 + b"}"
    yield "nothing", "a.txt", b""
    yield "blanks", "a.txt", b" " * 1000
    yield "NUL alone", "a.txt", b"\0" * 1000
    yield "page", "a.html", b"<!doctype html>" + MARK


def po(*entries: str, charset: str = "UTF-8", key: str = "") -> bytes:
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n'
    head += f'"X-WagtailLocalize-TranslationID: {key}\\n"\n' if key else ""
    return "\n".join([head, *entries]).encode()


def translations() -> Iterator[Hostile]:
    entry = 'msgid "a"\nmsgstr "b"\n'
    for what, name, data in (
        ("no file of it", "a.po", b""),
        ("no header", "a.po", entry.encode()),
        ("no key", "a.po", po(entry)),
        ("page", "a.po", MARK),
        ("another page’s", "a.po", po(entry, key="00000000-0000-0000-0000-000000000000")),
        *(
            (f"letters {charset}", "a.po", po(entry, charset=charset, key="x"))
            for charset in ("zip", "bz2", "hex", "utf-7", "utf-16", "nix")
        ),
        ("NUL", "a.po", po('msgid "\0"\nmsgstr "b"', key="x")),
        ("not UTF-8", "a.po", po(entry, key="x") + b'msgid "\xff"'),
        ("3 MB", "a.po", po(entry * 150_000, key="x")),
        ("a line that takes hours", "a.po", po("# " + "Content-Type: " * 100_000, key="x")),
        ("name of a file", "a.po", b"/etc/passwd"),
        ("endless quotation", "a.po", po('msgid "' + "a" * 500_000, key="x")),
        ("6000 entries", "a.po", po(*(f'msgid "{n}"\nmsgstr "b"' for n in range(6000)), key="x")),
        ("compiled", "a.mo", b"\xde\x12\x04\x95"),
        ("program", "a.po", PROGRAMS["elf"]),
        ("archive", "a.po", packed(("x", b"x"))),
        ("called .php", "a.php", po(entry, key="x")),
        ("broken plural", "a.po", po('msgid "a"\nmsgid_plural "b"\nmsgstr[99] "c"\nmsgstr[x] "d"', key="x")),
        ("context before all", "a.po", b'msgctxt "a"\nmsgctxt "b"\nmsgid "a"\n'),
    ):
        yield Hostile("po", "PO", what, name, data)


def answers() -> Iterator[Hostile]:
    """Files of saved answers, handed in at the coordinator's desk."""
    head = '{"format": "tani-answers-1", "attempt": "x", "language": "tr", "device": "devicedevice", "changes": '
    for what, data in (
        ("page", MARK),
        ("empty", b""),
        ("deep", b"[" * 200_000),
        ("deep object", b'{"a":' * 100_000),
        ("6 MB", b'{"a": "' + b"x" * (6 * MIB) + b'"}'),
        ("a million changes", f"{head}[{'{},' * 300_000}{{}}]}}".encode()),
        ("nobody’s", f"{head}[]}}".encode()),
        ("half a surrogate", head.replace("x", "\\ud800").encode() + b"[]}"),
        ("NUL", head.replace("x", "\\u0000").encode() + b"[]}"),
        ("no number", b'{"format": NaN, "attempt": Infinity}'),
        ("long number", b"9" * 100_000),
        ("UTF-16", f"{head}[]}}".encode("utf-16")),
        ("archive", packed(("x", b"x"))),
        ("program", PROGRAMS["elf"]),
    ):
        yield Hostile("answers", "saved answers", f"answers: {what}", "a.json", data)
