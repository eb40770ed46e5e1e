"""The short code an officer can quote: proof that this server kept this answer."""

import base64
import hashlib
import json
from collections.abc import Iterator

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from assessments.models import Attempt, Response

SALT = "assessments.receipt"
LENGTH = 12  # of base32: 60 bits, in three groups


def receipt_of(response: Response, *, attempt: Attempt, position: int) -> str:
    """`ABCD-EFGH-IJKL` over attempt, position, key and answer; says nothing about right or wrong."""
    return _code(_text(response, attempt, position), settings.SECRET_KEY)


def find_by_receipt(*, attempt: Attempt, position: int, receipt: str) -> Response | None:
    """The answer a code was given for, or None when this server never gave it for this question."""
    said = receipt.strip().upper()
    rows = Response.objects.filter(item__attempt=attempt, item__position=position).order_by("pk")
    for row in rows:
        if any(constant_time_compare(said, code) for code in _codes(_text(row, attempt, position))):
            return row
    return None


def _text(response: Response, attempt: Attempt, position: int) -> str:
    answer = json.dumps(response.answer, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(answer.encode()).hexdigest()
    return "\n".join((attempt.public_id, str(position), response.client_key, digest))


def _codes(text: str) -> Iterator[str]:
    """Of the key in use and of those it replaced."""
    return (_code(text, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def _code(text: str, secret: str) -> str:
    digest = salted_hmac(SALT, text, secret=secret, algorithm="sha256").digest()
    letters = base64.b32encode(digest).decode()[:LENGTH]
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))
