"""One line of JSON for each proof, and the page docs/proofs/NAME.md of a run at full size."""

import json
import os
import platform
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.servers import ROOT

FOLDER = ROOT / "docs" / "proofs"
KEYS = ("seed", "operations", "acknowledged", "faults", "lost", "doubled", "broken invariants")


def seed_of_run() -> int:
    """TANI_PROVE_SEED repeats the choices of a run; what the machine does in between cannot be repeated."""
    return int(os.environ.get("TANI_PROVE_SEED") or int.from_bytes(os.urandom(4)))


def line(figures: dict[str, Any]) -> str:
    return json.dumps({name: figures[name] for name in KEYS})


def page(title: str, words: str, figures: dict[str, Any], details: dict[str, Any], seconds: float) -> str:
    rows = "\n".join(f"| {name} | {_shown(value)} |" for name, value in details.items())
    return (
        f"# {title}\n\n{words.strip()}\n\n"
        f"Run on {datetime.now().astimezone():%d %B %Y, %H:%M %Z}, commit {_git('rev-parse', '--short', 'HEAD')}, "
        f"in {seconds / 60:.1f} minutes, with `TANI_PROVE_SEED={figures['seed']} make prove`. "
        f"Machine: {_machine()}.\n\n"
        f"```json\n{line(figures)}\n```\n\n"
        f"| what | how often |\n|---|---|\n{rows}\n"
    )


def occasion() -> str:
    """When, of what and where, for a proof that has no seed."""
    commit = _git("rev-parse", "--short", "HEAD")
    return f"Run on {datetime.now().astimezone():%d %B %Y, %H:%M %Z}, commit {commit}. Machine: {_machine()}."


def write(name: str, text: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.md").write_text(text)


def _shown(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603, S607
    return done.stdout.strip() or "unknown"


def _machine() -> str:
    memory = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    return (
        f"{os.cpu_count()} cores, {int(memory.split()[1]) / 1024**2:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}"
    )
