"""Recordings of lessons: for people who are signed in, and in pieces."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from wagtail.documents.models import Document

from courses.serving import serve_recording
from tests.factories import UserFactory
from tests.factories.media import MP3

pytestmark = pytest.mark.django_db


def recording(name: str = "call.mp3", content: bytes = MP3) -> Document:
    return Document.objects.create(title="Çağrı", file=ContentFile(content, name=name))


def reader() -> Client:
    client = Client()
    client.force_login(UserFactory())
    return client


def test_a_recording_is_for_people_who_are_signed_in() -> None:
    document = recording()

    assert Client().get(document.url).status_code == 403
    response = reader().get(document.url)
    assert response.content == MP3
    assert response.headers["Content-Type"] == "audio/mpeg"
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "piece", "told"),
    [
        ("bytes=0-99", slice(0, 100), "bytes 0-99/16680"),
        ("bytes=16000-", slice(16000, None), "bytes 16000-16679/16680"),
        ("bytes=-10", slice(-10, None), "bytes 16670-16679/16680"),
        ("bytes=100-99999999", slice(100, None), "bytes 100-16679/16680"),
    ],
)
def test_a_player_may_jump(asked: str, piece: slice, told: str) -> None:
    response = reader().get(recording().url, headers={"Range": asked})

    assert (response.status_code, response.headers["Content-Range"]) == (206, told)
    assert response.content == MP3[piece]


@pytest.mark.parametrize("asked", ["bytes=99999-", "bytes=5-2", "bytes=-0", "bytes=-"])
def test_a_piece_that_is_not_there(asked: str) -> None:
    response = reader().get(recording().url, headers={"Range": asked})

    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */16680")


def test_what_is_no_range_is_answered_with_all() -> None:
    response = reader().get(recording().url, headers={"Range": "lines=1-2"})

    assert response.status_code == 200


def test_no_more_than_a_piece_at_once() -> None:
    response = reader().get(recording(content=bytes(3 << 20)).url, headers={"Range": "bytes=0-"})

    assert response.headers["Content-Range"] == f"bytes 0-{(1 << 20) - 1}/{3 << 20}"
    assert len(response.content) == 1 << 20


def test_other_documents_are_left_to_wagtail() -> None:
    assert serve_recording(recording("note.pdf", b"%PDF-1.7"), RequestFactory().get("/")) is None
