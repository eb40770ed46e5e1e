"""What is asked about people and units."""

from datetime import date

from django.utils import timezone

from accounts.models import Membership, Role, Unit, User


def has_role(user: User, *roles: str) -> bool:
    """Whether the person holds one of these roles today, in any unit."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.of(user).active_on(timezone.localdate()).filter(role__in=roles).exists()


def posting(user: User, day: date | None = None) -> Unit | None:
    """The unit an officer was posted to on a day (today by default)."""
    membership = (
        Membership.objects.of(user)
        .active_on(day or timezone.localdate())
        .filter(role=Role.OFFICER)
        .select_related("unit__institution")
        .first()
    )
    return membership.unit if membership else None
