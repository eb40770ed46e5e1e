"""Figures to lines of the table; the table to the page docs/reference/performance.md."""

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import django

from bench.figures import Pairs, Row, markdown_table
from bench.measuring import Exported
from bench.servers import ROOT, server_version
from bench.weight import Weight

PAGE = ROOT / "docs" / "reference" / "performance.md"
BETWEEN = ("<!-- figures: written by `make bench ARGS=--write` -->", "<!-- end of figures -->")
START_SUBMIT_RESULT = ("start", "submit", "result")
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Sql:
    """Statements by operation and label, on each side."""

    ours: Counts
    floor: Counts

    def lesson(self) -> str:
        return f"{self.ours['lesson']['page']} (floor {self.floor['lesson']['page']})"

    def list(self) -> str:
        return f"{self.ours['list']['page']} (floor {self.floor['list']['page']})"

    @property
    def quiz_frame(self) -> int:
        """Start, submit and result together."""
        return sum(self.ours["quiz"][label] for label in START_SUBMIT_RESULT)

    @property
    def answer(self) -> int:
        return self.ours["quiz"]["answer"]

    def quiz(self) -> str:
        return ", ".join(f"{label} {number}" for label, number in self.ours["quiz"].items())


def speed(pairs: Pairs, side: str) -> str:
    p50, rate, cpu = (pairs.of(side, figure) for figure in ("p50", "rate", "cpu_each"))
    return f"{p50:.1f} ms; {rate:.0f}/s; {cpu:.1f} CPU ms"


def _row(operation: str, pairs: Pairs, *, most: float | None, must: str = "", sql: str = "", more: tuple = ()) -> Row:
    ratio = pairs.ratio()
    limits = ((ratio, most), *more) if most is not None else ()
    return Row(operation, speed(pairs, "ours"), speed(pairs, "floor"), f"{ratio:.2f}", sql, must, limits)


def lesson_row(clients: int, pairs: Pairs, sql: Sql) -> Row:
    more = ((sql.ours["lesson"]["page"], 8),)
    return _row(
        f"1 lesson page, {clients} clients", pairs, most=2, must="CPU ≤ 2×, SQL ≤ 8", sql=sql.lesson(), more=more
    )


def quiz_row(clients: int, pairs: Pairs, sql: Sql) -> Row:
    more = ((sql.quiz_frame, 20), (sql.answer, 5))
    must = "CPU ≤ 1.6×; start + submit + result ≤ 20 SQL, an answer ≤ 5"
    return _row(f"2 quiz, a question a page, {clients} clients", pairs, most=1.6, must=must, sql=sql.quiz(), more=more)


def form_row(pairs: Pairs) -> Row:
    return _row("– beside a floor with all ten questions in one form", pairs, most=None)


def list_row(course: str, pairs: Pairs, sql: Sql, smallest: Pairs) -> Row:
    more: tuple[tuple[float, float], ...] = ((sql.ours["list"]["page"], 6),)
    must = "CPU ≤ 2×, SQL ≤ 6"
    if course == "b1":
        growth = pairs.of("ours", "p50") / smallest.of("ours", "p50")
        more, must = (*more, (growth, 2)), f"{must}; time ≤ 2× that of 200: {growth:.1f}"
    learners = course.removeprefix("s") if course != "b1" else "everybody"
    return _row(f"3 coordinator's list, course of {learners}", pairs, most=2, must=must, sql=sql.list(), more=more)


def export_row(pairs: Pairs) -> Row:
    return _row("4 CSV, course of 5000", pairs, most=2.5, must="CPU ≤ 2.5×")


def everything_row(done: Exported, copy: float) -> Row:
    ours = f"first byte {done.first_byte:.0f} ms; {done.seconds:.2f} s; +{done.grown:.0f} MB; {done.rows} lines"
    limits = ((done.first_byte, 100), (done.grown, 32))
    return Row(
        "4 CSV, everybody",
        ours,
        f"COPY {copy:.2f} s",
        f"{done.seconds / copy:.1f}",
        "",
        "first byte < 100 ms, + < 32 MB",
        limits,
    )


def weight_row(name: str, cold: Weight, warm: Weight) -> Row:
    ours = (
        f"cold {cold.kilobytes:.1f} KB, {cold.requests} requests, JS {cold.script_kilobytes:.1f} KB; "
        f"warm {warm.kilobytes:.1f} KB, {warm.requests}; media {cold.media_kilobytes:.1f} KB"
    )
    limits = ((cold.kilobytes, 60), (cold.requests, 10), (warm.requests, 3), (cold.script_kilobytes, 15))
    must = "without media ≤ 60 KB, ≤ 10 requests cold, ≤ 3 warm, JS ≤ 15 KB"
    return Row(f"8 weight of {name}", ours, must=must, limits=limits)


def memory_row(ours: float, floor: float) -> Row:
    return Row(
        "memory of gunicorn, 2 workers",
        f"{ours:.0f} MB PSS",
        f"{floor:.0f} MB",
        f"{ours / floor:.2f}",
        "",
        "≤ 250 MB",
        ((ours, 250),),
    )


# --- the page ---


def circumstances(*, quick: bool, took: float) -> str:
    """When, what, where, by which command."""
    command = "make bench ARGS=--quick" if quick else "make bench"
    return f"{date.today():%d %B %Y}, commit {commit()}, {machine()}. `{command}`, {took / 60:.0f} minutes."  # noqa: DTZ011


def commit() -> str:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603, S607

    changed = git("status", "--porcelain", "--untracked-files=no")
    return (git("rev-parse", "--short", "HEAD") or "none") + (" with changes" if changed else "")


def machine() -> str:
    model = next(
        (line.partition(": ")[2] for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    versions = f"Python {platform.python_version()}, Django {django.__version__}, PostgreSQL {server_version()}"
    return f"{os.cpu_count()} × {model}, {versions}, load average at the end {os.getloadavg()[0]:.1f}"


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines()


def write_page(rows: list[Row], told: str) -> None:
    """Put the figures into the page between its marks; the words around them are kept."""
    head, _mark, rest = PAGE.read_text().partition(BETWEEN[0])
    tail = rest.partition(BETWEEN[1])[2]
    PAGE.write_text(f"{head}{BETWEEN[0]}\n\n{told}\n\n{markdown_table(rows)}\n\n{BETWEEN[1]}{tail}")
