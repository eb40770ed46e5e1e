"""Synchronisation as a device sees it: a receipt for each change, refusals in words, never a failure of the server."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assessments import kinds
from assessments.domain import find_by_receipt, submit
from assessments.models import Attempt, Response
from assessments.queries import item_view
from tests.assessments.test_cost import statements
from tests.factories import InstitutionFactory, UnitFactory, UserFactory, coordinator_of, officer_in
from tests.factories.assessments import begin, choice, published_question, published_quiz, save

pytestmark = pytest.mark.django_db
DEVICE, OTHER = "aaaaaaaa", "bbbbbbbb"


@pytest.fixture
def unit():
    return UnitFactory(institution=InstitutionFactory())


@pytest.fixture
def quiz():
    return published_quiz(draw=3, time_limit=30, grace=10)


@pytest.fixture
def attempt(unit, quiz):
    return begin(officer_in(unit), quiz)


@pytest.fixture
def browser(attempt):
    return signed_in(attempt.officer)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def change(letter: str, position: Any = 1, place: int = 1, clock: Any = 1, **more: Any) -> dict[str, Any]:
    return {"key": letter * 8, "position": position, "clock": clock, "fields": choice(place), **more}


def send(browser: Client, attempt: Attempt, *changes: Any, device: Any = DEVICE, language: str = "en") -> Any:
    return post(browser, attempt, {"device": device, "changes": list(changes)}, language=language)


def post(browser: Client, attempt: Attempt, body: Any, *, language: str = "en") -> Any:
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return browser.post(f"/{language}/assessments/{attempt.public_id}/sync/", text, content_type="application/json")


def receipts(answer: Any) -> list[tuple[str, bool]]:
    return [(receipt["status"], receipt["counts"]) for receipt in answer.json()["receipts"]]


def chosen(attempt: Attempt, position: int = 1) -> list[int]:
    view = item_view(attempt, position, "tr")
    return [option["place"] for option in view.ask["options"] if option["chosen"]]


def start_earlier(attempt: Attempt, minutes: int) -> None:
    started = timezone.now() - timedelta(minutes=minutes)
    Attempt.objects.unscoped("test").filter(pk=attempt.pk).update(started_at=started)


# --- whose ---


def test_an_attempt_is_its_officers_alone(attempt, unit):
    sibling = officer_in(UnitFactory(institution=unit.institution))
    for person in (officer_in(unit), sibling, coordinator_of(unit), UserFactory(is_superuser=True, is_staff=True)):
        client = signed_in(person)
        assert send(client, attempt, change("k")).status_code == 404
        assert client.get(f"/en/assessments/{attempt.public_id}/paper/").status_code == 404
    assert not Response.objects.exists()


def test_a_stranger_is_told_so_without_a_sign_in_page(attempt):
    answer = send(Client(), attempt, change("k"))
    assert (answer.status_code, answer.json()) == (401, {"error": "You have been signed out."})
    assert Client().get(f"/en/assessments/{attempt.public_id}/paper/").status_code == 401


def test_a_token_is_asked_for(attempt):
    client = Client(enforce_csrf_checks=True)
    client.force_login(attempt.officer)
    assert send(client, attempt, change("k")).status_code == 403


# --- receipts ---


def test_a_change_is_acknowledged(browser, attempt):
    answer = send(browser, attempt, change("k", position=2, place=3, clock=7)).json()
    [receipt] = answer["receipts"]
    row = Response.objects.get()
    assert (receipt["key"], receipt["status"], receipt["clock"], receipt["counts"]) == ("k" * 8, "saved", 7, True)
    assert receipt["at"] == row.given_at.isoformat()
    assert answer["answers"] == {"2": {"clock": 7, "device": DEVICE}}
    assert answer["deadline"] > answer["now"]
    assert chosen(attempt, 2) == [3]


def test_the_code_of_a_receipt_finds_its_answer_and_no_other(browser, attempt):
    first, second = send(browser, attempt, change("a"), change("b", place=2, clock=2)).json()["receipts"]
    found = find_by_receipt(attempt=attempt, position=1, receipt=f" {first['receipt'].lower()} ")
    assert found.client_key == "a" * 8
    assert find_by_receipt(attempt=attempt, position=2, receipt=first["receipt"]) is None
    assert find_by_receipt(attempt=attempt, position=1, receipt="AAAA-AAAA-AAAA") is None
    assert first["receipt"] != second["receipt"]


def test_codes_given_before_the_secret_was_changed_are_still_known(browser, attempt, settings):
    [receipt] = send(browser, attempt, change("a")).json()["receipts"]
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "new-" * 20
    assert find_by_receipt(attempt=attempt, position=1, receipt=receipt["receipt"])


def test_the_same_change_again_gives_the_same_receipt_and_no_row(browser, attempt):
    first = send(browser, attempt, change("k")).json()["receipts"][0]
    again = send(browser, attempt, change("k"), change("k")).json()["receipts"]
    assert again == [{**first, "status": "known"}] * 2
    assert Response.objects.count() == 1


def test_a_resend_after_the_attempt_was_submitted_is_known(browser, attempt):
    send(browser, attempt, change("k"))
    submit(attempt=attempt)
    assert receipts(send(browser, attempt, change("k"))) == [("known", True)]


def test_a_key_with_another_answer_is_refused(browser, attempt):
    send(browser, attempt, change("k", place=1))
    answer = send(browser, attempt, change("k", place=2, clock=2))
    assert receipts(answer) == [("refused", False)]
    assert "key of another answer" in answer.json()["receipts"][0]["error"]
    assert chosen(attempt) == [1]


def test_the_highest_clock_counts_whatever_arrives_first(browser, attempt):
    later, earlier = change("b", place=2, clock=9), change("a", place=1, clock=4)
    assert receipts(send(browser, attempt, later, device=OTHER)) == [("saved", True)]
    answer = send(browser, attempt, earlier)
    assert receipts(answer) == [("superseded", False)]
    assert answer.json()["answers"] == {"1": {"clock": 9, "device": OTHER}}
    assert chosen(attempt) == [2]


def test_within_a_batch_only_the_newest_counts(browser, attempt):
    answer = send(browser, attempt, change("a", clock=1), change("c", place=3, clock=3), change("b", place=2, clock=2))
    assert receipts(answer) == [("superseded", False), ("saved", True), ("superseded", False)]


def test_a_form_posted_without_a_script_counts_on_from_there(browser, attempt):
    send(browser, attempt, change("k", clock=5))
    browser.post(f"/en/assessments/{attempt.public_id}/1/", {"choice": 2, "button": "next"})
    assert chosen(attempt) == [2]
    assert Response.objects.latest("pk").clock == 6


def test_an_answer_taken_back_is_an_answer(browser, attempt):
    send(browser, attempt, change("a"))
    send(browser, attempt, change("b", clock=2, fields={}))
    assert chosen(attempt) == []
    assert not item_view(attempt, 1, "tr").answered


def test_an_empty_message_tells_where_everything_stands(browser, attempt):
    save(attempt, 2, 1)
    answer = send(browser, attempt).json()
    assert answer["answers"] == {"2": {"clock": 1, "device": ""}}
    assert answer["submitted"] is False


# --- time ---


def test_given_in_time_and_late_is_taken_within_the_grace(browser, attempt):
    start_earlier(attempt, 35)
    answer = send(browser, attempt, change("a"), change("b", position=2, given_in_time=True))
    assert receipts(answer) == [("refused", False), ("saved", True)]
    assert "The time for this attempt was up" in answer.json()["receipts"][0]["error"]
    assert Response.objects.get().late


def test_after_the_grace_nothing_is_taken(browser, attempt):
    start_earlier(attempt, 41)
    assert receipts(send(browser, attempt, change("a", given_in_time=True))) == [("refused", False)]


def test_a_submitted_attempt_never_reopens(browser, attempt):
    submit(attempt=attempt)
    answer = send(browser, attempt, change("a", given_in_time=True)).json()
    assert answer["receipts"][0]["status"] == "refused"
    assert "already submitted" in answer["receipts"][0]["error"]
    assert answer["submitted"] is True
    assert not Response.objects.exists()


def test_an_attempt_that_the_time_ended_says_so_everywhere(browser, attempt):
    submit(attempt=attempt, ended_by=Attempt.End.TIME)
    answer = send(browser, attempt, change("a")).json()
    assert "submitted for you" in answer["receipts"][0]["error"]
    posted = browser.post(f"/en/assessments/{attempt.public_id}/1/", {"choice": 1}, follow=True)
    assert "submitted for you" in posted.content.decode()
    assert browser.get(f"/en/assessments/{attempt.public_id}/", follow=True).status_code == 200
    assert browser.get(f"/en/assessments/{attempt.public_id}/paper/").status_code == 409


# --- what is malformed ---


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        "not json",
        "[]",
        "null",
        "[" * 100_000,
        {"changes": []},
        {"device": DEVICE},
        {"device": "short", "changes": []},
        {"device": "Upper-Case", "changes": []},
        {"device": 12345678, "changes": []},
        {"device": DEVICE, "changes": {}},
        {"device": DEVICE, "changes": [{}] * 101},
        '{"device": "aaaaaaaa", "changes": [], "more": "' + "x" * 262_144 + '"}',
        "1" * 5000,
    ],
)
def test_a_message_that_cannot_be_read_is_refused_in_words(browser, attempt, body):
    answer = post(browser, attempt, body)
    assert answer.status_code == 400
    assert len(answer.json()["error"]) > 15


BAD = [
    None,
    7,
    {},
    {"key": "k" * 8},
    change("k", key="no"),
    change("k", key="K" * 8),
    change("k", key=None),
    change("k", position=0),
    change("k", position="1"),
    change("k", position=True),
    change("k", position=99),
    change("k", position=10**30),
    change("k", clock=0),
    change("k", clock=1.5),
    change("k", clock=10**6 + 1),
    change("k", clock=None),
    change("k", fields=None),
    change("k", fields={"choice": "1"}),
    change("k", fields={"choice": [1]}),
    change("k", fields={"choice": ["1", "2"]}),
    change("k", fields={"choice": ["4"]}),
    change("k", fields={"choice": ["\x00"]}),
    change("k", fields={"choice": ["\ud800"]}),
    change("k", fields={"cho\x00ice": ["1"]}),
    change("k", fields={f"f{n}": [] for n in range(501)}),
]


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_change_never_costs_the_others(browser, attempt, bad):
    answer = send(browser, attempt, change("a"), bad, change("b", position=2))
    assert answer.status_code == 200
    assert receipts(answer) == [("saved", True), ("refused", False), ("saved", True)]
    assert answer.json()["receipts"][1]["error"]
    assert Response.objects.count() == 2


def test_a_drill_is_not_answered_in_batches(browser, attempt, monkeypatch):
    monkeypatch.setattr(type(kinds.get("single")), "stepwise", True)
    answer = send(browser, attempt, change("k"))
    assert "step by step and needs a connection" in answer.json()["receipts"][0]["error"]
    assert not Response.objects.exists()


def test_text_that_no_database_keeps_is_refused_in_forms_too(browser, officer_with_text):
    attempt = officer_with_text
    client = signed_in(attempt.officer)
    assert client.post(f"/en/assessments/{attempt.public_id}/1/", {"text": "a\x00b"}).status_code == 404
    assert client.post(f"/en/assessments/{attempt.public_id}/save/", {"position": 1, "text": "\x00"}).status_code == 404


@pytest.fixture
def officer_with_text():
    quiz = published_quiz(questions=0, draw=1, code="text")
    published_question(kind="short", parts=[{"type": "accepted", "id": "a", "value": {"text": "Tehdit"}}])
    return begin(UserFactory(), quiz)


# --- cost ---


@pytest.mark.parametrize(("changes", "expected"), [(1, 5), (3, 9)])
def test_a_saved_answer_costs_two_statements_more(browser, attempt, changes, expected):
    """Session, person and attempt; then two for each change."""
    send(browser, attempt, change("z", clock=1))
    with statements(expected):
        answer = send(browser, attempt, *(change("abc"[n], position=n + 1, clock=2) for n in range(changes)))
    assert receipts(answer) == [("saved", True)] * changes


@pytest.mark.parametrize("questions", [1, 3])
def test_the_paper_costs_the_same_however_many_questions(questions):
    attempt = begin(UserFactory(), published_quiz(questions=questions, draw=questions))
    client = signed_in(attempt.officer)
    client.get(f"/en/assessments/{attempt.public_id}/paper/")
    with statements(5):
        client.get(f"/en/assessments/{attempt.public_id}/paper/")


# --- the paper ---


def test_the_paper_holds_every_form_with_its_answer_and_is_stored_nowhere(browser, attempt):
    save(attempt, 2, 3)
    answer = browser.get(f"/en/assessments/{attempt.public_id}/paper/")
    html = answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert html.count("<section") == 4
    assert html.count('type="radio"') == 9
    assert html.count(" checked") == 1
    assert 'data-position="2" data-clock="1"' in html
    assert not any(name in html for name in ('csrfmiddlewaretoken" value', "Gerekçe", "Geri bildirim"))


def test_the_paper_of_ten_questions_is_small():
    attempt = begin(UserFactory(), published_quiz(questions=10, draw=10))
    html = signed_in(attempt.officer).get(f"/tr/assessments/{attempt.public_id}/paper/").content
    assert len(html) < 30_000


def test_an_attempt_that_ended_has_no_paper(browser, attempt):
    start_earlier(attempt, 31)
    assert browser.get(f"/en/assessments/{attempt.public_id}/paper/").status_code == 409
