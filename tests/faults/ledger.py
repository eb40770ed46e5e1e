"""What the clients know: every change they sent, and what the server said it had kept."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

KEPT = {"saved", "known", "superseded"}


@dataclass(frozen=True)
class Change:
    """One answer of one device. `kept`: what the database must hold when the server has acknowledged it."""

    attempt: str
    position: int
    key: str
    clock: int
    device: str
    fields: dict[str, list[str]]
    kept: dict[str, Any]

    def as_data(self) -> dict[str, Any]:
        return {"key": self.key, "position": self.position, "clock": self.clock, "fields": self.fields}


@dataclass(frozen=True)
class Unwell:
    """An answer that was no receipt; `begun` and `ended` by the clock of the machine that never goes back."""

    status: int
    begun: float
    ended: float
    words: str


@dataclass
class Ledger:
    """Shared by all client threads. `broken`: what no server may ever answer, in words."""

    sent: dict[str, Change] = field(default_factory=dict)
    acknowledged: dict[str, tuple[str, str]] = field(default_factory=dict)  # key → (receipt, when it was kept)
    refused: dict[str, str] = field(default_factory=dict)
    submitted: Counter[str] = field(default_factory=Counter)  # attempt → how often a submission was answered
    outcomes: Counter[str] = field(default_factory=Counter)
    unwell: list[Unwell] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def send(self, change: Change) -> None:
        with self.lock:
            self.sent[change.key] = change

    def count(self, outcome: str, times: int = 1) -> None:
        with self.lock:
            self.outcomes[outcome] += times

    def complain(self, words: str) -> None:
        with self.lock:
            self.broken.append(words)

    def note_unwell(self, status: int, begun: float, ended: float, words: str) -> None:
        with self.lock:
            self.unwell.append(Unwell(status, begun, ended, words))

    def receive(self, receipt: dict[str, Any]) -> None:
        """Note a receipt. The same key again must come with the same receipt, however often."""
        key, status = receipt["key"], receipt["status"]
        with self.lock:
            self.outcomes[status] += 1
            if key not in self.sent:
                self.broken.append(f"a receipt for {key!r}, which nobody sent")
            elif status in KEPT:
                self._acknowledge(key, receipt)
            elif key in self.acknowledged:
                self.broken.append(f"{key} was acknowledged and is refused now: {receipt['error']}")
            else:
                self.refused[key] = receipt["error"]

    def _acknowledge(self, key: str, receipt: dict[str, Any]) -> None:
        said = (receipt["receipt"], receipt["at"])
        if self.acknowledged.setdefault(key, said) != said:
            self.broken.append(f"{key} got a second receipt: {self.acknowledged[key]} and {said}")
        if receipt["clock"] != self.sent[key].clock:
            self.broken.append(f"{key} was sent with clock {self.sent[key].clock}, kept with {receipt['clock']}")
        self.refused.pop(key, None)
