"""Two gunicorns of the same shape, one PostgreSQL: starting them, stopping them, and what their processes have used."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import socket

import psycopg

from bench.load import Site
from bench.processes import cpu_seconds, parent, pss_megabytes

ROOT = Path(__file__).resolve().parents[1]
HOST = "tani.example"
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "bench.settings",
    "SECRET_KEY": "only-for-measuring-" + "x" * 50,
    "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
    "TANI_BASE_URL": f"https://{HOST}",
    "CELERY_BROKER_URL": "filesystem://",
    "CACHE_URL": "redis://127.0.0.1:9/0",  # replaced in bench.settings
    "EMAIL_URL": "smtp://127.0.0.1:9/",
    "DEFAULT_FROM_EMAIL": f"tani@{HOST}",
    "LOG_LEVEL": "CRITICAL",
}


def environment(var: Path) -> dict[str, str]:
    """Of every process of either side; what it writes goes below `var`."""
    return {
        **os.environ,
        **SETTINGS,
        "TANI_VAR": str(var),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "PYTHONHASHSEED": "0",
    }


def run(environ: dict[str, str], *command: str, given: str = "") -> str:
    """Run a Python command of the repository to its end and return what it printed; its errors pass through."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, *command], env=environ, cwd=ROOT, input=given, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


class Side:
    """One of the two: its server and its figures."""

    def __init__(self, site: Site, process: subprocess.Popen[bytes], postmaster: int) -> None:
        self.site = site
        self.pid = process.pid
        self.postmaster = postmaster

    def cpu(self) -> float:
        """CPU seconds of application and database so far; the other side must be idle meanwhile."""
        return cpu_seconds(self.pid) + cpu_seconds(self.postmaster)

    def memory(self) -> float:
        return pss_megabytes(self.pid)


@contextmanager
def serving(application: str, environ: dict[str, str], var: Path) -> Iterator[Side]:
    """gunicorn as `make run` starts it."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "2",
        "--threads", "4", "--no-control-socket", "--log-level", "warning", "--worker-tmp-dir", str(var), "--preload",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environ, cwd=ROOT, start_new_session=True)  # noqa: S603
    try:
        wait_for(port, process)
        yield Side(Site(port), process, postmaster())
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/robots.txt")
            connection.getresponse()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError("a server did not come up")


def connect(database: str = "postgres") -> psycopg.Connection:
    url = os.environ["DATABASE_URL"].rpartition("/")[0].replace("postgres://", "postgresql://")
    return psycopg.connect(f"{url}/{database}", autocommit=True)


def postmaster() -> int:
    """The process all others of this PostgreSQL come from."""
    with connect() as connection:
        return parent(connection.info.backend_pid)


def prepare_server() -> None:
    """Two empty databases; housekeeping by hand only, so that it does not fall into a round of one side."""
    with connect() as connection:
        connection.execute("ALTER SYSTEM SET autovacuum = off")
        connection.execute("ALTER SYSTEM SET max_wal_size = '8GB'")
        connection.execute("SELECT pg_reload_conf()")
        for name in ("tani", "floor"):
            connection.execute(f"CREATE DATABASE {name}")


def server_version() -> str:
    with connect() as connection:
        return str(connection.info.server_version // 10000)
