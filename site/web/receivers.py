"""Receivers of news: three lines each, one verb, safe to run twice."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from web.roles import remember


@receiver(user_logged_in)
def note_roles(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    remember(request, user)


@receiver(user_logged_out)
def leave_nothing(sender: Any, request: HttpRequest | None, **kwargs: Any) -> None:
    """What the browser keeps of us ends with an explicit signing out (`LeaveNothingMiddleware`)."""
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]
