"""Sound and video in the editor: a draft may be unfinished, what is published has its words."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import Role, User
from courses.models import LessonPage
from courses.queries import lesson_view
from tests.factories.editors import editor
from tests.factories.media import MP3, MP4, VTT


@pytest.fixture
def reviewer(site: None) -> User:
    return editor(Role.REVIEWER)


def stored(name: str, content: bytes) -> Document:
    return Document.objects.create(title=name, file=ContentFile(content, name=name))


def video(**changes: object) -> tuple[str, dict[str, object]]:
    whole = {
        "title": "Otogar",
        "file": stored("terminal.mp4", MP4).pk,
        "captions": stored("terminal.vtt", VTT).pk,
        "poster": "",
        "transcript": rich_text("<p>Hoş geldiniz.</p>"),
    }
    return "video", whole | changes


def audio(**changes: object) -> tuple[str, dict[str, object]]:
    whole = {"title": "Çağrı", "file": stored("call.mp3", MP3).pk, "transcript": rich_text("<p>Konuşamıyorum.</p>")}
    return "audio", whole | changes


def lesson() -> LessonPage:
    return LessonPage.objects.get(code="l1", locale__language_code="tr")


def send(person: User, block: tuple[str, dict[str, object]], action: str) -> dict[str, list[str]]:
    """Save a lesson with this block alone; what is said beside the fields of the block, nothing when it was saved."""
    client = Client()
    client.force_login(person)
    form = {
        "title": "Üç unsur", "slug": "l1", "code": "l1", "minutes": "15", "summary": "Kısa.", "owner": "",
        "checked_on": "", "review_by": "", "outcomes": streamfield([]), "body": streamfield([block]), "next_shift": "",
        "comments": inline_formset([]), "seo_title": "", "search_description": "",
    }  # fmt: skip
    address = reverse("wagtailadmin_pages:edit", args=[lesson().pk])
    response = client.post(address, nested_form_data(form) | ({action: "1"} if action else {}))
    if response.status_code == 302:
        return {}
    errors = response.context["form"].errors.as_data()["body"][0].as_json_data()["blockErrors"][0]["blockErrors"]
    return {field: error["messages"] for field, error in errors.items()}


UNFINISHED = [
    pytest.param(video, {"captions": ""}, "captions", id="video without captions"),
    pytest.param(video, {"transcript": "null"}, "transcript", id="video without transcript"),
    pytest.param(audio, {"transcript": "null"}, "transcript", id="audio without transcript"),
    pytest.param(audio, {"file": ""}, "file", id="audio without file"),
]


@pytest.mark.parametrize(("make", "changes", "field"), UNFINISHED)
def test_a_draft_may_be_unfinished(reviewer: User, make: object, changes: dict[str, str], field: str) -> None:
    assert send(reviewer, make(**changes), "") == {}

    assert len(lesson().get_latest_revision_as_object().body) == 1
    assert len(lesson().body) > 1


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
@pytest.mark.parametrize(("make", "changes", "field"), UNFINISHED)
def test_what_is_unfinished_is_not_published(
    reviewer: User, make: object, changes: dict[str, str], field: str, action: str
) -> None:
    assert send(reviewer, make(**changes), action) == {field: ["Bu alanı doldurun."]}
    assert len(lesson().body) > 1


@pytest.mark.parametrize("make", [video, audio])
def test_what_is_finished_is_published(reviewer: User, make: object) -> None:
    assert send(reviewer, make(), "action-publish") == {}
    assert len(lesson().body) == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("terminal.mp4", MP4, "vtt"),
        ("terminal.vtt", b"1\n00:01.000 --> 00:02.000\nMerhaba\n", "WEBVTT"),
    ],
)
def test_captions_must_be_captions_even_in_a_draft(reviewer: User, name: str, content: bytes, message: str) -> None:
    errors = send(reviewer, video(captions=stored(name, content).pk), "")

    assert message in errors["captions"][0]
    assert len(lesson().body) > 1


@pytest.mark.parametrize(("make", "changes"), [(video, {"captions": None}), (audio, {"transcript": ""})])
def test_what_lacks_its_words_is_shown_to_nobody(site: None, make: object, changes: dict[str, object]) -> None:
    """Approving a draft or a schedule publishes without the editor's form."""
    kind, value = make()
    page = lesson()
    raw = value | {"transcript": "<p>Hoş geldiniz.</p>", "poster": None} | changes
    page.body.append((kind, page.body.stream_block.child_blocks[kind].to_python(raw)))
    page.save_revision().publish()

    view = lesson_view("m1", "l1", "tr")
    assert view
    html = next(part.html for part in view.parts if part.kind == kind)
    assert html is not None
    assert html.strip() == ""
