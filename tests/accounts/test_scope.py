import pytest
from accounts.models import Membership, User
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


@pytest.mark.parametrize("read", [list, lambda q: q.count(), lambda q: q.exists(), lambda q: q.first(), lambda q: list(q.iterator())])
def test_unscoped_query_on_people_raises(tree, read):
    officer_in(tree["own"])
    with pytest.raises(UnscopedQueryError):
        read(User.people.all())
    with pytest.raises(UnscopedQueryError):
        read(Membership.objects.all())
