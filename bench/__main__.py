"""`python -m bench`: measure our pages beside the floor and print the table.

`--quick`: less data, shorter rounds. `--write`: also put the figures into docs/reference/performance.md.
"""

import argparse
import json
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from bench import report
from bench.figures import Row, text_table
from bench.measuring import CLIENTS, COURSES, Bench, copy_seconds, say
from bench.preparing import Prepared, prepare
from bench.servers import ROOT, environment, run, serving
from bench.weight import weigh

INSIDE = "TANI_BENCH"  # set once the throw-away PostgreSQL is there


def main() -> None:
    options = arguments()
    if INSIDE not in os.environ:
        inside = [str(ROOT / "tools" / "with_postgres.sh"), sys.executable, "-m", "bench", *sys.argv[1:]]
        os.execve(inside[0], inside, {**os.environ, INSIDE: "1"})  # noqa: S606
    begun = time.perf_counter()
    var = Path(os.environ.get("TANI_VAR", ROOT / "var")) / "bench"
    environ = environment(var)
    say("data")
    prepared = prepare(environ, quick=options.quick)
    sql = statements(environ, prepared)
    with ExitStack() as stack:
        floor = stack.enter_context(serving("bench.floor.project", environ, var))
        ours = stack.enter_context(serving("config.wsgi", environ, var))
        bench = Bench(ours, floor, prepared, rounds=2 if options.quick else 4, seconds=1.0 if options.quick else 2.5)
        rows = [*loads(bench, sql), *weights(bench), report.memory_row(ours.memory(), floor.memory())]
    told = report.circumstances(quick=options.quick, took=time.perf_counter() - begun)
    sys.stdout.write(f"\n{told}\n\n{text_table(rows)}\n")
    if options.write:
        report.write_page(rows, told)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def statements(environ: dict[str, str], prepared: Prepared) -> report.Sql:
    say("SQL statements")
    ours = run(environ, "-m", "bench.counting", "ours", given=prepared.ours)
    return report.Sql(json.loads(ours), json.loads(run(environ, "-m", "bench.counting", "floor", given=prepared.floor)))


def loads(bench: Bench, sql: report.Sql) -> list[Row]:
    bench.warm()
    rows = []
    for clients in CLIENTS:
        say(f"lesson page, {clients} clients")
        rows.append(report.lesson_row(clients, bench.lesson(clients), sql))
    for clients in (CLIENTS[0], CLIENTS[-1]):
        say(f"quiz, {clients} clients")
        pages, form = bench.quiz(clients)
        rows += [report.quiz_row(clients, pages, sql), *([report.form_row(form)] if clients == 1 else [])]
    say("coordinator's list and CSV")
    lists = {course: bench.list(course) for course in COURSES}
    rows += [report.list_row(course, pairs, sql, lists[COURSES[0]]) for course, pairs in lists.items()]
    rows += [report.export_row(bench.export()), report.everything_row(bench.export_everything(), copy_seconds())]
    return rows


def weights(bench: Bench) -> list[Row]:
    """The plain lesson, and the heaviest of course C1."""
    say("weight in the browser")
    paths = ["/tr/learn/b1/l1/", *(f"/tr/learn/c1/{code}/" for code in bench.prepared.our_people.c1)]
    found = weigh(bench.ours.site, bench.learners[1][0], paths)
    heaviest = max(paths[1:], key=lambda path: found[path][0].total)
    return [
        report.weight_row("a plain lesson", *found[paths[0]]),
        report.weight_row(f"{heaviest} (the heaviest of C1)", *found[heaviest]),
    ]


if __name__ == "__main__":
    main()
