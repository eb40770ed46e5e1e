"""The operations of ../shared/performance.md, measured on both sides in turn."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bench import steps
from bench.figures import Pairs, Round
from bench.load import Ask, Operation, Person, fetch, stretch
from bench.preparing import Prepared
from bench.processes import forget_peaks, grown_megabytes
from bench.servers import Side, connect

CLIENTS = (1, 8, 32)
COURSES = ("s200", "s1000", "s5000", "b1")


@dataclass(frozen=True)
class Job:
    """One side of a comparison: who does what there."""

    side: Side
    operation: Operation
    people: Sequence[Person]


@dataclass(frozen=True)
class Exported:
    """The whole first course as CSV: times in ms, growth of the largest process in MB, rows of the file."""

    first_byte: float
    seconds: float
    grown: float
    rows: int


@dataclass
class Bench:
    ours: Side
    floor: Side
    prepared: Prepared
    rounds: int
    seconds: float
    turn: int = 0

    def together(self, jobs: Sequence[Job], *, clients: int, share: float = 1.0) -> list[list[Round]]:
        """Rounds of each job, taken in turn (floor, ours, floor, ours …), after a short one of each that does not
        count.
        """
        found: list[list[Round]] = [[] for _ in jobs]
        for number in range(-1, self.rounds):
            for job, rounds in zip(jobs, found, strict=True):
                self.turn += 1000
                seconds = self.seconds * share if number >= 0 else min(0.5, self.seconds * share)
                taken = stretch(
                    job.side.site,
                    job.operation,
                    job.people,
                    clients=clients,
                    seconds=seconds,
                    cpu=job.side.cpu,
                    turn=self.turn,
                )
                if number >= 0:
                    rounds.append(taken)
        return found

    @cached_property
    def learners(self) -> tuple[list[Person], list[Person]]:
        """Those of the floor and ours."""
        return self.prepared.floor_people.learners, self.prepared.our_people.learners

    @cached_property
    def coordinators(self) -> tuple[Person, Person]:
        return self.prepared.floor_people.coordinator, self.prepared.our_people.coordinator

    def warm(self) -> None:
        """Every worker has met every page before the first round."""
        for job in (*self.lesson_jobs(), *self.quiz_jobs(), *self.list_jobs("s5000")):
            stretch(job.side.site, job.operation, job.people, clients=16, seconds=1.5, cpu=job.side.cpu)

    def lesson_jobs(self) -> list[Job]:
        floor, ours = self.learners
        return [Job(self.floor, steps.floor_lesson, floor), Job(self.ours, steps.our_lesson, ours)]

    def lesson(self, clients: int) -> Pairs:
        return Pairs(*self.together(self.lesson_jobs(), clients=clients))

    def quiz_jobs(self) -> list[Job]:
        floor, ours = self.learners
        return [
            Job(self.floor, steps.floor_quiz, floor),
            Job(self.ours, steps.our_quiz, ours),
            Job(self.floor, steps.floor_form, floor),
        ]

    def quiz(self, clients: int) -> tuple[Pairs, Pairs]:
        """Beside the same pages on the floor, and beside the floor's single form."""
        floor, ours, form = self.together(self.quiz_jobs(), clients=clients)
        return Pairs(floor, ours), Pairs(form, ours)

    def list_jobs(self, course: str) -> list[Job]:
        floor, ours = ([person] * max(CLIENTS) for person in self.coordinators)
        return [Job(self.floor, steps.floor_list(course), floor), Job(self.ours, steps.our_list(course, "P01"), ours)]

    def list(self, course: str) -> Pairs:
        return Pairs(*self.together(self.list_jobs(course), clients=1, share=0.6))

    def export(self) -> Pairs:
        floor, ours = ([person] for person in self.coordinators)
        jobs = [Job(self.floor, steps.floor_export("s5000"), floor), Job(self.ours, steps.our_export("s5000"), ours)]
        return Pairs(*self.together(jobs, clients=1, share=0.6))

    def export_everything(self) -> Exported:
        """After one small export, so that what is measured is the rows and not the first import."""
        person = self.coordinators[1]
        fetch(self.ours.site, next(steps.our_export("s200")(person, 0)), person)
        held, begun = forget_peaks(self.ours.pid), time.perf_counter()
        answer = fetch(self.ours.site, Ask("/tr/coordination/export/?course=b1"), person)
        seconds = time.perf_counter() - begun
        return Exported(answer.first_byte, seconds, grown_megabytes(held), answer.text.count("\n"))


def copy_seconds() -> float:
    """The same rows by PostgreSQL's own COPY: the limit."""
    sql = """COPY (
        SELECT u.service_number, u.rank, u.first_name, u.last_name, n.code, n.name, e.course_code, e.due_on,
        e.completed_at
        FROM enrolments_enrolment e JOIN accounts_user u ON u.id = e.officer_id
        JOIN accounts_membership m ON m.user_id = u.id JOIN accounts_unit n ON n.id = m.unit_id
        WHERE e.course_code = 'b1') TO STDOUT WITH CSV"""
    begun = time.perf_counter()
    with connect("tani") as connection, connection.cursor() as cursor, cursor.copy(sql) as copy:
        for _block in copy:
            pass
    return time.perf_counter() - begun


def say(what: str) -> None:
    sys.stderr.write(f"→ {what}\n")
