"""`make run`: prepare what is missing, start web process, worker and scheduler together, stop them together."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("TANI_VAR", ROOT / "var"))
BIN = Path(sys.executable).parent


def main() -> int:
    port = arguments().port
    if in_use(port):
        print(f"Port {port} is taken. Choose another: PORT={port + 1} make run", file=sys.stderr)
        return 1
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "TANI_BASE_URL": os.environ.get("TANI_BASE_URL", f"http://127.0.0.1:{port}"),
        "TANI_VAR": str(VAR),
    }
    for folder in ("private", "media", "mail"):
        (VAR / folder).mkdir(parents=True, exist_ok=True)
    for tool in ("cut_fonts.py", "compile_messages.py"):
        subprocess.run([sys.executable, str(ROOT / "tools" / tool)], check=True, env=environment, cwd=ROOT)
    subprocess.run([sys.executable, "manage.py", "prepare_demo"], check=True, env=environment, cwd=ROOT)
    return supervise(port, environment)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


def in_use(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def supervise(port: int, environment: dict[str, str]) -> int:
    """Run both children until one ends or we are told to stop; leave none behind."""
    with (VAR / "worker.log").open("ab") as log:  # its banner and chatter are for operators
        worker = subprocess.Popen(
            worker_command(), env=environment, cwd=ROOT, start_new_session=True, stdout=log, stderr=log
        )
    web = subprocess.Popen(web_command(port), env=environment, cwd=ROOT, start_new_session=True)
    children = [web, worker]
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: sys.exit(0))
    try:
        wait_until_up(port)
        subprocess.run([sys.executable, "manage.py", "demo_accounts"], check=True, env=environment, cwd=ROOT)
        print(f"\nTanı is at http://127.0.0.1:{port}/   (stop with Ctrl+C)", flush=True)
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        print("A process has ended; stopping the rest.", file=sys.stderr)
        return 1
    finally:
        stop(children)


def web_command(port: int) -> list[str]:
    return [
        str(BIN / "gunicorn"), "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4",
        "--no-control-socket", "--log-level", "warning", "--worker-tmp-dir", str(VAR), "--preload",
    ]  # fmt: skip


def worker_command() -> list[str]:
    return [
        str(BIN / "celery"), "-A", "config", "worker", "-B", "-P", "threads", "-c", "2", "-l", "WARNING",
        "--without-gossip", "--without-mingle", "--pidfile", str(VAR / "worker.pid"),
    ]  # fmt: skip


def wait_until_up(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    print(f"The product was not healthy within a minute; {VAR / 'worker.log'} may say why.", file=sys.stderr)
    sys.exit(1)


def stop(children: list[subprocess.Popen]) -> None:
    for child in children:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
    (VAR / "worker.pid").unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
