"""What every page of the desk settles first: whether this person coordinates anything, and which list is meant."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from accounts.policies import PersonRequest, signed_in
from accounts.scope import OVERSEEING_ROLES, PersonScope, scope
from coordination.queries import Filters, UnknownFilter, read_filters

View = Callable[..., HttpResponseBase]


def coordinators_only(view: View) -> View:
    """Coordinators and administrators of today; the view gets their scope. Others get 403, the unknown sign in first.

    The same rule as `role_required(*OVERSEEING_ROLES)`, in the one query that the scope needs anyway.
    """

    @wraps(view)
    def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mine = scope(request.user)
        if not mine.oversees:
            raise PermissionDenied
        return view(request, mine, *args, **kwargs)

    asked = signed_in(guarded)
    asked.policy = "role: " + ", ".join(sorted(map(str, OVERSEEING_ROLES)))  # type: ignore[attr-defined]
    return asked


def filters_of(request: HttpRequest, scope: PersonScope) -> Filters:
    """The filters in the address; a unit outside the scope is a page that does not exist."""
    try:
        return read_filters(request.GET, scope)
    except UnknownFilter as unknown:
        raise Http404 from unknown
