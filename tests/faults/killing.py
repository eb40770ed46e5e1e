"""The one who kills: web workers, database processes and the task worker, at moments nobody knows before."""

from collections import Counter
from collections.abc import Callable
from random import Random
from threading import Event
from time import monotonic, sleep

from tests.faults.servers import Postgres, TaskWorker, kill_web_worker

WEB, BACKEND, POSTMASTER, TASKS = "web worker", "database connection process", "database server", "task worker"
EVERY = {WEB: (3.0, 8.0), BACKEND: (20.0, 45.0), POSTMASTER: (25.0, 60.0), TASKS: (45.0, 90.0)}  # seconds
RECOVERED = 1.0  # a request that was caught in the middle may be answered this long after the database is back


class Killer:
    """`killed` counts by what; `away` are the times when the database was not there, `(from, to)`."""

    def __init__(self, database: Postgres, gunicorn: int, worker: TaskWorker, random: Random) -> None:
        self.database, self.gunicorn, self.worker, self.random = database, gunicorn, worker, random
        self.killed: Counter[str] = Counter()
        self.away: list[tuple[float, float]] = []
        self.acts: dict[str, Callable[[], bool]] = {
            WEB: self.web, BACKEND: self.backend, POSTMASTER: self.postmaster, TASKS: self.tasks
        }  # fmt: skip

    def run(self, stop: Event) -> None:
        due = {name: monotonic() + self.random.uniform(*EVERY[name]) for name in EVERY}
        while not stop.is_set():
            name = min(due, key=due.__getitem__)
            if stop.wait(max(0.0, due[name] - monotonic())):
                break
            self.killed[name] += self.acts[name]()
            due[name] = monotonic() + self.random.uniform(*EVERY[name])

    def web(self) -> bool:
        return kill_web_worker(self.gunicorn, self.random)

    def backend(self) -> bool:
        begun = monotonic()
        done = self.database.kill_backend(self.random)
        self.until_back(begun)
        return done

    def postmaster(self) -> bool:
        begun = monotonic()
        self.database.kill()
        sleep(self.random.uniform(0, 1.5))
        self.database.start()
        self.until_back(begun)
        return True

    def until_back(self, begun: float) -> None:
        """A killed connection process takes the others down a moment later: two good answers in a row are needed."""
        well, deadline = 0, monotonic() + 60
        while well < 2 and monotonic() < deadline:
            well = well + 1 if self.database.answers() else 0
            sleep(0.1)
        self.away.append((begun, monotonic() + RECOVERED))

    def tasks(self) -> bool:
        self.worker.kill()
        sleep(self.random.uniform(0, 2))
        self.worker.start()
        return True

    def was_away(self, begun: float, ended: float) -> bool:
        return any(begun <= back and ended >= gone for gone, back in self.away)
