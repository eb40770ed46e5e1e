"""The door through which a page that stays open renews a lost session."""

import json
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
DOOR = "/en/accounts/session/"
RIGHT = "uzun-bir-deneme-sozu"


@pytest.fixture
def officer():
    return UserFactory()


def sign_in(client: Client, person: Any, password: Any = RIGHT, **headers: Any) -> Any:
    body = json.dumps({"person": getattr(person, "public_id", person), "password": password})
    return client.post(DOOR, body, content_type="application/json", **headers)


def signed_in_as(client: Client) -> str | None:
    return client.get(DOOR).json()["person"]


def test_it_tells_who_is_signed_in_and_gives_a_token(officer):
    client = Client()
    assert signed_in_as(client) is None
    client.force_login(officer)
    answer = client.get(DOOR)
    assert answer.json()["person"] == officer.public_id
    assert len(answer.json()["csrf"]) == 64
    assert "no-store" in answer["Cache-Control"]


def test_the_password_alone_renews_the_session(officer):
    client = Client(enforce_csrf_checks=True)
    token = client.get(DOOR).json()["csrf"]
    answer = sign_in(client, officer, headers={"X-CSRFToken": token})
    assert answer.json()["person"] == officer.public_id == signed_in_as(client)
    assert answer.json()["csrf"] != token


def test_a_token_is_asked_for(officer):
    assert sign_in(Client(enforce_csrf_checks=True), officer).status_code == 403


def test_people_without_an_e_mail_address_too():
    officer = UserFactory(email=None)
    client = Client()
    assert sign_in(client, officer).status_code == 200
    assert signed_in_as(client) == officer.public_id


@pytest.mark.parametrize("password", ["yanlış-bir-parola", "", None, 7, ["a"], "\x00", "\ud800"])
def test_a_wrong_password_is_refused_in_words(officer, password):
    client = Client()
    answer = sign_in(client, officer, password)
    assert (answer.status_code, answer.json()["error"]) == (400, "The password is not correct.")
    assert signed_in_as(client) is None


@pytest.mark.parametrize("person", ["nobody", "", None, 7, {}, "\x00", "x" * 5000])
def test_an_unknown_person_looks_like_a_wrong_password(person):
    answer = sign_in(Client(), person)
    assert (answer.status_code, answer.json()["error"]) == (400, "The password is not correct.")


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"\xff", b"[" * 9000])
def test_what_is_no_message_is_a_wrong_password(body):
    assert Client().post(DOOR, body, content_type="application/json").status_code == 400


def test_the_password_of_another_person_does_not_let_anyone_in(officer):
    other = UserFactory()
    other.set_password("baska-bir-uzun-parola")
    other.save()
    client = Client()
    assert sign_in(client, officer, "baska-bir-uzun-parola").status_code == 400
    assert signed_in_as(client) is None


def test_guessing_is_slowed_together_with_the_sign_in_page(officer):
    client = Client()
    for _number in range(3):
        client.post("/tr/accounts/login/", {"login": officer.email, "password": "yanlis"})
    for _number in range(2):
        assert sign_in(client, officer, "yanlis").json()["error"] == "The password is not correct."
    answer = sign_in(client, officer)
    assert answer.status_code == 400
    assert "Too many" in answer.json()["error"]
    assert signed_in_as(client) is None


def test_a_deactivated_person_stays_outside(officer):
    officer.is_active = False
    officer.save()
    client = Client()
    assert sign_in(client, officer).status_code in (400, 409)
    assert signed_in_as(client) is None


def test_an_account_with_a_second_factor_is_sent_to_the_sign_in_page(officer):
    TOTP.activate(officer, generate_totp_secret())
    client = Client()
    answer = sign_in(client, officer)
    assert answer.status_code == 409
    assert answer.json()["url"] == "/en/accounts/login/"
    assert "one more step" in answer.json()["error"]
    assert signed_in_as(client) is None


def test_someone_else_who_is_signed_in_is_not_taken_for_the_officer(officer):
    client = Client()
    client.force_login(UserFactory())
    assert sign_in(client, officer).json()["person"] == officer.public_id
    assert signed_in_as(client) == officer.public_id
