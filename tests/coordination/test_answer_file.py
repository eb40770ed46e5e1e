"""A file of answers, handed in for an officer: a look first, the same synchronisation, and nothing twice."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assessments.domain import submit
from assessments.models import AnswerFile, Attempt, Response
from common.models import AuditEvent
from tests.factories.assessments import begin, choice, published_quiz, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(people):
    return begin(people.fatih, published_quiz(title="Bitirme sınavı", time_limit=30, grace=10))


def page(person: Any) -> str:
    return f"/en/coordination/people/{person.public_id}/answers/"


def file_of(attempt: Attempt, *places: int, **more: Any) -> bytes:
    changes = [
        {"key": f"key{position:05d}", "position": position, "clock": position, "given_in_time": True,
         "fields": choice(place)}
        for position, place in enumerate(places, start=1)
    ]  # fmt: skip
    data = {"format": "tani-answers-1", "attempt": attempt.public_id, "device": "aaaaaaaa", "language": "en"}
    return json.dumps({**data, "changes": changes, **more}).encode()


def look(client: Any, attempt: Attempt, body: bytes) -> Any:
    upload = SimpleUploadedFile("answers.json", body, content_type="application/json")
    return client.post(page(attempt.officer), {"step": "check", "file": upload})


def hand_in(client: Any, attempt: Attempt, body: bytes) -> Any:
    content = look(client, attempt, body).context["content"]
    return client.post(page(attempt.officer), {"step": "confirm", "content": content})


def start_earlier(attempt: Attempt, minutes: int) -> None:
    started = timezone.now() - timedelta(minutes=minutes)
    Attempt.objects.unscoped("test").filter(pk=attempt.pk).update(started_at=started)


@pytest.mark.parametrize(("who", "status"), [("force", 200), ("istanbul", 200), ("fatih", 200), ("sisli", 404)])
def test_only_those_whose_scope_has_the_officer(as_coordinator, attempt, who, status):
    client = as_coordinator(who)
    assert client.get(page(attempt.officer)).status_code == status
    assert look(client, attempt, file_of(attempt, 1)).status_code == status


def test_officers_and_strangers_stay_outside(client, people, attempt):
    assert "/accounts/login/" in client.get(page(attempt.officer)).url
    for person in (people.fatih, people.sisli):
        client.force_login(person)
        assert client.get(page(attempt.officer)).status_code == 403
        assert client.post(page(attempt.officer), {"step": "confirm", "content": ""}).status_code == 403
    assert not Response.objects.exists()


def test_the_page_of_the_person_leads_here(as_coordinator, people, outline):
    from tests.factories.enrolments import on_course

    on_course(people.fatih, outline)
    html = as_coordinator().get(f"/en/coordination/people/{people.fatih.public_id}/").content.decode()
    assert page(people.fatih) in html


def test_the_look_changes_nothing_and_shows_no_answer(as_coordinator, attempt):
    answer = look(as_coordinator(), attempt, file_of(attempt, 1, 2))
    html = answer.content.decode()
    assert "Bitirme sınavı" in html
    assert "<dt>Answers in the file</dt><dd>2</dd>" in html
    assert "Doğru" not in html
    assert html.count("<h1") == 1
    assert not Response.objects.exists()
    assert not AnswerFile.objects.exists()


def test_handing_in_keeps_the_answers_and_what_came_of_them(as_coordinator, attempt):
    html = hand_in(as_coordinator(), attempt, file_of(attempt, 1, 2)).content.decode()
    kept = AnswerFile.objects.get()
    assert Response.objects.filter(item__attempt=attempt).count() == 2
    assert kept.outcome["taken"] == 2
    assert all(receipt["receipt"] in html for receipt in kept.outcome["receipts"])
    assert "Taken: 2. Not taken: 0." in html
    assert AuditEvent.objects.filter(action="answers.hand_in").count() == 1


def test_the_same_file_twice_changes_nothing(as_coordinator, attempt):
    client, body = as_coordinator(), file_of(attempt, 1, 2)
    first, second = hand_in(client, attempt, body), hand_in(client, attempt, body)
    assert first.context["done"] == second.context["done"]
    assert (AnswerFile.objects.count(), Response.objects.count()) == (1, 2)


def test_a_later_answer_from_elsewhere_keeps_counting(as_coordinator, attempt):
    save(attempt, 1, 3, clock=9, device="bbbbbbbb", client_key="other000")
    assert "a later answer counts" in hand_in(as_coordinator(), attempt, file_of(attempt, 1)).content.decode()


def test_within_the_grace_what_was_given_in_time_is_taken(as_coordinator, attempt):
    start_earlier(attempt, 35)
    hand_in(as_coordinator(), attempt, file_of(attempt, 1))
    assert Response.objects.get().late


def test_after_the_grace_it_is_refused_and_kept(as_coordinator, attempt):
    start_earlier(attempt, 41)
    assert "Not taken: 1" in hand_in(as_coordinator(), attempt, file_of(attempt, 1)).content.decode()
    assert AnswerFile.objects.count() == 1


def test_a_submitted_attempt_takes_nothing_but_the_file_is_kept_with_the_advice(as_coordinator, attempt):
    submit(attempt=attempt)
    client = as_coordinator()
    assert "can grant another attempt" in look(client, attempt, file_of(attempt, 1)).content.decode()
    html = hand_in(client, attempt, file_of(attempt, 1)).content.decode()
    assert "grant another attempt at this quiz" in html
    assert "already submitted" in html
    assert AnswerFile.objects.get().outcome["refused"] == 1
    assert not Response.objects.exists()


def test_a_file_of_somebody_else_is_not_taken(as_coordinator, people, attempt):
    other = begin(people.sisli, published_quiz(questions=0, code="other"))
    answer = look(as_coordinator(), attempt, file_of(other, 1))
    assert answer.status_code == 422
    assert "does not hold answers of this person" in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    [b"", b"%PDF-1.7", b"[]", b"{}", b'{"format": "tani-answers-1"}', b"x" * 262_145, b'{"a": NaN}'],
)
def test_any_other_file_is_refused_in_words(as_coordinator, attempt, body):
    answer = look(as_coordinator(), attempt, body)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "error-summary" in html
    assert "<title>Error:" in html.replace("\n", "")
    assert html.count("<h1") == 1


@pytest.mark.parametrize("content", ["", "not base64 §", "e30="])
def test_a_confirmation_without_a_file_is_refused(as_coordinator, attempt, content):
    answer = as_coordinator().post(page(attempt.officer), {"step": "confirm", "content": content})
    assert answer.status_code == 422


def test_numbers_and_text_that_no_database_keeps(as_coordinator, attempt):
    body = file_of(attempt, 1).replace(b'"clock": 1', b'"clock": 1e999, "note": "a\\u0000\\ud800"')
    assert "Not taken: 1" in hand_in(as_coordinator(), attempt, body).content.decode()
    assert AnswerFile.objects.count() == 1
