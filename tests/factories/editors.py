"""People who edit: one of each role, in a unit of their own."""

from accounts.domain import appoint
from accounts.models import User
from tests.factories.people import UnitFactory, UserFactory


def editor(role: str) -> User:
    """Someone who holds this role today and so is in its group (after `prepare_site`)."""
    user = UserFactory(first_name="Deniz", last_name=role.title())
    appoint(user=user, unit=UnitFactory(), role=role, by=None)
    return User.objects.get(pk=user.pk)
