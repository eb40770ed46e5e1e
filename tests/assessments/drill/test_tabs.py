"""Two forms, two tabs, two devices: each step is decided once and kept."""

from decimal import Decimal

import pytest
from django.test import Client

from assessments.domain import StepIncomplete, StepTaken, submit
from assessments.domain.errors import NotDrawn
from assessments.models import Response
from assessments.queries import attempt_overview, item_view, result_view
from tests.factories.drills import (
    decide,
    place,
    steps_of,
)

pytestmark = pytest.mark.django_db


def test_a_double_post_and_a_stale_tab_leave_one_row_a_step(attempt):
    first = decide(attempt, 1, 1)
    assert decide(attempt, 1, 1) == first
    with pytest.raises(StepTaken):
        decide(attempt, 1, 2)
    decide(attempt, 2, 1)
    assert decide(attempt, 1, 1).answer["path"][0] == first.answer["path"][0]  # an old tab, once more
    assert [len(row.answer["path"]) for row in Response.objects.order_by("clock")] == [1, 2]


def test_a_second_device_goes_on_where_the_first_one_stands(attempt):
    url = f"/en/assessments/{attempt.public_id}/1/"
    one, other = Client(), Client()
    for client in (one, other):
        client.force_login(attempt.officer)
    stale = {"step": 1, "choice": 2, "confidence": 1, "button": "decide"}
    one.post(url, {**stale, "choice": 1})
    answer = other.post(url, stale, follow=True)
    assert answer.redirect_chain == [(f"{url}#q-now", 302)]
    assert "This step was already decided" in answer.content.decode()
    assert 'name="step" value="2"' in answer.content.decode()
    assert Response.objects.count() == 1


def test_what_was_left_out_is_said_and_nothing_decided(attempt):
    client = Client()
    client.force_login(attempt.officer)
    answer = client.post(
        f"/en/assessments/{attempt.public_id}/1/", {"step": 1, "choice": 1, "button": "decide"}, follow=True
    )
    assert "say how sure you are" in answer.content.decode()
    assert not Response.objects.exists()
    with pytest.raises(StepIncomplete):
        decide(attempt, 1, 1, confidence="")


def test_a_step_that_was_never_offered_is_unknown(attempt):
    with pytest.raises(NotDrawn):
        decide(attempt, 7, 1)


def test_a_drill_counts_as_answered_after_its_last_step(attempt):
    for number, fields in enumerate(steps_of(attempt), start=1):
        assert not attempt_overview(attempt, "tr").answered
        assert not item_view(attempt, 1, "tr").answered
        decide(attempt, number, int(fields["choice"][0]))
    assert attempt_overview(attempt, "tr").answered == 1
    submit(attempt=attempt)
    [item] = result_view(attempt, "tr").items
    assert item.right


def test_an_unfinished_drill_keeps_what_it_won(attempt):
    decide(attempt, 1, place(attempt, "otogar-ayri"))
    result = submit(attempt=attempt)
    assert result.points == Decimal("2.00")  # one best decision of three, of 6 points
    assert not result_view(attempt, "tr").items[0].review["finished"]
