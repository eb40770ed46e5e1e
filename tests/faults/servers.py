"""What the proofs kill: a PostgreSQL that keeps its promises, the web workers of gunicorn, the task worker."""

import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import psycopg

from bench.processes import family
from bench.servers import ROOT, free_port

DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "track_commit_timestamp": "on",  # says in which order transactions were committed
    "autovacuum": "off",  # so that these stamps stay
    "listen_addresses": "127.0.0.1",
}


class Postgres:
    """A throw-away server below `folder`. What it has committed survives the death of any of its processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))[-1]
        self.port = free_port()
        self.user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name  # initdb refuses root
        self.url = f"postgres://{self.user}@127.0.0.1:{self.port}/tani"

    def create(self) -> None:
        if os.getuid() == 0:
            os.chown(self.folder, pwd.getpwnam("postgres").pw_uid, -1)
        self._run("initdb", "-D", str(self.folder / "data"), "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        with self.connect("postgres") as connection:
            connection.execute("CREATE DATABASE tani")

    def start(self) -> None:
        """Also after a kill: what is left of the dead server has to let go of its memory first."""
        options = " ".join(
            f"-c {name}={value}"
            for name, value in {**DURABLE, "port": self.port, "unix_socket_directories": self.folder}.items()
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-o", options, "-l", self.log, "start")
            except subprocess.CalledProcessError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("PostgreSQL did not come up again")

    @property
    def log(self) -> str:
        return str(self.folder / "log")

    def kill(self) -> None:
        """The first process: the others end when they notice."""
        os.kill(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def kill_backend(self, random: Random) -> bool:
        """One that serves a connection of the product: all others are thrown out and the server recovers."""
        with self.connect() as connection:
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            ).fetchall()
        if found:
            os.kill(random.choice(found)[0], signal.SIGKILL)
        return bool(found)

    def answers(self) -> bool:
        try:
            with self.connect() as connection:
                connection.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True

    def connect(self, database: str = "tani") -> psycopg.Connection:
        address = self.url.rpartition("/")[0].replace("postgres://", "postgresql://")
        return psycopg.connect(f"{address}/{database}", autocommit=True, connect_timeout=5)

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def _run(self, program: str, *words: str) -> None:
        as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        quiet = subprocess.DEVNULL
        command = [*as_owner, str(self.bin / program), *words]
        subprocess.run(command, cwd=self.folder, check=True, stdout=quiet, stderr=quiet)  # noqa: S603


@contextmanager
def postgres() -> Iterator[Postgres]:
    """In a folder of its own: pytest's are closed to the owner of the server."""
    with TemporaryDirectory(prefix="tani-pg.") as folder:
        server = Postgres(Path(folder))
        server.create()
        try:
            yield server
        finally:
            server.stop()


def kill_web_worker(gunicorn: int, random: Random) -> bool:
    """One of the processes that answer requests; the first process puts another in its place."""
    workers = family(gunicorn)[1:]
    if not workers:
        return False
    try:
        os.kill(random.choice(workers), signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


class TaskWorker:
    """Celery with its scheduler, as `make run` starts it. `log` gets what it says."""

    def __init__(self, environ: dict[str, str], var: Path) -> None:
        self.environ, self.var = environ, var
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [
            sys.executable, "-m", "celery", "-A", "config", "worker", "-B", "-P", "threads", "-c", "2", "-l", "ERROR",
            "--without-gossip", "--without-mingle", "-s", str(self.var / "beat"),
        ]  # fmt: skip
        with (self.var / "worker.log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                command, env=self.environ, cwd=ROOT, start_new_session=True, stdout=log, stderr=log
            )

    def kill(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=30)


@contextmanager
def task_worker(environ: dict[str, str], var: Path) -> Iterator[TaskWorker]:
    worker = TaskWorker(environ, var)
    worker.start()
    try:
        yield worker
    finally:
        worker.kill()
