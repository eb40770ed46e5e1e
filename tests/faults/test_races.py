"""`make prove`: two hundred at once on start, save and submit; the constraints leave exactly one of each."""
# ruff: noqa: S311 -- chance of a proof, not of a secret

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from time import monotonic
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from assessments.domain import Change, save_response, submit
from assessments.models import Attempt, AttemptItem, AttemptResult, Mark, Response
from enrolments.queries import context_key
from tests.factories import UserFactory
from tests.factories.assessments import QuizFactory, begin, choice, publish
from tests.factories.enrolments import OutlineFactory, on_course
from tests.faults import reporting
from tests.faults.preparing import questions

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
THREADS = 200
FULL = 10
ROUNDS = int(os.environ.get("TANI_PROVE_ROUNDS") or FULL)
WORDS = """
Two hundred threads wait at a barrier and are let go together, again and again, each time on a fresh attempt: to
start it, to save one answer under one key, to save one answer each under their own keys, to save without keys as
plain forms do, and to submit it. Once through the verbs of the product and once through its addresses, on
PostgreSQL. Each time there must be one open attempt with its ten questions once, one row for each key, one result
with one mark for each question, and no exception and no answer that is not the one expected.
"""
Act = Callable[[int], Any]


class Crowd:
    """Threads that stay, each with its own connection to the database; `acts` counts what they did."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(THREADS)
        self.acts = 0
        self.failures: list[str] = []

    def at_once(self, act: Act) -> list[Any]:
        gate = Barrier(THREADS)

        def run(number: int) -> Any:
            gate.wait()
            try:
                return act(number)
            except Exception as error:  # every one is told, whatever it is
                return error

        said = list(self.pool.map(run, range(THREADS)))
        self.acts += THREADS
        self.failures += [repr(each) for each in said if isinstance(each, Exception)]
        return [each for each in said if not isinstance(each, Exception)]

    def leave(self) -> None:
        self.at_once(lambda _number: connection.close())
        self.acts -= THREADS
        self.pool.shutdown()


@pytest.fixture
def crowd() -> Iterator[Crowd]:
    if connection.vendor != "postgresql":
        pytest.fail("This proof is about PostgreSQL: run `make prove`.", pytrace=False)
    crowd = Crowd()
    yield crowd
    crowd.leave()


class Scene:
    """One officer on a course whose quiz may be begun; `broken` collects what is not exactly one."""

    def __init__(self, crowd: Crowd, quiz: Any, outline: Any, broken: list[str]) -> None:
        self.crowd, self.quiz, self.broken = crowd, quiz, broken
        self.officer = UserFactory()
        self.enrolment = on_course(self.officer, outline)
        self.course = outline.outline["code"]

    def clients(self) -> list[Client]:
        """Two hundred browsers of one session."""
        first = Client()
        first.force_login(self.officer)
        name = settings.SESSION_COOKIE_NAME
        clients = [Client(raise_request_exception=False) for _number in range(THREADS)]
        for client in clients:
            client.cookies[name] = first.cookies[name].value
        return clients

    def expect(self, what: str, found: Any, due: Any) -> None:
        if found != due:
            self.broken.append(f"{what}: {found}, not {due}")

    def started(self) -> Any:
        attempts = list(Attempt.objects.of(self.officer))
        self.expect("open attempts", len(attempts), 1)
        self.expect("items", AttemptItem.objects.filter(attempt=attempts[0]).count(), 10)
        return attempts[0]

    def saved(self, attempt: Any, keys: list[str]) -> None:
        rows = Response.objects.filter(item__attempt=attempt).exclude(client_key="")
        self.expect("keys", sorted(rows.values_list("client_key", flat=True)), sorted(keys))

    def submitted(self, attempt: Any) -> None:
        self.expect("results", AttemptResult.objects.filter(attempt=attempt).count(), 1)
        self.expect("marks", Mark.objects.filter(item__attempt=attempt).count(), 10)


def through_verbs(scene: Scene) -> None:
    at_once, quiz = scene.crowd.at_once, scene.quiz
    context = context_key(scene.enrolment)
    at_once(lambda _number: begin(scene.officer, quiz, context_key=context))
    attempt = scene.started()
    position = next(item.position for item in attempt.items.select_related("question_version")
                    if item.question_version.kind == "single")  # fmt: skip

    def save(key: str, place: int) -> Any:
        change = Change(position=position, fields=choice(place), client_key=key)
        return save_response(attempt=attempt, change=change, language="tr").pk

    scene.expect("rows of one key", len(set(at_once(lambda _number: save("samesame", 1)))), 1)
    at_once(lambda number: save(f"key{number:05d}", number % 3 + 1))
    at_once(lambda number: save("", number % 3 + 1))
    clocks = list(Response.objects.filter(item__attempt=attempt, client_key="").values_list("clock", flat=True))
    scene.expect("plain forms with a clock of their own", len(set(clocks)), len(clocks))
    scene.expect("results told", len({result.pk for result in at_once(lambda _number: submit(attempt=attempt))}), 1)
    scene.submitted(attempt)


def through_addresses(scene: Scene) -> None:
    at_once, clients = scene.crowd.at_once, scene.clients()

    def post(number: int, path: str, fields: Any, due: int) -> Any:
        answer = clients[number].post(path, fields)
        if answer.status_code != due:
            raise AssertionError(f"{path}: {answer.status_code}")
        return answer.headers.get("Location") or answer.json()["clock"]

    places = at_once(lambda number: post(number, f"/tr/learn/{scene.course}/quiz/", {}, 302))
    scene.expect("addresses told", len(set(places)), 1)
    attempt = scene.started()
    root = f"/tr/assessments/{attempt.public_id}/"
    position = next(item.position for item in attempt.items.select_related("question_version")
                    if item.question_version.kind == "single")  # fmt: skip

    def save(number: int, key: str) -> Any:
        fields = {"position": position, "choice": number % 3 + 1 if key != "samesame" else 1, "client_key": key}
        return post(number, f"{root}save/", fields, 200)

    scene.expect("clocks of one key", len(set(at_once(lambda number: save(number, "samesame")))), 1)
    at_once(lambda number: save(number, f"key{number:05d}"))
    at_once(lambda number: post(number, f"{root}submit/", {}, 302))
    scene.submitted(attempt)


def test_exactly_one_of_each(crowd: Crowd, seed: int, say: Callable[[str], None]):
    Random(seed).shuffle(pool := questions())
    quiz = publish(QuizFactory(draw=len(pool), attempts=0))
    outline = OutlineFactory(code="r1", lessons=0, quiz=str(quiz.translation_key))
    broken: list[str] = []
    begun, times = monotonic(), 0
    for number in range(ROUNDS):
        through_verbs(Scene(crowd, quiz, outline, broken))
        if number % 2 == 0:
            through_addresses(Scene(crowd, quiz, outline, broken))
        times += 1
    keyed = Response.objects.exclude(client_key="").count()
    doubled = keyed - Response.objects.exclude(client_key="").values("item", "client_key").distinct().count()
    broken += crowd.failures
    figures = {
        "seed": seed,
        "operations": crowd.acts,
        "acknowledged": crowd.acts - len(crowd.failures),
        "faults": 0,
        "lost": 0,
        "doubled": doubled,
        "broken invariants": len(broken),
    }
    say(reporting.line(figures))
    assert broken[:10] == []
    assert doubled == 0
    if ROUNDS >= FULL:
        details = {
            "threads at a barrier": THREADS,
            "rounds through the verbs: start, one key, own keys, plain forms, submit": times,
            "rounds through the addresses: start, one key, own keys, submit": (times + 1) // 2,
            "attempts, each with one result": AttemptResult.objects.count(),
            "rows with a key": keyed,
            "rows of plain forms": Response.objects.filter(client_key="").count(),
        }
        reporting.write("races", reporting.page("Two hundred at once", WORDS, figures, details, monotonic() - begun))
