"""What a role means to Django and Wagtail: membership of a group that carries the permissions."""

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import Membership, Role, User

# Role → name of the Django group. Roles without a group have no right in the Wagtail admin.
GROUPS: dict[str, str] = {
    Role.TRAINER: "Trainers",
    Role.REVIEWER: "Reviewers",
    Role.TRANSLATOR: "Translators",
    Role.ADMINISTRATOR: "Administrators",
}


def sync_groups(user: User) -> None:
    """Make a person's groups follow the memberships of today, no more and no less."""
    roles = set(Membership.objects.of(user).active_on(timezone.localdate()).values_list("role", flat=True))
    wanted = {GROUPS[role] for role in roles if role in GROUPS}
    ours = Group.objects.filter(name__in=GROUPS.values())
    user.groups.remove(*ours.exclude(name__in=wanted))
    user.groups.add(*ours.filter(name__in=wanted))
