"""Receivers of news: three lines each, one verb, safe to run twice."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from web.roles import remember


@receiver(user_logged_in)
def note_roles(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    remember(request, user)
