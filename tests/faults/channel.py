"""A line between a client and the server that loses requests, loses answers and says things twice."""

import json
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from random import Random
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from bench.load import CSRF

LOST_REQUEST, LOST_ANSWER, TWICE = 0.04, 0.04, 0.06
PATIENCE = 30  # seconds for an answer


class NotHeard(Exception):
    """Nobody knows whether the server did it. `why`: `drop` for a loss made here."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes
    begun: float
    ended: float

    @property
    def data(self) -> dict[str, Any]:
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


@dataclass
class Channel:
    """One keep-alive connection of one browser. `mischief` counts what this line did to the messages."""

    port: int
    session: str
    random: Random
    honest: bool = False
    mischief: dict[str, int] = field(default_factory=dict)
    connection: HTTPConnection | None = None

    def post_json(self, path: str, data: Any) -> list[Answer]:
        return self.post(path, json.dumps(data).encode(), "application/json")

    def post_form(self, path: str, fields: dict[str, str]) -> list[Answer]:
        return self.post(path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def post(self, path: str, body: bytes, kind: str) -> list[Answer]:
        """What came back: one answer, or two when the message went out twice. Raises NotHeard."""
        draw = 1.0 if self.honest else self.random.random()
        if draw < LOST_REQUEST:
            self._note("requests dropped")
            raise NotHeard("drop")
        if draw < LOST_REQUEST + LOST_ANSWER:
            self._deaf(path, body, kind)
        if draw < LOST_REQUEST + LOST_ANSWER + TWICE:
            self._note("messages doubled")
            return [self._exchange(path, body, kind), self._exchange(path, body, kind)]
        return [self._exchange(path, body, kind)]

    def _deaf(self, path: str, body: bytes, kind: str) -> None:
        """The server gets the message and its answer gets lost: hung up at once, or after it has come."""
        self._note("answers dropped")
        if self.random.random() < 0.5:
            self._exchange(path, body, kind)
        else:
            self._send(path, body, kind)
        self.close()
        raise NotHeard("drop")

    def _exchange(self, path: str, body: bytes, kind: str) -> Answer:
        begun = monotonic()
        try:
            connection = self._send(path, body, kind)
            response = connection.getresponse()
            read = response.read()
        except (OSError, HTTPException) as error:
            self.close()
            raise NotHeard(type(error).__name__) from error
        if response.will_close:
            self.close()
        return Answer(response.status, response.headers.get("Location", ""), read, begun, monotonic())

    def _send(self, path: str, body: bytes, kind: str) -> HTTPConnection:
        if self.connection is None:
            self.connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {
            "Content-Type": kind,
            "X-CSRFToken": CSRF,
            "Cookie": f"sessionid={self.session}; csrftoken={CSRF}",
            "Accept-Language": "tr",
        }
        try:
            self.connection.request("POST", path, body, headers)
        except (OSError, HTTPException) as error:
            self.close()
            raise NotHeard(type(error).__name__) from error
        return self.connection

    def _note(self, what: str) -> None:
        self.mischief[what] = self.mischief.get(what, 0) + 1

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None
