"""Files that leave the house with people's texts in them, opened by programs that did not write them."""

import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pikepdf
import polib
from django.test import Client
from lxml import etree

from assessments.formats import FORMATS
from tests.security.payloads import COMPUTED
from tests.security.world import World
from web.models import AwarenessPage

SIGNS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?[\d .,:%]+$")
ACTIVE = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/SubmitForm", "/GoToR")


def of(world: World) -> Iterator[tuple[str, bytes]]:
    """Name, which says its kind by its ending, and content."""
    admin, desk = _client(world.admin), _client(world.coordinator)
    for name, module in FORMATS.items():
        ending = {"gift": "txt", "aiken": "txt", "moodlexml": "xml", "qti": "zip", "qti21": "zip"}.get(name, name[-4:])
        address = f"/admin/questions/export/{world.bank.slug}/?format={name}&language=tr&file=1"
        yield f"questions {module.__name__}.{ending}", _body(admin, address)
    for path in ("site-history", "aging-pages", "legal"):
        yield from (
            (f"{path}.{ending}", _body(admin, f"/admin/reports/{path}/?export={ending}")) for ending in ("csv", "xlsx")
        )
    yield "desk.csv", _body(desk, "/tr/coordination/export/?course=m1")
    public = _client(None)
    for page in AwarenessPage.objects.filter(locale__language_code="tr").live()[:1]:
        yield "leaflet.pdf", _body(public, f"{page.url}leaflet/")
    yield from ((f"card {size}.pdf", _body(public, f"/tr/cards/m1/{size}.pdf")) for size in ("a6", "a4"))
    yield (
        "certificate.pdf",
        _body(_client(world.officers[0]), f"/tr/documents/certificates/{world.certificate.public_id}.pdf"),
    )


def _client(who) -> Client:
    client = Client(headers={"accept-language": "tr"}, raise_request_exception=False)
    if who:
        client.force_login(who)
    return client


def _body(client: Client, path: str) -> bytes:
    answer = client.get(path, follow=True)
    body = b"".join(answer) if answer.streaming else answer.content
    return body if answer.status_code == 200 else b"STATUS %d of %s" % (answer.status_code, path.encode())


def problems(name: str, data: bytes) -> list[str]:
    if data.startswith(b"STATUS"):
        return [f"{name}: {data.decode()}"] if data[7:8] == b"5" else []
    check = {"csv": _csv, "xlsx": _xlsx, "xml": _xml, "zip": _zip, "pdf": _pdf, "po": _po}.get(name.rpartition(".")[2])
    return [f"{name}: {each}" for each in (check(data) if check else [])]


def _csv(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig")
    rows = csv.reader(StringIO(text, newline=""), delimiter=";" if text.count(";") > text.count(",") else ",")
    cells = (cell for row in rows for cell in row)
    return [f"formula {cell[:60]!r}" for cell in cells if cell.lstrip(" ").startswith(SIGNS) and not NUMBER.match(cell)]


def _xlsx(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(BytesIO(data))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return [f"formula {cell.value!r}" for cell in cells if cell.data_type == "f"]


def _xml(data: bytes) -> list[str]:
    """Well-formed, without a document type; nothing in it that a browser would run."""
    try:
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"]
    names = {etree.QName(each).localname.lower() for each in tree.iter("*")}
    handlers = {name for each in tree.iter("*") for name in each.attrib if name.lower().startswith("on")}
    return [f"<{name}>" for name in names & {"script", "iframe", "embed"}] + sorted(handlers)


def _zip(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as archive:
        ways_out = [
            name for name in archive.namelist() if name.startswith("/") or ".." in name.split("/") or "\\" in name
        ]
        return ways_out + [
            each for name in archive.namelist() if name.endswith(".xml") for each in _xml(archive.read(name))
        ]


def _po(data: bytes) -> list[str]:
    polib.pofile(f"#\n{data.decode()}")
    return []


def _pdf(data: bytes) -> list[str]:
    """No program, no file inside, no link but to pages, post and telephone."""
    if not data.startswith(b"%PDF"):
        return []  # a page that says why there is none
    found = ["a sum was computed"] if COMPUTED.encode() in data else []
    with pikepdf.open(BytesIO(data)) as document:
        for thing in document.objects:
            if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
                found += [f"{key}" for key in ACTIVE if key in thing]
                address = str(thing.get("/URI", "")) if thing.get("/S") == "/URI" else ""
                if address and not address.startswith(("http://", "https://", "tel:", "mailto:")):
                    found.append(f"link to {address[:60]}")
    return found
