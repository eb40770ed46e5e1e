"""Both databases, filled; everything the servers need on disk."""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.load import Person
from bench.servers import ROOT, prepare_server, run

# Static files of the editor's side weigh megabytes and are on no page that is measured.
NOT_MEASURED = ("wagtail*", "admin", "rest_framework", "ninja", "allauth*", "account", "mfa")


@dataclass(frozen=True)
class People:
    learners: list[Person]
    coordinator: Person
    c1: list[str]

    @classmethod
    def read(cls, text: str) -> "People":
        told = json.loads(text)
        learners = [Person(session, number) for number, session in enumerate(told["learners"])]
        return cls(learners, Person(told["coordinator"]), told.get("c1", []))


@dataclass(frozen=True)
class Prepared:
    """What the populations told, as text for the count, and as people for the load."""

    ours: str
    floor: str
    seconds: float

    @property
    def our_people(self) -> People:
        return People.read(self.ours)

    @property
    def floor_people(self) -> People:
        return People.read(self.floor)


def prepare(environ: dict[str, str], *, quick: bool) -> Prepared:
    begun = time.perf_counter()
    prepare_server()
    size = ["--quick"] if quick else []
    with ThreadPoolExecutor() as pool:
        floor = pool.submit(run, environ, "-m", "bench.floor.population", *size)
        files(environ)
        product(environ)
        ours = run(environ, "-m", "bench.population", *size)
        return Prepared(ours, floor.result(), time.perf_counter() - begun)


def files(environ: dict[str, str]) -> None:
    for folder in ("queue/messages", "queue/processed", "queue/control", "private", "media"):
        (Path(environ["TANI_VAR"]) / folder).mkdir(parents=True, exist_ok=True)
    for tool in ("cut_fonts.py", "compile_messages.py"):
        run(environ, str(ROOT / "tools" / tool))
    ignore = [word for pattern in NOT_MEASURED for word in ("--ignore", pattern)]
    run(environ, "manage.py", "collectstatic", "--noinput", "--verbosity", "0", *ignore)


def product(environ: dict[str, str]) -> None:
    for command in (
        "migrate --verbosity 0",
        "createcachetable",
        "prepare_site --verbosity 0",
        "load_course content/courses/c1",
    ):
        begun = time.perf_counter()
        run(environ, "manage.py", *command.split())
        sys.stderr.write(f"  ours: {command.split()[0]} in {time.perf_counter() - begun:.0f} s\n")
