"""Synchronisation messages as no honest client sends them, and a slow model of what the server must make of them."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from tests.faults.given import give
from tests.faults.officers import code

MOST_BYTES = 256 * 1024
Kept = tuple[int, str, str, str]  # clock, device, key, answer as JSON
NOT_A_POSITION = (0, -1, 99, 11, 10**9, 10**30, 1.0, 1.5, "1", True, None, [1], {}, "⑦", "١")
NOT_A_CLOCK = (0, -1, 10**6 + 1, 2**63, 10**400, 1e300, 1.5, "5", True, None, [], {})
NOT_A_KEY = ("", "short", "X" * 12, "a" * 65, "ş" * 12, "a b c d e f", "'; DROP TABLE", None, 12345678, [], {}, True)
NOT_FIELDS = (
    None, [], "choice=1", 5, True, {"choice": "1"}, {"choice": [1]}, {"choice": [None]}, {"choice": [["1"]]},
    {"choice": ["\x00"]}, {"a\x00b": ["1"]}, {"choice": ["\ud800"]}, {"\udfff": []}, {"choice": {"0": "1"}},
    {str(number): [] for number in range(501)},
)  # fmt: skip
NOT_A_DEVICE = ("", "short", "UPPERCASE", "a" * 33, "ğğğğğğğğ", None, 12345678, [], {}, True, "a b c d e")
DEEP = 50_000


class Model:
    """The rule of docs/reference/autosave.md over plain dictionaries: all that was kept, by question."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, int], dict[str, Kept]] = {}
        self.statuses = 0

    def take(self, attempt: str, device: str, change: dict[str, Any], answer: Any) -> str:
        """What becomes of a change that is well formed."""
        rows = self.kept.setdefault((attempt, change["position"]), {})
        text = json.dumps(answer, sort_keys=True)
        if change["key"] in rows:
            return "known" if rows[change["key"]][3] == text else "refused"
        mine = (change["clock"], device, change["key"], text)
        highest = all(mine[:3] > other[:3] for other in rows.values())
        rows[change["key"]] = mine
        return "saved" if highest else "superseded"


class Mangler:
    """Makes messages for attempts: `{"id", "questions": [{"kind", "structure", "order"}]}`."""

    def __init__(self, attempts: list[dict[str, Any]], random: Random) -> None:
        self.attempts, self.random = attempts, random
        self.devices = {each["id"]: [code(random, length) for length in (8, 16, 32)] for each in attempts}
        self.before: dict[str, list[tuple[dict[str, Any], Any]]] = {each["id"]: [] for each in attempts}
        self.clock = 0

    def change(self, attempt: dict[str, Any]) -> tuple[dict[str, Any], Any]:
        position = self.random.randrange(len(attempt["questions"]))
        fields, kept = give(attempt["questions"][position], self.random)
        self.clock = (self.clock + self.random.randint(0, 3)) % 900_000
        made = {
            "key": code(self.random, self.random.randint(8, 64)),
            "position": position + 1,
            "clock": max(1, self.clock + self.random.randint(-50, 50)),
            "fields": fields,
        }
        self.before[attempt["id"]] = [*self.before[attempt["id"]][-60:], (made, kept)]
        return made, kept

    def changes(self, attempt: dict[str, Any]) -> list[tuple[Any, Any]]:
        """(change, what must be kept of it); None where it must be refused. New, sent before, or spoiled."""
        made: list[tuple[Any, Any]] = []
        for _number in range(self.random.randint(1, 10)):
            draw = self.random.random()
            if draw < 0.2 and self.before[attempt["id"]]:
                made.append(self.random.choice(self.before[attempt["id"]]))
            elif draw < 0.5:
                made.append((self.spoil(self.change(attempt)[0]), None))
            else:
                made.append(self.change(attempt))
        if self.random.random() < 0.3:
            made += self.random.sample(made, self.random.randint(1, len(made)))
        self.random.shuffle(made)
        return made

    def spoil(self, change: dict[str, Any]) -> Any:
        """A change that must be refused, as a copy."""
        name, values = self.random.choice(
            (("position", NOT_A_POSITION), ("clock", NOT_A_CLOCK), ("key", NOT_A_KEY), ("fields", NOT_FIELDS), ("", ()))
        )
        if not name:
            return self.random.choice([None, 5, "change", [], [change], True, {}])
        if self.random.random() < 0.2:
            return {each: value for each, value in change.items() if each != name}
        return {**change, name: self.random.choice(values)}

    def device(self, attempt: dict[str, Any]) -> str:
        return self.random.choice(self.devices[attempt["id"]])

    def unreadable(self, device: str, changes: list[Any]) -> tuple[str, bytes]:
        """(what was done, a message of which nothing may be kept)."""
        how = self.random.choice(sorted(RUINS))
        return how, RUINS[how](device, changes, self.random)


def message(device: Any, changes: Any) -> bytes:
    return json.dumps({"device": device, "changes": changes}).encode()


def truncated(device: str, changes: list[Any], random: Random) -> bytes:
    whole = message(device, changes)
    return whole[: random.randrange(len(whole))]


def bad_utf8(device: str, changes: list[Any], random: Random) -> bytes:
    whole = message(device, changes)
    place = random.randrange(1, len(whole))
    return whole[:place] + random.choice([b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf8\x88\x80\x80"]) + whole[place:]


def deep(device: str, changes: list[Any], random: Random) -> bytes:
    opened, closed = random.choice([(b"[", b"]"), (b'{"a":', b"}")])
    return b'{"device": "aaaaaaaa", "changes": ' + opened * DEEP + b"1" + closed * random.choice([0, DEEP]) + b"}"


def oversized(device: str, changes: list[Any], random: Random) -> bytes:
    return message(device, changes) + b" " * MOST_BYTES


def too_many(device: str, changes: list[Any], random: Random) -> bytes:
    return message(device, (changes * 101)[:101])


def not_a_list(device: str, changes: list[Any], random: Random) -> bytes:
    return message(device, random.choice([None, {}, "changes", 5, True, {"0": changes}]))


def not_a_device(device: str, changes: list[Any], random: Random) -> bytes:
    return message(random.choice(NOT_A_DEVICE), changes)


def not_an_object(device: str, changes: list[Any], random: Random) -> bytes:
    return random.choice([b"", b"null", b"[]", b'"text"', b"5", b"NaN", b"\x00", json.dumps(changes).encode()])


def number_without_end(device: str, changes: list[Any], random: Random) -> bytes:
    return b'{"device": "aaaaaaaa", "changes": [{"clock": ' + b"9" * 20_000 + b"}]}"


def another_encoding(device: str, changes: list[Any], random: Random) -> bytes:
    return b"\xef\xbb\xbf" + b"\x80" + message(device, changes)


RUINS: dict[str, Callable[[str, list[Any], Random], bytes]] = {
    "truncated": truncated,
    "bad UTF-8": bad_utf8,
    "nested 50,000 deep": deep,
    "oversized": oversized,
    "more than 100 changes": too_many,
    "changes not a list": not_a_list,
    "device not a device": not_a_device,
    "not an object": not_an_object,
    "a number of 20,000 digits": number_without_end,
    "broken byte order mark": another_encoding,
}
