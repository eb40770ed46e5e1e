"""The last resort: answers an officer saved as a file are handed in by a coordinator, through the same door."""

import hashlib
import re
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.domain.messages import BadMessage, Message, message_of, read_object
from assessments.domain.synchronising import REFUSED, synchronise
from assessments.models import AnswerFile, Attempt
from common import audit

ID = re.compile(r"[A-Za-z0-9_-]{1,40}")  # a half surrogate in it would not even reach the database
FORMAT = "tani-answers-1"


@dataclass(frozen=True)
class SavedAnswers:
    """A file as an officer's browser wrote it; `digest` is the SHA-256 of its bytes."""

    attempt_id: str
    message: Message
    changes: list[Any]
    language: str
    digest: str


def read_answer_file(body: bytes) -> SavedAnswers:
    """Raises BadMessage for anything but such a file."""
    data = read_object(body)
    attempt_id, language = data.get("attempt"), data.get("language")
    if data.get("format") != FORMAT or not isinstance(attempt_id, str) or not ID.fullmatch(attempt_id):
        raise BadMessage(_("This is not a file of answers that was saved from a quiz."))
    return SavedAnswers(
        attempt_id=attempt_id,
        message=message_of(data),
        changes=data["changes"],
        language=language if language in dict(settings.LANGUAGES) else "",
        digest=hashlib.sha256(body).hexdigest(),
    )


def hand_in(*, attempt: Attempt, saved: SavedAnswers, by: User) -> AnswerFile:
    """Keep what the file holds as if its device had sent it now, with the outcome of each. The same file twice changes
    nothing and gives the first outcome. `by` is the one who brings it; the caller has made sure of their scope.
    """
    known = AnswerFile.objects.filter(attempt=attempt, digest=saved.digest)
    try:
        with transaction.atomic():
            return known.first() or _hand_in(attempt, saved, by)
    except IntegrityError:  # handed in twice at once
        return known.get()


def _hand_in(attempt: Attempt, saved: SavedAnswers, by: User) -> AnswerFile:
    Attempt.objects.of(attempt.officer).select_for_update().get(pk=attempt.pk)  # as the door of the devices does
    done = synchronise(attempt=attempt, changes=saved.message.changes, language=saved.language or attempt.language)
    receipts = [receipt.as_data() for receipt in done.receipts]
    taken = sum(receipt["status"] != REFUSED for receipt in receipts)
    audit.record(
        actor=by, action="answers.hand_in", target=f"attempt:{attempt.public_id}", taken=taken, sent=len(receipts)
    )
    return AnswerFile.objects.create(
        attempt=attempt,
        digest=saved.digest,
        changes=storable(saved.changes),
        outcome={"receipts": receipts, "taken": taken, "refused": len(receipts) - taken},
        by=by,
    )


def storable(value: Any) -> Any:
    """What was in the file, without what no database keeps."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [storable(each) for each in value]
    if isinstance(value, dict):
        return {storable(name): storable(each) for name, each in value.items()}
    return None if isinstance(value, float) and not isfinite(value) else value
