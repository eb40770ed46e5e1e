"""Error pages in the user's language that say what to do next."""

import sys
from urllib.parse import urlsplit

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_bidi

from web.translations import elsewhere


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """With the way back to the page the form stood on, through the sign-in page when the session was lost."""
    return render(request, "errors/csrf.html", {"back": _came_from(request)}, status=403)


def _came_from(request: HttpRequest) -> str:
    """The path of the page of ours that sent this request; empty when none did or the browser does not say."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says so when the page exists in other languages; follows it when only its address differs in this one."""
    here, others = elsewhere(request)
    if here:
        return HttpResponseRedirect(here)
    if others:
        return render(request, "errors/not_translated.html", {"others": others}, status=404)
    return render(request, "errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: sessions, users and context processors may be what broke.

    503 when it was the database that could not be asked: the same request may go well in a moment.
    """
    away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    context = {
        "LANGUAGE_CODE": get_language() or "tr",
        "text_direction": "rtl" if get_language_bidi() else "ltr",
        "stylesheet": staticfiles_storage.url("css/tani.css"),
    }
    page = render_to_string("errors/500.html", context)
    return HttpResponse(page, status=503, headers={"Retry-After": "5"}) if away else HttpResponse(page, status=500)
