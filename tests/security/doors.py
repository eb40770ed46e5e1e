"""Every door through which a file enters, opened as a browser would; what it answered; what it left behind."""

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils.html import strip_tags
from wagtail_localize.models import Translation

from accounts.models import User
from tests.security.hostile import Hostile

NO_RECORD = (
    "sessions",
    "userprofile",
    "cache",
    "heartbeat",
    "sqlite_",
    "pg_",
)  # what a request writes whatever it carries


@dataclass(frozen=True)
class Answer:
    """`message` is what the person reads, "" when the door said nothing."""

    status: int
    message: str


def send(client: Client, door: str, file: Hostile) -> Answer:
    return DOORS[door](client, SimpleUploadedFile(file.name, file.data))


def _form(path: str) -> Callable[[Client, SimpleUploadedFile], Answer]:
    """A screen with one file and a title."""

    def post(client: Client, file: SimpleUploadedFile) -> Answer:
        answer = client.post(path, {"title": "x", "file": file, "collection": "1"})
        return Answer(answer.status_code, errors(answer.content.decode()))

    return post


def _several(path: str) -> Callable[[Client, SimpleUploadedFile], Answer]:
    """The screen for several at once sends each by itself and reads JSON."""

    def post(client: Client, file: SimpleUploadedFile) -> Answer:
        answer = client.post(path, {"files[]": file, "collection": "1"})
        return Answer(answer.status_code, json.loads(answer.content).get("error_message", ""))

    return post


def _chooser(path: str, prefix: str) -> Callable[[Client, SimpleUploadedFile], Answer]:
    """The second tab of a chooser."""

    def post(client: Client, file: SimpleUploadedFile) -> Answer:
        fields = {f"{prefix}-title": "x", f"{prefix}-file": file, f"{prefix}-collection": "1"}
        answer = client.post(path, fields)
        return Answer(answer.status_code, errors(json.loads(answer.content).get("htmlFragment", "")))

    return post


def _questions(client: Client, file: SimpleUploadedFile) -> Answer:
    answer = client.post("/admin/questions/import/", {"file": file, "bank": "m1", "language": "tr"})
    return Answer(answer.status_code, errors(answer.content.decode()))


def _told(path: str, field: str) -> Callable[[Client, SimpleUploadedFile], Answer]:
    """A door that leads back with a message above."""

    def post(client: Client, file: SimpleUploadedFile) -> Answer:
        address = path.format(Translation.objects.order_by("pk").values_list("pk", flat=True).first())
        answer = client.post(address, {field: file}, follow=True)
        return Answer(answer.status_code, errors(answer.content.decode()))

    return post


def _answers(client: Client, file: SimpleUploadedFile) -> Answer:
    person = User.objects.filter(is_superuser=False).order_by("pk").first()
    answer = client.post(f"/tr/coordination/people/{person.public_id}/answers/", {"file": file})
    return Answer(answer.status_code, errors(answer.content.decode()))


def _portrait(client: Client, file: SimpleUploadedFile) -> Answer:
    """The account screen has no such field any more: what is sent is not looked at."""
    answer = client.post("/admin/account/", {"avatar-avatar": file})
    return Answer(answer.status_code, "")


DOORS: dict[str, Callable[[Client, SimpleUploadedFile], Answer]] = {
    "picture": _form("/admin/images/add/"),
    "pictures": _several("/admin/images/multiple/add/"),
    "picture chooser": _chooser("/admin/images/chooser/create/", "image-chooser-upload"),
    "document": _form("/admin/documents/add/"),
    "documents": _several("/admin/documents/multiple/add/"),
    "document chooser": _chooser("/admin/documents/chooser/create/", "document-chooser-upload"),
    "questions": _questions,
    "po": _told("/admin/localize/translate/{}/pofile/upload/", "file"),
    "redirects": _told("/admin/redirects/import/", "import_file"),
    "answers": _answers,
    "portrait": _portrait,
}
OPEN_TO = {  # kind of file → doors it is sent through
    "picture": ("picture", "pictures", "picture chooser", "portrait"),
    "document": ("document", "documents", "document chooser"),
    "questions": ("questions",),
    "po": ("po",),
    "redirects": ("redirects",),
    "answers": ("answers",),
}
_ERRORS = re.compile(
    r'class="(?:error-message|field__error|w-field__errors|errorlist|help-block help-critical)[^"]*"[^>]*>'
    r"(.*?)</(?:p|div|ul|li)>"
    r'|<li class="error">(.*?)</li>',
    re.DOTALL,
)


def errors(html: str) -> str:
    """The messages of a page, one after another."""
    found = (" ".join(strip_tags(a or b).split()) for a, b in _ERRORS.findall(html))
    return unescape(" ".join(text for text in found if text))


def rows() -> dict[str, int]:
    """How many there are of everything a refused file must not add."""
    tables = [name for name in connection.introspection.table_names() if not any(part in name for part in NO_RECORD)]
    with connection.cursor() as cursor:
        found = {}
        for name in tables:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608 -- our own tables
            found[name] = cursor.fetchone()[0]
    return found


def files() -> set[str]:
    """Everything in the two storages and in the folder of temporary files."""
    kept = {f"{name}:{path}" for name in ("default", "private") for path in _walk(storages[name], "")}
    return kept | {f"tmp:{path.name}" for path in Path(tempfile.gettempdir()).glob("*")}


def _walk(storage: object, folder: str) -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    yield from (f"{folder}/{name}" for name in names)
    for inner in folders:
        yield from _walk(storage, f"{folder}/{inner}" if folder else inner)


def waiting() -> int:
    """Messages of the filesystem broker."""
    folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("data_folder_out", "/nonexistent"))
    return len(list(folder.glob("*"))) if folder.exists() else 0


def left_behind() -> tuple[dict[str, int], set[str], int]:
    return rows(), files(), waiting()


__all__ = ["DOORS", "OPEN_TO", "Answer", "default_storage", "errors", "left_behind", "send"]
