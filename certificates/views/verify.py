"""Anyone may check a certificate: by its QR code, or by typing its code. No cookie, no name, nothing kept."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from accounts.policies import public
from certificates.queries import verification
from common.ids import CODE_LENGTH, normalise_code
from common.limits import within_limit

AMOUNT, SECONDS = 30, 60  # questions an address may ask in a minute
LONGEST = 4 * CODE_LENGTH  # typed characters looked at: room for dashes and blanks, not for a book
View = Callable[..., HttpResponse]


def _open_page(view: View) -> View:
    """In the language of `?lang=` or the browser, limited, never indexed, never cached: a revocation acts at once."""

    @wraps(view)
    def page(request: HttpRequest, **kwargs: str) -> HttpResponse:
        with translation.override(_language(request)):
            if within_limit(request, action="verify", amount=AMOUNT, seconds=SECONDS):
                response = view(request, **kwargs)
            else:
                response = render(request, "certificates/verify_busy.html", status=429)
                response.headers["Retry-After"] = str(SECONDS)
            response.headers["Content-Language"] = translation.get_language()
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "no-store"
        # Otherwise LocaleMiddleware turns our 404 into a redirect to /tr/verify/…, which the page tree seems to know.
        request.urlconf = "certificates.verify_urls"
        return response

    return page


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE


@public
@require_safe
@_open_page
def form(request: HttpRequest) -> HttpResponse:
    """A field for a code read from paper or over the telephone."""
    code = normalise_code(request.GET.get("code", "")[:LONGEST])
    return _to(request, code) if code else render(request, "certificates/verify_form.html")


@public
@require_safe
@_open_page
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Status, initials, course and dates of a certificate, and nothing more."""
    meant = normalise_code(code[:LONGEST])
    if meant != code:
        return _to(request, meant)
    found = verification(meant)
    if found is None:
        return render(request, "certificates/verify_unknown.html", {"code": meant}, status=404)
    return render(request, "certificates/verify.html", {"found": found})


def _to(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """To the one address a certificate has."""
    address = reverse("verify:certificate", args=[code]) if code else reverse("verify:form")
    asked = request.GET.get("lang", "")
    return HttpResponseRedirect(f"{address}?lang={asked}" if asked in dict(settings.LANGUAGES) else address)
