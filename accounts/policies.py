"""Who may open a route. Every view declares one of these; a route without a policy fails tests/test_routes.py."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext

from accounts.models import User
from accounts.queries import has_role

View = Callable[..., HttpResponseBase]


class PersonRequest(HttpRequest):
    """A request whose sender is signed in: what a view behind `signed_in` or `role_required` gets."""

    user: User


def public(view: View) -> View:
    """Anyone, signed in or not."""
    view.policy = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anyone signed in; the view itself shows only what `scope` or `.of(request.user)` yields."""
    guarded = login_required(view)
    guarded.policy = "signed in"  # type: ignore[attr-defined]
    return guarded


def signed_in_device(view: View) -> View:
    """As `signed_in`, for doors that scripts and devices knock at: 401 with words instead of a sign-in page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return JsonResponse({"error": gettext("You have been signed out.")}, status=401)
        return view(request, *args, **kwargs)

    guarded.policy = "signed in"  # type: ignore[attr-defined]
    return guarded


def role_required(*roles: str) -> Callable[[View], View]:
    """Someone who holds one of these roles today; others get 403, the unknown are asked to sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not has_role(request.user, *roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        asked = login_required(guarded)
        asked.policy = "role: " + ", ".join(sorted(map(str, roles)))  # type: ignore[attr-defined]
        return asked

    return decorate
