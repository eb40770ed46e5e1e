"""Officers at their devices: they answer, keep what is not acknowledged, send it again, and submit at the end.

The client of docs/reference/autosave.md, at its most impatient.
"""

import string
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from threading import Lock
from time import sleep
from typing import Any

from tests.faults.channel import Answer, Channel, NotHeard
from tests.faults.given import give
from tests.faults.ledger import Change, Ledger

ALPHABET = string.digits + string.ascii_lowercase
MOST = 60  # changes in a message
AT_ONCE = 4  # devices a thread plays at a time
AGAIN = 0.05  # how often a message also carries a change acknowledged before


def code(random: Random, length: int) -> str:
    return "".join(random.choices(ALPHABET, k=length))


@dataclass
class Sitting:
    """An attempt as its devices share it. `hasty`: submitted by whichever device is done first; `knows`: ends with the
    right answer to every question."""

    told: dict[str, Any]
    devices_left: int
    hasty: bool = False
    knows: bool = False
    lock: Lock = field(default_factory=Lock)

    @property
    def path(self) -> str:
        return f"/tr/assessments/{self.told['id']}"

    def leaves(self) -> bool:
        """A device is done; whether it is the one that submits."""
        with self.lock:
            self.devices_left -= 1
            return self.hasty or self.devices_left == 0


class Device:
    def __init__(self, sitting: Sitting, quota: int, channel: Channel, ledger: Ledger, random: Random) -> None:
        self.sitting, self.quota = sitting, quota
        self.channel, self.ledger, self.random = channel, ledger, random
        self.name = code(random, random.randint(8, 32))
        self.clock = 0
        self.waiting: dict[str, Change] = {}
        self.known: list[Change] = []
        self.over = False

    def turn(self) -> bool:
        """Answer some questions and send some of what waits; False when there is nothing left to do."""
        if self.quota > 0 and len(self.waiting) < 2 * MOST:
            self.answer(min(self.quota, self.random.randint(1, MOST)))
        if self.waiting:
            self.send()
        if self.over or (self.quota <= 0 and not self.waiting):
            if self.sitting.knows and not self.over:
                self.answer_rightly()
                return True
            if self.sitting.leaves():
                self.submit()
            self.channel.close()
            return False
        return True

    def answer(self, number: int) -> None:
        self.quota -= number
        questions = self.sitting.told["questions"]
        for _change in range(number):
            position = self.random.randrange(len(questions))
            self.add(position + 1, *give(questions[position], self.random))

    def answer_rightly(self) -> None:
        self.sitting.knows = False
        for position, question in enumerate(self.sitting.told["questions"], start=1):
            self.add(position, *question["solution"])

    def add(self, position: int, fields: dict[str, list[str]], kept: dict[str, Any]) -> None:
        """One more than any clock this device has seen."""
        self.clock += 1
        key = code(self.random, self.random.randint(12, 64))
        change = Change(self.sitting.told["id"], position, key, self.clock, self.name, fields, kept)
        self.waiting[key] = change
        self.ledger.send(change)

    def send(self) -> None:
        """Any of what waits, in any order, sometimes with something the server has had long ago."""
        batch = self.random.sample(list(self.waiting.values()), min(len(self.waiting), self.random.randint(1, MOST)))
        if self.known and self.random.random() < AGAIN:
            batch.append(self.random.choice(self.known))
            self.random.shuffle(batch)
        message = {"device": self.name, "changes": [change.as_data() for change in batch]}
        for answer in self.ask("sync", message):
            if answer.status == 200:
                self.hear(answer.data)
            else:
                self.unwell(answer)

    def hear(self, data: dict[str, Any]) -> None:
        for receipt in data["receipts"]:
            self.ledger.receive(receipt)
            change = self.waiting.pop(receipt["key"], None)
            if change is not None and receipt["status"] != "refused":
                self.known = [*self.known[-20:], change]
        self.clock = max([self.clock, *(each["clock"] for each in data["answers"].values())])
        if data["submitted"]:
            self.over, self.quota = True, 0

    def submit(self) -> None:
        """Press the button until the server says it is done."""
        attempt = self.sitting.told["id"]
        while True:
            for answer in self.ask("submit", None):
                if answer.status == 302 and answer.location.endswith("/result/"):
                    self.ledger.submitted[attempt] += 1
                else:
                    self.unwell(answer)
            if self.ledger.submitted[attempt]:
                return

    def ask(self, door: str, message: Any) -> list[Answer]:
        """Nothing when nothing was heard; the device tries again a moment later."""
        path = f"{self.sitting.path}/{door}/"
        try:
            if message is None:
                return self.heard(self.channel.post_form(path, {}))
            return self.heard(self.channel.post_json(path, message))
        except NotHeard as lost:
            self.ledger.count(f"not heard: {lost.why}")
            if lost.why != "drop":
                sleep(self.random.uniform(0.02, 0.4))
            return []

    def heard(self, answers: list[Answer]) -> list[Answer]:
        self.ledger.count("answers heard", len(answers))
        return answers

    def unwell(self, answer: Answer) -> None:
        words = answer.body[:300].decode(errors="replace")
        self.ledger.note_unwell(answer.status, answer.begun, answer.ended, words)
        if answer.status < 500:  # this client is wrong; to go on would never end
            raise AssertionError(f"{self.sitting.path}: {answer.status} {words}")
        sleep(self.random.uniform(0.05, 0.5))


def play(devices: Sequence[Device], random: Random) -> None:
    """One thread's officers, some at a time, until all are done."""
    waiting, active = list(devices), []
    while waiting or active:
        while waiting and len(active) < AT_ONCE:
            active.append(waiting.pop(0))
        device = random.choice(active)
        if not device.turn():
            active.remove(device)
