"""Whatever order, however often, from however many devices: the same changes make the same final state."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assessments.domain import Change, submit, synchronise
from assessments.models import Attempt, Response
from assessments.queries import item_views
from tests.factories import UserFactory
from tests.factories.assessments import begin, choice, published_quiz

QUESTIONS = 3
DEVICES = ("aaaaaaaa", "bbbbbbbb", "cccccccc")

changes = st.builds(
    Change,
    position=st.integers(1, QUESTIONS),
    fields=st.lists(st.integers(1, 3), max_size=1).map(lambda places: choice(*places)),
    clock=st.integers(1, 4),
    device=st.sampled_from(DEVICES),
)
ledgers = st.lists(changes, min_size=1, max_size=8)


def keyed(ledger: list[Change]) -> list[Change]:
    """Each change with a key of its own, as devices make them."""
    return [
        Change(each.position, each.fields, client_key=f"key{number:05d}", clock=each.clock, device=each.device)
        for number, each in enumerate(ledger)
    ]


def state(attempt: Attempt) -> list[Any]:
    """What counts of each question, as the officer sees it."""
    views = item_views(attempt, "tr")
    return [[option["chosen"] for option in view.ask["options"]] for view in views]


class Orders(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.quiz = published_quiz(draw=QUESTIONS, shuffle=False, attempts=0)
        cls.officer = UserFactory()

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(ledger=ledgers, data=st.data())
    def test_any_interleaving_with_resends_gives_one_state(self, ledger: list[Change], data: st.DataObject) -> None:
        sent = keyed(ledger)
        resent = data.draw(st.lists(st.sampled_from(sent), max_size=6), label="sent again")
        shuffled = data.draw(st.permutations([*sent, *resent]), label="order of arrival")
        cuts = data.draw(st.integers(1, 4), label="changes in a message")
        states = []
        for arrival, size in ((sent, len(sent)), (shuffled, cuts)):
            attempt = begin(self.officer, self.quiz, context_key=f"run:{Attempt.objects.unscoped('test').count()}")
            last: dict[str, Any] = {}
            for start in range(0, len(arrival), size):
                done = synchronise(attempt=attempt, changes=arrival[start : start + size], language="tr")
                last |= {receipt.key: receipt for receipt in done.receipts}
            assert {receipt.status for receipt in last.values()} <= {"saved", "known", "superseded"}
            assert Response.objects.filter(item__attempt=attempt).count() == len(sent)
            states.append(state(attempt))
        assert states[0] == states[1] == expected(sent)

    @settings(max_examples=15, deadline=None)
    @given(ledger=ledgers)
    def test_the_last_receipts_agree_with_what_is_marked(self, ledger: list[Change]) -> None:
        attempt = begin(self.officer, self.quiz, context_key=f"mark:{Attempt.objects.unscoped('test').count()}")
        sent = keyed(ledger)
        synchronise(attempt=attempt, changes=sent, language="tr")
        again = synchronise(attempt=attempt, changes=sent, language="tr")
        submit(attempt=attempt)
        counting = {receipt.key for receipt in again.receipts if receipt.counts}
        rows = Response.objects.filter(item__attempt=attempt, client_key__in=counting)
        marked = attempt.items.filter(marks__response__isnull=False).values_list("marks__response", flat=True)
        assert set(marked) == {row.pk for row in rows if row.answer}


def expected(sent: list[Change]) -> list[Any]:
    """The same rule, told anew: of each question the highest (clock, device, key)."""
    best: dict[int, Change] = {}
    for each in sent:
        if each.position not in best or order(each) > order(best[each.position]):
            best[each.position] = each
    places = [best[position].fields["choice"] if position in best else [] for position in range(1, QUESTIONS + 1)]
    return [[str(place) in chosen for place in (1, 2, 3)] for chosen in places]


def order(change: Change) -> tuple[int, str, str]:
    assert change.clock is not None
    return change.clock, change.device, change.client_key


pytestmark = pytest.mark.django_db
