"""Who is signed in, for pages that stay open: a lost session is renewed without leaving them."""

import json
from contextlib import suppress
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.policies import public

MOST_BYTES = 8 * 1024


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """GET: `{"person", "csrf"}`, the public id of whoever is signed in, or null, and a fresh token.

    POST `{"person", "password"}`: sign in again as the person whose page is open, and as nobody else; then the same
    answer. 400 with `{"error"}` when the password is wrong or tried too often; 409 with `{"error", "url"}` when the
    account asks for more than a password, which the sign-in page does.
    """
    if request.method == "GET":
        return _who(request)
    person, password = _sent(request)
    user = User.objects.filter(public_id=person).first()
    try:
        known = _authenticate(request, user, person, password)
    except ValidationError as refused:
        return JsonResponse({"error": " ".join(refused.messages)}, status=400)
    if known is None or user is None or known.pk != user.pk:
        return JsonResponse({"error": _("The password is not correct.")}, status=400)
    return _sign_in(request, user)


def _who(request: HttpRequest) -> HttpResponse:
    person = request.user.public_id if request.user.is_authenticated else None
    return JsonResponse({"person": person, "csrf": get_token(request)})


def _sent(request: HttpRequest) -> tuple[str, str]:
    """Person and password; empty for what is neither."""
    try:
        data: Any = json.loads(request.body[:MOST_BYTES])
    except (ValueError, RecursionError):
        return "", ""
    values = [data.get(name) if isinstance(data, dict) else None for name in ("person", "password")]
    person, password = (value if isinstance(value, str) and "\x00" not in value else "" for value in values)
    return person.encode("utf-8", "replace").decode(), password.encode("utf-8", "replace").decode()


def _authenticate(request: HttpRequest, user: User | None, person: str, password: str) -> Any:
    """Through allauth, so its limits on attempts count this door and the sign-in page together."""
    return get_adapter(request).authenticate(request, **_credentials(user, person), password=password)


def _credentials(user: User | None, person: str) -> dict[str, str]:
    """What the sign-in page would send for this person; for an unknown one a name that nobody has."""
    if user is not None and user.email:
        return {"email": user.email, "username": user.email}
    return {"username": user.username if user else f"nobody-{person[:64]}"}


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    with suppress(ImmediateHttpResponse):  # the answer of a page; what it did to the session is seen below
        perform_password_login(request, _credentials(user, ""), Login(user=user))
    if request.user.is_authenticated and request.user.pk == user.pk:
        return _who(request)
    error = _("Your account asks for one more step. Sign in on the sign-in page, then come back here.")
    return JsonResponse({"error": error, "url": reverse("account_login")}, status=409)
