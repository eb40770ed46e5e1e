"""What the menu knows of a person, kept in the session so that no page pays a query for it.

Never a right: views check those.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Membership, User

MAX_AGE = 3600  # seconds; a new role shows in the menu at the latest then


@dataclass(frozen=True)
class Chrome:
    roles: tuple[str, ...]
    edits: bool  # may open the Wagtail admin


def remember(request: HttpRequest, user: User) -> None:
    """Write today's roles of the person who just signed in (or whose note is an hour old) into the session."""
    request.session["roles"] = sorted(set(Membership.objects.of(user).active().values_list("role", flat=True)))
    request.session["edits"] = user.has_perm("wagtailadmin.access_admin")
    request.session["roles_at"] = int(timezone.now().timestamp())


def chrome_of(request: HttpRequest, user: User) -> Chrome:
    """The note of the person signed in here."""
    if timezone.now().timestamp() - request.session.get("roles_at", 0) > MAX_AGE:
        remember(request, user)
    return Chrome(roles=tuple(request.session["roles"]), edits=request.session["edits"])
