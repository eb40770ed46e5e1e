"""Recordings and captions of lessons as players ask for them: piece by piece, and only by people who are signed in.

Wagtail's own view knows no ranges, without which Safari plays nothing and nobody can jump in a recording. Other
documents are left to it.
"""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail import hooks

from courses.media import AUDIO, CAPTIONS, VIDEO

PIECE = 1024 * 1024  # bytes
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")

HEADERS = {
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, max-age=86400",
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


@hooks.register("before_serve_document")
def serve_recording(document: Any, request: HttpRequest) -> HttpResponse | None:
    """The recording, or the piece of it that was asked for (RFC 9110, 14.2); None for any other document.

    A piece may be answered with its beginning; so no more than `PIECE` bytes are in memory for a player.
    """
    if document.file_extension.lower() not in AUDIO | VIDEO | CAPTIONS:
        return None
    if not request.user.is_authenticated:
        raise PermissionDenied
    size = document.file.size
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked:
        return _answer(document, 0, size - 1, {})
    first, last = _piece(asked[1], asked[2], size)
    if not first <= last < size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    last = min(last, first + PIECE - 1)
    return _answer(document, first, last, {"Content-Range": f"bytes {first}-{last}/{size}"})


def _answer(document: Any, first: int, last: int, headers: dict[str, str]) -> HttpResponse:
    with document.file.open("rb") as file:
        file.seek(first)
        content = file.read(last - first + 1)
    return HttpResponse(
        content,
        content_type=document.content_type,
        status=206 if headers else 200,
        headers={**HEADERS, **headers},
    )


def _piece(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and the last byte that is meant; the first is behind the last when there is no such piece."""
    if not first:
        return (max(size - int(last), 0), size - 1) if last and int(last) else (1, 0)
    return int(first), min(int(last), size - 1) if last else size - 1
