"""Load over keep-alive connections: some clients, each with its share of the signed-in people, who take turns.

An operation is a generator of `Ask`s that is sent each `Answer` (see steps.py); it is over when it returns.
"""

import asyncio
import gzip
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.figures import Round

CSRF = "x" * 32  # a CSRF secret is the client's to choose; Django only compares cookie and field


@dataclass(frozen=True)
class Ask:
    """A request. `label` groups requests in the count of SQL statements."""

    path: str
    fields: dict[str, str | list[str]] | None = None  # a POST when given
    label: str = "page"
    expect: int = 200


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes
    first_byte: float = 0.0  # ms after the request was sent
    wire: int = 0  # bytes of the body as sent

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Person:
    """Someone signed in: the session key, and what the steps need to know of them."""

    session: str
    number: int = 0


@dataclass(frozen=True)
class Site:
    """Where a side listens; both call their cookies as Django does."""

    port: int

    def cookies(self, person: Person) -> dict[str, str]:
        return {"sessionid": person.session, "csrftoken": CSRF}

    def headers(self, person: Person) -> dict[str, str]:
        return {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies(person).items()),
            "Accept-Encoding": "gzip",
            "Accept-Language": "tr",
        }


Operation = Callable[[Person, int], Generator[Ask, Answer]]


class Unexpected(RuntimeError):
    """A page answered otherwise than the operation needs; its figures would mean nothing."""


def check(ask: Ask, answer: Answer) -> None:
    if answer.status != ask.expect or "/login" in answer.location:
        raise Unexpected(f"{ask.path}: {answer.status} {answer.location}, expected {ask.expect}\n{answer.text[-1500:]}")


class Client:
    """One keep-alive connection."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.reader: asyncio.StreamReader
        self.writer: asyncio.StreamWriter | None = None

    async def run(self, operation: Generator[Ask, Answer], person: Person) -> None:
        """Carry an operation to its end."""
        try:
            ask = next(operation)
            while True:
                answer = await self.send(ask, person)
                check(ask, answer)
                ask = operation.send(answer)
        except StopIteration:
            return

    async def send(self, ask: Ask, person: Person) -> Answer:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.site.port)
        sent = time.perf_counter()
        self.writer.write(self._request(ask, person))
        head = await self.reader.readuntil(b"\r\n\r\n")
        first_byte = (time.perf_counter() - sent) * 1000
        lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in lines[1:])}
        body = await self._body(headers)
        wire = len(body)
        if headers.get("connection") == "close":
            self.close()
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return Answer(int(lines[0].split()[1]), headers.get("location", ""), body, first_byte, wire)

    async def _body(self, headers: dict[str, str]) -> bytes:
        if "content-length" in headers:
            return await self.reader.readexactly(int(headers["content-length"]))
        parts = []
        while size := int(await self.reader.readline(), 16):
            parts.append(await self.reader.readexactly(size))
            await self.reader.readline()
        await self.reader.readline()
        return b"".join(parts)

    def _request(self, ask: Ask, person: Person) -> bytes:
        headers = self.site.headers(person)
        body = b""
        if ask.fields is not None:
            body = urlencode({**ask.fields, "csrfmiddlewaretoken": CSRF}, doseq=True).encode()
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(len(body)),
            }
        lines = [f"{'GET' if ask.fields is None else 'POST'} {ask.path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
            self.writer = None


async def _stretch(
    site: Site, operation: Operation, people: Sequence[Person], clients: int, seconds: float, turn: int
) -> tuple[list[float], float]:
    """Latencies in ms and the wall time until the last operation ended."""
    begun = time.perf_counter()
    latencies: list[float] = []

    async def work(share: Sequence[Person]) -> None:
        client = Client(site)
        round_, index = turn, 0
        while time.perf_counter() - begun < seconds or index == 0:
            at = time.perf_counter()
            await client.run(
                operation(share[index % len(share)], round_ + index // len(share)), share[index % len(share)]
            )
            latencies.append((time.perf_counter() - at) * 1000)
            index += 1
        client.close()

    await asyncio.gather(*(work(people[first::clients]) for first in range(clients)))
    return latencies, time.perf_counter() - begun


def stretch(
    site: Site,
    operation: Operation,
    people: Sequence[Person],
    *,
    clients: int,
    seconds: float,
    cpu: Callable[[], float],
    turn: int = 0,
) -> Round:
    """One stretch of load. `cpu` returns the CPU seconds of all processes of this side so far.

    `turn` is the number of everybody's first turn: an operation may want another lesson each time.
    """
    before = cpu()
    latencies, taken = asyncio.run(_stretch(site, operation, people, clients, seconds, turn))
    return Round(latencies, taken, (cpu() - before) * 1000)


def fetch(site: Site, ask: Ask, person: Person) -> Answer:
    """One request on a connection of its own."""

    async def once() -> Answer:
        client = Client(site)
        answer = await client.send(ask, person)
        client.close()
        return answer

    answer = asyncio.run(once())
    check(ask, answer)
    return answer
