"""A score is a pure function of stored answers and question versions: working it out again gives the same."""

import io
import json
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection

from assessments.domain import Change, correct_mark, mark_by_person, save_response, submit
from assessments.models import AttemptResult, Mark
from tests.factories import UserFactory
from tests.factories.assessments import answer_all, begin, published_question, published_quiz, solution
from tests.factories.kinds import EXAMPLES, example

pytestmark = pytest.mark.django_db


def recomputed(*options):
    out = io.StringIO()
    try:
        call_command("recompute_marks", *options, stdout=out)
    except SystemExit as stop:
        return json.loads(out.getvalue()), stop.code
    return json.loads(out.getvalue()), 0


@pytest.fixture
def attempt():
    """One question of every kind, answered rightly, submitted; the written one waits."""
    quiz = published_quiz(questions=0, draw=len(EXAMPLES), attempts=0)
    for kind in EXAMPLES:
        published_question(**example(kind, points=3, scheme="partial"))
    attempt = begin(UserFactory(), quiz)
    for item in attempt.items.select_related("question_version"):
        change = Change(position=item.position, fields=solution(item))
        save_response(attempt=attempt, change=change, language="tr")
    submit(attempt=attempt)
    return attempt


def written(attempt):
    return attempt.items.get(question_version__kind="written")


def tamper(model, pk, **values):
    """Past the guards of an append-only table, as somebody with the database in hand would."""
    with connection.cursor() as cursor:
        drop_guards(cursor, model._meta.db_table)
    columns = ", ".join(f"{name} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {columns} WHERE id = %s", [*values.values(), pk])  # noqa: S608


def drop_guards(cursor, table):
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
    else:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def test_every_kind_gives_the_same_again_before_and_after_a_person_marked(attempt):
    found, code = recomputed()
    assert found == {"attempts": 1, "marks": len(EXAMPLES), "differences": []}
    assert code == 0
    mark_by_person(item=written(attempt), points=Decimal(4), by=UserFactory(), criteria={"c1": "1", "c2": "3"})
    assert recomputed() == ({"attempts": 1, "marks": len(EXAMPLES), "differences": []}, 0)


def test_a_corrected_mark_is_no_difference(attempt):
    mark_by_person(item=written(attempt), points=Decimal(4), by=UserFactory())
    correct_mark(attempt=attempt, position=1, points=Decimal(0), reason="Soru bozuk", by=UserFactory())
    assert recomputed()[1] == 0


def test_a_mark_changed_in_the_database_is_found(attempt):
    mark = Mark.objects.get(item__attempt=attempt, item__question_version__kind="short")
    tamper(Mark, mark.pk, points="0.5")
    found, code = recomputed()
    assert code == 1
    assert found["differences"][0] == {
        "attempt": attempt.public_id,
        "position": mark.item.position,
        "what": "points",
        "stored": "0.50",
        "computed": "3.00",
    }


def test_a_result_changed_in_the_database_is_found():
    quiz = published_quiz(questions=3)
    attempt = begin(UserFactory(), quiz)
    answer_all(attempt, wrong=2)
    submit(attempt=attempt)
    tamper(AttemptResult, AttemptResult.objects.get(attempt=attempt).pk, percent="100", passed=True)
    found, code = recomputed("--attempt", attempt.public_id)
    assert code == 1
    assert {each["what"] for each in found["differences"]} == {"percent", "passed"}


def test_only_the_attempt_asked_for_and_nothing_of_open_ones(attempt):
    quiz = published_quiz(questions=2, code="other")
    begin(UserFactory(), quiz)
    other = begin(UserFactory(), quiz)
    submit(attempt=other)
    assert recomputed()[0]["attempts"] == 2
    assert recomputed("--attempt", other.public_id)[0] == {
        "attempts": 1,
        "marks": other.items.count(),
        "differences": [],
    }


def test_nothing_is_written(attempt, django_assert_num_queries):
    before = Mark.objects.count(), AttemptResult.objects.count()
    with django_assert_num_queries(4):
        recomputed()
    assert (Mark.objects.count(), AttemptResult.objects.count()) == before
