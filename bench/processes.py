"""What processes cost, read from /proc: CPU seconds and memory of a process with everything below it."""

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def stat(pid: int) -> list[str]:
    """Fields of /proc/PID/stat from the state on (`man proc`: field 3 is index 0); empty when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def parent(pid: int) -> int:
    return int(stat(pid)[1])


def family(root: int) -> list[int]:
    """The process and all its living descendants."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := stat(int(entry.name))):
            below.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [root]
    for pid in found:
        found.extend(below.get(pid, []))
    return found


def cpu_seconds(root: int) -> float:
    """User and system time of the family, those that have ended and were waited for included."""
    ticks = 0
    for pid in family(root):
        fields = stat(pid)
        ticks += sum(map(int, fields[11:15])) if fields else 0  # utime, stime, cutime, cstime
    return ticks / TICK


def pss_megabytes(root: int) -> float:
    """Proportional set size of the family: shared pages counted once."""
    return sum(_kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss") for pid in family(root)) / 1024


def forget_peaks(root: int) -> dict[int, int]:
    """Set the high-water mark of every process of the family back to what it holds now; resident KB by process."""
    held = {}
    for pid in family(root):
        Path(f"/proc/{pid}/clear_refs").write_text("5")
        held[pid] = _kilobytes(Path(f"/proc/{pid}/status"), "VmRSS")
    return held


def grown_megabytes(held: dict[int, int]) -> float:
    """The most any of these processes has grown since `forget_peaks`."""
    return max(_kilobytes(Path(f"/proc/{pid}/status"), "VmHWM") - before for pid, before in held.items()) / 1024


def _kilobytes(path: Path, name: str) -> int:
    for line in path.read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0
