from datetime import date

import pytest

from accounts.domain import appoint
from accounts.models import Membership, Role, User
from accounts.scope import scope
from common.scoping import UnscopedQueryError
from tests.factories import UnitFactory, coordinator_of, officer_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> dict:
    root = UnitFactory(code="EGM-34")
    own = UnitFactory(code="EGM-34-01", parent=root)
    sibling = UnitFactory(code="EGM-06")
    return {"root": root, "own": own, "sibling": sibling}


def test_coordinator_sees_own_subtree_and_nobody_else(tree):
    inside, outside = officer_in(tree["own"]), officer_in(tree["sibling"])
    coordinator = coordinator_of(tree["root"])
    seen = set(User.people.within(scope(coordinator)))
    assert inside in seen
    assert outside not in seen


def test_officer_sees_only_self(tree):
    officer, colleague = officer_in(tree["own"]), officer_in(tree["own"])
    assert set(User.people.within(scope(officer))) == {officer}
    assert colleague not in User.people.within(scope(officer))


def test_deactivated_coordinator_sees_nobody(tree):
    officer_in(tree["own"])
    coordinator = coordinator_of(tree["root"], is_active=False)
    assert list(User.people.within(scope(coordinator))) == []


@pytest.mark.parametrize(
    "read", [list, lambda q: q.count(), lambda q: q.exists(), lambda q: q.first(), lambda q: list(q.iterator())]
)
def test_unscoped_query_on_people_raises(tree, read):
    officer_in(tree["own"])
    with pytest.raises(UnscopedQueryError):
        read(User.people.all())
    with pytest.raises(UnscopedQueryError):
        read(Membership.objects.all())


def test_a_former_units_coordinator_sees_the_officer_no_longer(tree):
    officer = officer_in(tree["own"])
    former, present = coordinator_of(tree["root"]), coordinator_of(tree["sibling"])
    appoint(user=officer, unit=tree["sibling"], role=Role.OFFICER, by=None, starts_on=date(2026, 3, 1))
    assert officer not in User.people.within(scope(former))
    assert officer in User.people.within(scope(present))


def test_someone_with_two_memberships_below_is_listed_once(tree):
    officer = officer_in(tree["own"])
    appoint(user=officer, unit=tree["root"], role=Role.TRAINER, by=None, starts_on=date(2026, 1, 1))
    assert list(User.people.within(scope(coordinator_of(tree["root"]))).filter(pk=officer.pk)) == [officer]
