"""What a person does, request by request, on each side.

The load runs these over sockets, the count through Django's test client.
"""

from collections.abc import Generator

from bench.load import Answer, Ask, Operation, Person

Steps = Generator[Ask, Answer]
LESSONS = 10
QUESTIONS = 10
WRONG = "1"  # the first option; attempts are not limited and nobody passes, so that everybody can begin again


def our_lesson(person: Person, turn: int) -> Steps:
    """Another lesson than before each time, so that the place is kept each time."""
    yield Ask(f"/tr/learn/b1/l{(turn + person.number) % LESSONS + 1}/")


def floor_lesson(person: Person, turn: int) -> Steps:
    yield Ask(f"/learn/b1/l{(turn + person.number) % LESSONS + 1}/")


def our_quiz(person: Person, turn: int) -> Steps:
    """As the pages lead: start, ten times question and answer, the page to check answers, submit, result."""
    answer = yield Ask("/tr/learn/b1/quiz/", {}, "start", 302)
    first = answer.location
    for position in range(1, QUESTIONS + 1):
        path = f"{first.removesuffix('1/')}{position}/"
        yield Ask(path, label="question")
        answer = yield Ask(path, {"choice": WRONG, "button": "next"}, "answer", 302)
    yield Ask(answer.location, label="check")
    answer = yield Ask(f"{answer.location}submit/", {}, "submit", 302)
    yield Ask(answer.location, label="result")


def floor_quiz(person: Person, turn: int) -> Steps:
    answer = yield Ask("/quiz/start/b1/", {}, "start", 302)
    first = answer.location
    for position in range(1, QUESTIONS + 1):
        path = f"{first.removesuffix('1/')}{position}/"
        yield Ask(path, label="question")
        yield Ask(path, {f"choice{position}": WRONG}, "answer", 302)
    answer = yield Ask(f"{first.removesuffix('1/')}submit/", {}, "submit", 302)
    yield Ask(answer.location, label="result")


def floor_form(person: Person, turn: int) -> Steps:
    """The same quiz as one form: nothing is saved before the end."""
    answer = yield Ask("/quiz/start/b1/", {}, "start", 302)
    path = f"{answer.location.removesuffix('1/')}all/"
    yield Ask(path, label="question")
    given: dict[str, str | list[str]] = {f"choice{position}": WRONG for position in range(1, QUESTIONS + 1)}
    answer = yield Ask(path, given, "submit", 302)
    yield Ask(answer.location, label="result")


def our_list(course: str, unit: str) -> Operation:
    def steps(person: Person, turn: int) -> Steps:
        yield Ask(f"/tr/coordination/enrolments/?course={course}&unit={unit}")

    return steps


def floor_list(course: str) -> Operation:
    def steps(person: Person, turn: int) -> Steps:
        yield Ask(f"/learners/{course}/?unit=1")

    return steps


def our_export(course: str) -> Operation:
    def steps(person: Person, turn: int) -> Steps:
        yield Ask(f"/tr/coordination/export/?course={course}")

    return steps


def floor_export(course: str) -> Operation:
    def steps(person: Person, turn: int) -> Steps:
        yield Ask(f"/learners/{course}/export/")

    return steps
