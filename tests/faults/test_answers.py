"""`make prove`: answers are sent while web workers, the database and the task worker are killed; none is lost."""
# ruff: noqa: S311 -- chance of a proof, not of a secret

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event
from time import monotonic
from typing import Any

import pytest

from bench.preparing import files
from bench.servers import environment, run, serving
from tests.faults import reporting
from tests.faults.channel import Channel
from tests.faults.checking import Findings
from tests.faults.killing import Killer
from tests.faults.ledger import Ledger
from tests.faults.officers import Device, Sitting, play
from tests.faults.servers import Postgres, postgres, task_worker

pytestmark = pytest.mark.prove
FULL = 100_000
ANSWERS = int(os.environ.get("TANI_PROVE_ANSWERS") or FULL)
EACH = 260  # answers of an attempt
CLIENTS = 16
WORDS = """
Sixteen clients send answers to quiz attempts, some of them from two devices at once, over lines that drop requests,
drop answers, send messages twice and in any order. Meanwhile web workers, PostgreSQL and the task worker are killed
with `kill -9` at random moments; PostgreSQL has fsync and synchronous commit on. The clients keep a ledger of what
the server acknowledged. At the end the database is read with plain SQL: every acknowledged answer is there once,
with the value that was sent; the answer that counts for each question is the one the rule of
`docs/reference/autosave.md` says; each attempt was submitted over the same lines, has one result, the one its
stored answers make, and no answer was stored after it; the course each attempt was for has heard of it once. An
answer other than a receipt is right only while the database is away, and then it is 503.
"""


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[Postgres]:
    with postgres() as server:
        monkeypatch.setenv("DATABASE_URL", server.url)
        yield server


@pytest.fixture
def environ(database: Postgres, tmp_path: Path) -> dict[str, str]:
    """Of the product; its errors are told, and pytest shows them when the proof fails."""
    var = tmp_path / "var"
    found = environment(var) | {"LOG_LEVEL": "CRITICAL"}
    files(found)
    for command in ("migrate --verbosity 0", "createcachetable", "prepare_site --verbosity 0"):
        run(found, "manage.py", *command.split())
    return found


def sittings(told: list[dict[str, Any]], random: Random) -> list[Sitting]:
    """A third of the attempts on two devices; some of those submitted while the other device still sends."""
    made = []
    for attempt in told:
        devices = 2 if random.random() < 0.35 else 1
        hasty, knows = random.random() < 0.12, random.random() < 0.06
        made.append(Sitting(attempt, devices, hasty=devices == 2 and hasty, knows=devices == 1 and knows))
    return made


def clients(made: list[Sitting], port: int, ledger: Ledger, random: Random) -> list[list[Device]]:
    """The devices of each thread; two devices of an attempt are in two threads, at about the same place."""
    threads: list[list[Device]] = [[] for _thread in range(CLIENTS)]
    for number, sitting in enumerate(made):
        devices = sitting.devices_left
        for index in range(devices):
            own = Random(random.random())
            channel = Channel(port, sitting.told["session"], own)
            threads[(number + index) % CLIENTS].append(Device(sitting, EACH // devices, channel, ledger, own))
    return threads


def play_all(threads: list[list[Device]], killer: Killer, random: Random) -> None:
    stop = Event()
    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        killing = pool.submit(killer.run, stop)
        playing = [pool.submit(play, devices, Random(random.random())) for devices in threads]
        try:
            for thread in playing:
                thread.result()
        finally:
            stop.set()
            killing.result()


def catch_up(environ: dict[str, str]) -> None:
    """What the scheduler does every five minutes."""
    code = "from enrolments.tasks import reconcile as e; from certificates.tasks import reconcile as c; e(); c()"
    run(environ, "manage.py", "shell", "--no-imports", "-c", code)


def test_no_acknowledged_answer_is_lost(
    database: Postgres, environ: dict[str, str], tmp_path: Path, seed: int, say: Callable[[str], None]
):
    random, ledger, begun = Random(seed), Ledger(), monotonic()
    number = max(2 * CLIENTS, ANSWERS // (EACH - 20))
    told = json.loads(run(environ, "-m", "tests.faults.preparing", str(number)))["attempts"]
    made = sittings(told, random)
    with (
        serving("config.wsgi", environ, tmp_path / "var") as side,
        task_worker(environ, tmp_path / "var") as worker,
    ):
        killer = Killer(database, side.pid, worker, Random(random.random()))
        threads = clients(made, side.site.port, ledger, random)
        started = monotonic()
        play_all(threads, killer, random)
        seconds = monotonic() - started
    catch_up(environ)
    with database.connect() as connection:
        findings = Findings(ledger).check(connection, {each.told["id"] for each in made if each.hasty})
    judge_unwell(ledger, killer, findings)
    mischief = sum((Counter(device.channel.mischief) for devices in threads for device in devices), Counter())
    figures = figures_of(seed, ledger, killer, mischief, findings)
    say(reporting.line(figures))
    details = details_of(ledger, killer, mischief, findings, number)
    say(json.dumps(details | {"seconds": round(seconds), "with preparation": round(monotonic() - begun)}))
    assert findings.broken[:5] == []
    assert (findings.lost[:5], findings.doubled[:5]) == ([], [])
    assert len(ledger.acknowledged) >= ANSWERS
    assert set(ledger.submitted) == {each.told["id"] for each in made}
    if ANSWERS >= FULL:
        reporting.write("answers", reporting.page("No acknowledged answer is lost", WORDS, figures, details, seconds))


def judge_unwell(ledger: Ledger, killer: Killer, findings: Findings) -> None:
    for each in ledger.unwell:
        if each.status == 503 and killer.was_away(each.begun, each.ended):
            ledger.count("503 while the database was away")
        else:
            ledger.count(f"{each.status} of our own")
            findings.broken.append(f"answered {each.status}: {each.words}")


def figures_of(seed: int, ledger: Ledger, killer: Killer, mischief: Counter[str], findings: Findings) -> dict[str, Any]:
    heard = sum(number for what, number in ledger.outcomes.items() if what.startswith(("answers", "not")))
    return {
        "seed": seed,
        "operations": heard,
        "acknowledged": len(ledger.acknowledged),
        "faults": sum(killer.killed.values()) + sum(mischief.values()),
        "lost": len(findings.lost),
        "doubled": len(findings.doubled),
        "broken invariants": len(findings.broken),
    }


def details_of(
    ledger: Ledger, killer: Killer, mischief: Counter[str], findings: Findings, attempts: int
) -> dict[str, Any]:
    broken_off = sum(
        number for what, number in ledger.outcomes.items() if what.startswith("not") and "drop" not in what
    )
    return {
        "attempts, each submitted": attempts,
        "answers sent": len(ledger.sent),
        "answers acknowledged": len(ledger.acknowledged),
        "answers in the database": findings.rows,
        "receipts “saved”": ledger.outcomes["saved"],
        "receipts “known”: sent before": ledger.outcomes["known"],
        "receipts “superseded”: kept, a newer one counts": ledger.outcomes["superseded"],
        "refused: the other device had submitted": len(ledger.refused),
        **{f"killed: {what}": number for what, number in sorted(killer.killed.items())},
        **dict(sorted(mischief.items())),
        "connections broken off or refused": broken_off,
        "503 while the database was away": ledger.outcomes["503 while the database was away"],
        "other errors": len(ledger.unwell) - ledger.outcomes["503 while the database was away"],
    }
