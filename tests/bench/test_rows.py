"""`INSERT … SELECT` from a model, on the database the suite runs on."""

import pytest
from django.db import connection

from accounts.models import Institution, User
from bench.rows import insert, literal, pick
from bench.scale import FULL

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("value", "sql"),
    [(None, "NULL"), (True, "true"), (7, "7"), ("O'Neill", "'O''Neill'"), ("ığ", "'ığ'")],
)
def test_literals(value, sql):
    assert literal(value) == sql


def test_pick_takes_turns():
    assert pick("ab", "n") == "(ARRAY['a', 'b'])[(n) % 2 + 1]"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the bench runs on PostgreSQL only")
def test_rows_get_the_defaults_of_their_fields():
    egm = Institution.objects.create(code="egm", name="Emniyet", name_en="Police")
    made = insert(
        User, "generate_series(1, 3) n", username="'u' || n", password="'!'", first_name="'Işıl'", last_name="'Ünal'",
        institution=str(egm.pk), is_superuser="false",
    )  # fmt: skip
    people = list(User.objects.order_by("username"))
    assert made == len(people) == 3
    assert len({person.public_id for person in people}) == 3
    assert {(person.is_active, person.language, person.email) for person in people} == {(True, "tr", None)}


def test_a_lesson_is_six_kilobytes_and_always_the_same():
    from bench import prose

    first = prose.lesson(1)
    assert prose.SIZE <= len(first.encode()) < prose.SIZE + 2048
    assert first == prose.lesson(1) != prose.lesson(2)
    assert FULL.lessons == 10
