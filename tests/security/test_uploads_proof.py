"""Every hostile file through every door it could enter by; `make prove` writes docs/proofs/uploads.md."""

import resource
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client

from tests.faults import reporting
from tests.security.doors import OPEN_TO, files, left_behind, send
from tests.security.hostile import Hostile, hostile
from tests.security.hostile.made import MARK
from tests.security.test_uploads import TURKISH, administrator

pytestmark = [pytest.mark.django_db, pytest.mark.prove]
SLOWEST = 2.0  # seconds of work for one file
MOST_MEMORY = 300  # MB that one file may need
WORDS = """
Files made for this proof (`tests/security/hostile/`), none taken from elsewhere: pixel floods, truncated and lying
pictures, drawings with scripts, moving pictures, PDFs that act, office macros, recordings and captions that are none,
zip bombs and slips, workbooks and XML with entities, broken PO files, tables and saved answers, and names that want to
leave their folder. Each is sent, with the whole product behind it, through every door of its kind: single, several at
once, chooser, portrait, question import, PO, redirects, saved answers. A refusal must come with a message in the
language of the person and must leave no row, no file, no temporary file and no task behind. A good picture that carries
something (a page or an archive behind it, a script or a place in its EXIF, an odd name) is drawn anew: what is kept may
hold none of it. Seconds are those of the processor, so that a busy machine does not count; memory is the highest
resident size while a file was looked at, less the size before.
"""


def peak(*, reset: bool = False) -> float:
    """MB: the highest resident size of this process since the last reset (proc(5), clear_refs)."""
    if reset:
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


class Run:
    def __init__(self, client: Client) -> None:
        self.client, self.wrong = client, []
        self.refused: Counter[str] = Counter()
        self.slowest, self.longest, self.largest, self.sent, self.cleaned = ("", 0.0), 0.0, ("", 0.0), 0, 0

    def look(self, door: str, file: Hostile) -> None:
        before, kept = left_behind(), files()
        size, began, clock = peak(reset=True), time.process_time(), time.monotonic()
        with transaction.atomic():
            answer = send(self.client, door, file)
            worked = time.process_time() - began
            self.longest = max(self.longest, time.monotonic() - clock)
            if file.cleaned and door != "portrait":
                self.wrong += [f"{door}, {file.what}: {what}" for what in unclean(files() - kept)]
            transaction.set_rollback(file.cleaned)
        grown = peak() - size
        self.sent += 1
        self.slowest, self.largest = (
            max(self.slowest, (file.what, worked), key=second),
            max(self.largest, (file.what, grown), key=second),
        )
        if answer.status >= 500 or worked > SLOWEST or grown > MOST_MEMORY:
            self.wrong.append(f"{door}, {file.what}: {answer.status}, {worked:.1f} s, {grown:.0f} MB")
        if file.cleaned:
            self.cleaned += 1
            return
        self.refused[file.family] += 1
        if door != "portrait" and not TURKISH.search(answer.message):
            self.wrong.append(f"{door}, {file.what}: said {answer.message!r}, {answer.status}")
        if left_behind() != before:
            self.wrong.append(f"{door}, {file.what}: something was left behind")


def second(pair: tuple[str, float]) -> float:
    return pair[1]


def unclean(new: set[str]) -> list[str]:
    """What is wrong with the files that a good picture became; they are deleted."""
    found = []
    for name in (each.partition(":")[2].lstrip("/") for each in new if each.startswith("default:")):
        with default_storage.open(name) as stored:
            data = stored.read()
        if MARK in data or b"PK\5\6" in data:
            found.append(f"{name} holds more than pixels")
        if ".." in name.split("/") or not name.isprintable() or name.rpartition(".")[2] not in ("png", "jpg", "webp"):
            found.append(f"{name!r} is no good name")
        default_storage.delete(name)
    return found


def test_hostile_uploads(site, say, seed):
    client = Client(headers={"accept-language": "tr"})
    client.force_login(administrator())
    client.get("/admin/images/add/")
    run, everything, began = Run(client), hostile(), time.monotonic()
    for file in everything:
        for door in OPEN_TO[file.door]:
            run.look(door, file)
    seconds = time.monotonic() - began
    number = len({(file.door, file.what) for file in everything if not file.cleaned})
    details = {
        "hostile files": number,
        "pictures that carried something, drawn anew": len(everything) - number,
        "times sent, counting every door": run.sent,
        **{f"refused: {family}": count for family, count in sorted(run.refused.items())},
        "most work for one file": f"{run.slowest[1]:.2f} s ({run.slowest[0]})",
        "longest answer on the clock": f"{run.longest:.2f} s",
        "most memory for one file": f"{run.largest[1]:.0f} MB ({run.largest[0]})",
        "highest memory of the whole process": f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
        "answers with 500, without a message, too slow, too large, or that left something": len(run.wrong),
    }
    figures = dict.fromkeys(reporting.KEYS, 0) | {
        "seed": seed,
        "operations": run.sent,
        "broken invariants": len(run.wrong),
    }
    say(reporting.line(figures))
    say("\n".join(run.wrong))
    assert run.wrong == []
    assert number >= 300
    reporting.write("uploads", reporting.page("Hostile uploads", WORDS, figures, details, seconds))
