"""How many SQL statements each request of an operation takes when caches are full.

Run by `python -m bench` in a process of its own: `python -m bench.counting ours|floor`; what `population` printed comes
on stdin, counts by operation and label go to stdout.
"""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import django

from bench import steps
from bench.load import CSRF, Answer, Ask, Operation, Person, check

TURNS = 12  # more than there are lessons; most questions of the pool have been drawn by then


class Counter:
    """Counts statements as Django's `execute_wrapper`."""

    number = 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.number += 1
        return execute(*args)


def main(side: str) -> None:
    if side == "ours":
        django.setup()
        operations = {"lesson": steps.our_lesson, "quiz": steps.our_quiz, "list": steps.our_list("s5000", "P01")}
    else:
        from bench.floor import project  # noqa: F401  configures Django

        operations = {
            "lesson": steps.floor_lesson,
            "quiz": steps.floor_quiz,
            "form": steps.floor_form,
            "list": steps.floor_list("s5000"),
        }
    told = json.load(sys.stdin)
    people = {"list": told["coordinator"]}
    counts = {
        name: statements(operation, Person(people.get(name, told["learners"][-1])))
        for name, operation in operations.items()
    }
    json.dump(counts, sys.stdout)


def statements(operation: Operation, person: Person) -> dict[str, int]:
    """The most that a request of each label takes, in the cheapest of several turns: it found the caches full."""
    client = client_of(person)
    turns = [one_turn(client, operation, person, turn) for turn in range(TURNS)]
    return {label: min(turn[label] for turn in turns) for label in turns[0]}


def one_turn(client: Any, operation: Operation, person: Person, turn: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    requests = operation(person, turn)
    with suppress(StopIteration):
        ask = next(requests)
        while True:
            answer, number = send(client, ask)
            counts[ask.label] = max(number, counts.get(ask.label, 0))
            ask = requests.send(answer)
    return counts


def client_of(person: Person) -> Any:
    from django.conf import settings
    from django.test import Client

    client = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = person.session
    client.cookies[settings.CSRF_COOKIE_NAME] = CSRF
    return client


def send(client: Any, ask: Ask) -> tuple[Answer, int]:
    from django.db import connection

    counter = Counter()
    with connection.execute_wrapper(counter):
        if ask.fields is None:
            response = client.get(ask.path)
        else:
            fields = {**ask.fields, "csrfmiddlewaretoken": CSRF}
            response = client.post(ask.path, fields)
        body = b"".join(response.streaming_content) if response.streaming else response.content
    answer = Answer(response.status_code, response.headers.get("Location", ""), body)
    check(ask, answer)
    return answer, counter.number


if __name__ == "__main__":
    main(sys.argv[1])
