"""Doors of the admin that are not ours and take files unread: the file is looked at before they are opened."""

from collections.abc import Callable
from functools import wraps
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

View = Callable[..., HttpResponseBase]
Check = Callable[[IO[bytes]], None]


def checked(view: View, *, field: str, endings: tuple[str, ...], check: Check) -> View:
    """The same view for a file of one of these endings that passes; otherwise a message, and nothing happened."""

    @wraps(view)
    def look_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        try:
            _look(request, field, endings, check)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
        return view(request, *args, **kwargs)

    return look_first


def _look(request: HttpRequest, field: str, endings: tuple[str, ...], check: Check) -> None:
    file = request.FILES.get(field)
    if file is None:
        raise ValidationError(_("Choose a file first."))
    if not (file.name or "").lower().endswith(endings):
        raise ValidationError(_("Files of this kind are not accepted."))
    check(file.file)  # type: ignore[arg-type]
    file.seek(0)
