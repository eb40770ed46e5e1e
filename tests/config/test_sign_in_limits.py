"""What SECURITY.md promises of sign-in: guessing is slowed, and a stranger learns nothing of who has an account."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.factories.people import UserFactory

RIGHT = "uzun-bir-deneme-sozu"
LOGIN = "/tr/accounts/login/"
RESET = "/tr/accounts/password/reset/"


def without_tokens(html: bytes) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]*"', "", html.decode())


def test_after_five_wrong_passwords_even_the_right_one_is_refused_for_a_while(client, db, time_machine):
    time_machine.move_to("2026-11-23T09:00:00Z")
    officer = UserFactory()
    for _number in range(5):
        client.post(LOGIN, {"login": officer.email, "password": "yanlis"})
    assert client.post(LOGIN, {"login": officer.email, "password": RIGHT}).status_code != 302
    assert "_auth_user_id" not in client.session
    time_machine.move_to("2026-11-23T09:06:00Z")
    assert client.post(LOGIN, {"login": officer.email, "password": RIGHT}).status_code == 302


def test_one_address_cannot_try_many_accounts(client, db):
    officers = UserFactory.create_batch(31)
    for officer in officers[:30]:
        client.post(LOGIN, {"login": officer.email, "password": "yanlis"}, REMOTE_ADDR="192.0.2.1")
    last = {"login": officers[30].email, "password": RIGHT}
    assert client.post(LOGIN, last, REMOTE_ADDR="192.0.2.1").status_code != 302
    assert client.post(LOGIN, last, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_wrong_password_and_unknown_account_look_the_same(client, db):
    officer = UserFactory(email="birisi@tani.example")
    known = client.post(LOGIN, {"login": officer.email, "password": "yanlis"})
    unknown = client.post(LOGIN, {"login": "kimse@tani.example", "password": "yanlis"})
    assert known.status_code == unknown.status_code
    assert without_tokens(known.content).replace("birisi", "kimse") == without_tokens(unknown.content)


def test_a_password_letter_is_promised_whether_there_is_an_account_or_not(client, db):
    officer = UserFactory(email="birisi@tani.example")
    known = client.post(RESET, {"email": officer.email})
    unknown = client.post(RESET, {"email": "kimse@tani.example"})
    assert [(answer.status_code, answer["Location"]) for answer in (known, unknown)] == [(302, f"{RESET}done/")] * 2


@pytest.mark.parametrize("password", ["kisaparola", "fenerbahce1907", "Galatasaray1905!", "qwertyuiop123"])
def test_short_or_leaked_passwords_are_refused(db, password):
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_long_password_without_digits_or_capitals_is_welcome(db):
    validate_password("mavi kapı duvar on üç")
