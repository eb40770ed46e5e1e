"""Files nobody should send: refused with words the person understands, and nothing of them stays."""

import re
from io import BytesIO

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from PIL import Image as Picture
from PIL import ImageFile
from wagtail.documents.models import Document
from wagtail.images.models import Image

from accounts.domain import appoint
from accounts.models import Role, User
from common.uploads.forms import CHECKS
from common.uploads.pictures import LONGEST_SIDE, redraw
from tests.factories import UnitFactory, officer_in
from tests.security.doors import OPEN_TO, left_behind, send
from tests.security.hostile import Hostile, hostile
from tests.security.hostile.made import MARK
from tests.security.hostile.papers import box, pdf, stream
from tests.security.hostile.pictures import plain
from tests.security.hostile.writing import po

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TURKISH = re.compile("[çğıöşüÇĞİÖŞÜ]")
EVERY = 23  # one file of so many goes through its first door in the suite; `make prove` sends all through all


def administrator() -> User:
    """May open every door: of the admin, and of the desk of a unit with one officer."""
    admin = User.objects.create_superuser(email="sef@tani.example", first_name="Şef", last_name="Öz", language="tr")
    unit = UnitFactory()
    officer_in(unit)
    appoint(user=admin, unit=unit, role=Role.COORDINATOR, by=None)
    return admin


@pytest.fixture
def client() -> Client:
    made = Client(headers={"accept-language": "tr"})
    made.force_login(administrator())
    return made


def said_no(client: Client, door: str, file: Hostile) -> str:
    """What is wrong with the answer of this door; "" when it refused as it should."""
    before = left_behind()
    answer = send(client, door, file)
    if answer.status >= 500 or (door != "portrait" and not answer.message):
        return f"{door}, {file.what}: {answer}"
    if answer.message and not TURKISH.search(answer.message):
        return f"{door}, {file.what}: not in Turkish: {answer.message}"
    return "" if left_behind() == before else f"{door}, {file.what}: something was left behind"


def test_hostile_files_are_refused_and_leave_nothing(site, client):
    chosen = [file for file in hostile() if not file.cleaned][::EVERY]
    assert {file.door for file in chosen} >= {"picture", "document", "questions"}
    assert [wrong for file in chosen if (wrong := said_no(client, OPEN_TO[file.door][0], file))] == []


def test_every_door_refuses(site, client):
    """One file through each; a picture that is damaged used to end in a 500 of Wagtail's."""
    one = {
        "picture": ("a.png", plain()[:100]),
        "document": ("a.pdf", MARK),
        "questions": ("a.zip", b"PK\3\4"),
        "po": ("a.po", po(charset="zip", key="x")),
        "redirects": ("a.csv", b"\0"),
        "answers": ("a.json", b"[" * 50_000),
    }
    files = [Hostile(kind, "", kind, *one[kind]) for kind in one]
    assert [wrong for file in files for door in OPEN_TO[file.door] if (wrong := said_no(client, door, file))] == []


@pytest.mark.parametrize("door", OPEN_TO["picture"][:3])
def test_a_good_picture_keeps_nothing_but_its_pixels(client, door):
    exif = Picture.Exif()
    exif[0x010E], exif[0x0112] = MARK.decode(), 6
    data = plain("JPEG", exif=exif.tobytes()) + b"PK\5\6" + MARK
    assert send(client, door, Hostile("picture", "", "", "Şırnak.jpg", data)).status in (200, 302)
    image = Image.objects.get()
    with image.file.open() as file:
        kept = file.read()
    assert MARK not in kept
    assert b"PK\5\6" not in kept
    assert (image.width, image.height) == (48, 64)  # turned as the camera held it
    assert not Picture.open(BytesIO(kept)).getexif()


@pytest.mark.once
@pytest.mark.parametrize(("ending", "kind"), [("png", "PNG"), ("webp", "WEBP"), ("jpg", "JPEG")])
def test_a_large_picture_is_made_as_large_as_a_page_needs(ending, kind):
    file = TemporaryUploadedFile(f"a.{ending}", f"image/{ending}", 0, None)
    file.write(plain(kind, (3000, 600)))
    redraw(file)
    assert Picture.open(file).size == (LONGEST_SIDE, 480)
    assert file.size == file.seek(0, 2)
    file.close()


@pytest.mark.once
@pytest.mark.parametrize(("ending", "kind"), [("png", "PNG"), ("webp", "WEBP"), ("jpg", "JPEG")])
def test_a_picture_that_is_cut_off_is_damaged_whatever_others_told_pillow(monkeypatch, ending, kind):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = plain(kind, (300, 200))
    with pytest.raises(ValidationError):
        redraw(SimpleUploadedFile(f"a.{ending}", whole[: len(whole) // 2]))


@pytest.mark.once
def test_a_transparent_drawing_stays_transparent():
    data = BytesIO()
    Picture.new("P", (40, 40), 0).save(data, "PNG", transparency=0)
    file = SimpleUploadedFile("a.png", data.getvalue())
    redraw(file)
    assert Picture.open(file).convert("RGBA").getpixel((0, 0))[3] == 0


CUE = b"WEBVTT\n\n00:00.000 --> 00:01.000\nMerhaba\n"
HEAD = box(b"ftyp", b"isom\0\0\2\0")
OPUS = b"OggS\0\2" + b"\0" * 20 + b"\1\x13" + b"OpusHead" + b"\0" * 11
FRAME = b"\xff\xfb\x90\x00" + b"\0" * 413
GOOD = {
    "pdf": pdf(b"", stream(b"/Subtype /Image", b"/JS \xff binary /XFA")),
    "vtt": CUE,
    "mp3": b"ID3\4\0\0\0\0\0\0" + FRAME * 3,
    "ogg": OPUS * 3,
    "mp4": HEAD + box(b"moov", b"x" * 20) + box(b"mdat", b"x" * 20),
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + b"\0" * 90,
}


@pytest.mark.once
@pytest.mark.parametrize("ending", settings.WAGTAILDOCS_EXTENSIONS)
def test_every_kind_of_document_has_its_check_and_good_ones_pass(ending):
    CHECKS[ending](BytesIO(GOOD[ending]))
    with pytest.raises(ValidationError):
        CHECKS[ending](BytesIO(MARK))


@pytest.fixture
def on_disk(settings, tmp_path):
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "media"}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}


@pytest.mark.parametrize("ending", ["pdf", "vtt", "mp4"])
def test_a_good_document_is_taken_and_served_as_what_it_is(on_disk, client, ending):
    file = Hostile("document", "", "", f"\u202eAçıklama.{ending}", GOOD[ending])
    assert send(client, "documents", file).message == ""
    document = Document.objects.get()
    assert document.title.isprintable()
    answer = client.get(document.url)
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert b"".join(answer) == GOOD[ending]
    answer.close()


def test_a_document_of_another_kind_is_saved_and_not_shown(on_disk, client):
    document = Document.objects.create(title="x", file=ContentFile(MARK, name="a.html"))
    answer = client.get(document.url)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer.close()


def test_a_file_of_a_form_with_another_mistake_is_not_kept_for_later(client):
    """Wagtail would store it as sent, and nobody comes back for it."""
    before = left_behind()
    answer = client.post(
        "/admin/images/multiple/add/",
        {"title": "x" * 300, "files[]": SimpleUploadedFile("a.png", plain()), "collection": "1"},
    )
    assert "seçin" in answer.json()["error_message"]
    assert left_behind() == before


def test_a_request_too_large_is_not_read(client, settings):
    settings.LARGEST_REQUEST = 1000
    answer = client.post("/admin/images/add/", {"title": "x", "file": SimpleUploadedFile("a.png", b"x" * 2000)})
    assert answer.status_code == 400


def test_nobody_needs_a_portrait(client):
    page = client.get("/admin/account/").content.decode()
    assert 'name="avatar-avatar"' not in page
