"""Files between dry run and confirmation: kept privately on the server, for one session, for an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from common.ids import new_public_id

FOLDER = "question-imports"
KEPT_FOR = timedelta(hours=1)
SESSION_KEY = "question_imports"


@dataclass(frozen=True)
class Kept:
    """What was uploaded and how it is to be read. `bank` is its short name."""

    token: str
    name: str
    format: str
    bank: str
    language: str
    publish: bool
    data: bytes = b""


def keep(session: Any, *, data: bytes, **how: Any) -> str:
    """The token by which this session, and no other, finds the file again."""
    purge()
    token = new_public_id()
    storages["private"].save(f"{FOLDER}/{token}", ContentFile(data))
    session[SESSION_KEY] = {**session.get(SESSION_KEY, {}), token: how | {"at": timezone.now().isoformat()}}
    return token


def find(session: Any, token: str) -> Kept | None:
    """None when it is not this session's, or older than an hour."""
    how = dict(session.get(SESSION_KEY, {}).get(token, {}))
    storage, path = storages["private"], f"{FOLDER}/{token}"
    if not how or datetime.fromisoformat(how.pop("at")) < timezone.now() - KEPT_FOR or not storage.exists(path):
        return None
    with storage.open(path) as file:
        return Kept(token=token, data=file.read(), **how)


def drop(session: Any, token: str) -> None:
    session[SESSION_KEY] = {known: how for known, how in session.get(SESSION_KEY, {}).items() if known != token}
    storages["private"].delete(f"{FOLDER}/{token}")


def purge() -> int:
    """Delete what is older than an hour; gives how many files."""
    storage = storages["private"]
    try:
        names = storage.listdir(FOLDER)[1]
    except (FileNotFoundError, NotADirectoryError):
        return 0
    old = [name for name in names if storage.get_modified_time(f"{FOLDER}/{name}") < timezone.now() - KEPT_FOR]
    for name in old:
        storage.delete(f"{FOLDER}/{name}")
    return len(old)
