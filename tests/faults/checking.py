"""What the database holds, read with plain SQL, held against what the clients know."""

from collections import Counter, defaultdict
from decimal import ROUND_DOWN, Decimal
from typing import Any

import psycopg

from assessments import kinds
from tests.faults.ledger import Ledger

ROWS = """
SELECT a.public_id AS attempt, i.position, i.id AS item, r.id, r.client_key AS key, r.clock, r.device, r.answer,
       pg_xact_commit_timestamp(r.xmin) > pg_xact_commit_timestamp(a.xmin) AND a.submitted_at IS NOT NULL AS after
FROM assessments_response r
JOIN assessments_attemptitem i ON i.id = r.item_id JOIN assessments_attempt a ON a.id = i.attempt_id
"""
ITEMS = """
SELECT a.public_id AS attempt, i.id, v.kind, v.structure, v.key, m.response_id, m.points, m.max_points,
       (SELECT count(*) FROM assessments_mark n WHERE n.item_id = i.id) AS marks
FROM assessments_attemptitem i JOIN assessments_attempt a ON a.id = i.attempt_id
JOIN assessments_questionversion v ON v.id = i.question_version_id
LEFT JOIN assessments_mark m ON m.item_id = i.id AND m.number = 1
"""
RESULTS = """
SELECT a.public_id AS attempt, a.submitted_at, r.points, r.max_points, r.percent, r.passed,
       (SELECT count(*) FROM assessments_attemptresult n WHERE n.attempt_id = a.id) AS results,
       e.completed_at IS NOT NULL AS completed, e.failed_at IS NOT NULL AS failed,
       (SELECT array_agg(kind ORDER BY kind) FROM enrolments_enrolmentevent n
        WHERE n.enrolment_id = e.id AND kind IN ('completed', 'failed')) AS events,
       (SELECT count(*) FROM common_outboxmessage o WHERE o.key = e.public_id) AS promises
FROM assessments_attempt a LEFT JOIN assessments_attemptresult r ON r.attempt_id = a.id AND r.number = 1
JOIN enrolments_enrolment e ON a.context_key = 'enrolment:' || e.public_id
"""
Row = dict[str, Any]


def read(connection: psycopg.Connection, statement: str) -> list[Row]:
    cursor = connection.execute(statement)  # type: ignore[call-overload]
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class Findings:
    """`lost` and `doubled` are keys; `broken` says in words what else is not as it must be."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.lost: list[str] = []
        self.doubled: list[str] = []
        self.broken: list[str] = list(ledger.broken)
        self.rows = 0

    def check(self, connection: psycopg.Connection, hasty: set[str]) -> "Findings":
        rows = read(connection, ROWS)
        self.rows = len(rows)
        self.answers(rows)
        self.refusals(hasty)
        counting = counting_of(rows)
        points = self.marks(read(connection, ITEMS), counting)
        self.results(read(connection, RESULTS), points)
        return self

    def answers(self, rows: list[Row]) -> None:
        """Every acknowledged change is there once, as it was sent; and nothing is there that nobody sent."""
        times = Counter(row["key"] for row in rows)
        self.doubled = [key for key, number in times.items() if number > 1]
        as_sent = {row["key"] for row in rows if self.is_as_sent(row)}
        self.lost = [key for key in self.ledger.acknowledged if key not in as_sent]
        self.broken += [f"stored otherwise than sent: {row}" for row in rows if row["key"] not in as_sent]
        self.broken += [f"stored after the attempt was submitted: {row}" for row in rows if row["after"]]

    def is_as_sent(self, row: Row) -> bool:
        change = self.ledger.sent.get(row["key"])
        return change is not None and all(
            row[name] == getattr(change, told)
            for name, told in (
                ("attempt", "attempt"), ("position", "position"), ("clock", "clock"), ("device", "device"),
                ("answer", "kept"),
            )
        )  # fmt: skip

    def refusals(self, hasty: set[str]) -> None:
        for key, words in self.ledger.refused.items():
            if self.ledger.sent[key].attempt not in hasty:
                self.broken.append(f"{key} was refused: {words}")

    def marks(self, items: list[Row], counting: dict[int, Row]) -> dict[str, list[tuple[Decimal, Decimal]]]:
        """Each item is marked once, on the answer the rule says, with the points its kind gives for it."""
        points: dict[str, list[tuple[Decimal, Decimal]]] = defaultdict(list)
        for item in items:
            row = counting.get(item["id"])
            answer = row["answer"] if row else {}
            question = kinds.Question(item["structure"], item["key"])
            won = kinds.get(item["kind"]).mark(question, answer) if answer else Decimal(0)
            assert won is not None
            due = (1, row["id"] if row and answer else None, won, Decimal(question.points))
            if (item["marks"], item["response_id"], item["points"], item["max_points"]) != due:
                self.broken.append(f"marked otherwise than the rule says: {item}, due {due}")
            points[item["attempt"]].append(due[2:])
        return points

    def results(self, results: list[Row], points: dict[str, list[tuple[Decimal, Decimal]]]) -> None:
        """One result each, the one its marks make, and the course it was for has heard of it once."""
        for result in results:
            won = sum((each for each, _most in points[result["attempt"]]), Decimal(0))
            most = sum((each for _won, each in points[result["attempt"]]), Decimal(0))
            percent = (100 * won / most).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
            passed = percent >= 80
            due = {
                "results": 1, "points": won, "max_points": most, "percent": percent, "passed": passed,
                "completed": passed, "failed": not passed, "events": ["completed" if passed else "failed"],
                "promises": int(passed),
            }  # fmt: skip
            wrong = {name: result[name] for name, value in due.items() if result[name] != value}
            if wrong or result["submitted_at"] is None:
                self.broken.append(f"attempt {result['attempt']} has {wrong}, due {due}")


def counting_of(rows: list[Row]) -> dict[int, Row]:
    """The rule of docs/reference/autosave.md, in the plainest words: the highest (clock, device, key) of an item."""
    counting: dict[int, Row] = {}
    for row in rows:
        now = counting.get(row["item"])
        if now is None or (row["clock"], row["device"], row["key"]) > (now["clock"], now["device"], now["key"]):
            counting[row["item"]] = row
    return counting
