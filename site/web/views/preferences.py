from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.policies import public
from web.context import TEXT_SIZES, THEMES

YEAR = 365 * 24 * 60 * 60


@public
@csrf_exempt  # a token would put a cookie on every public page; the worst a forger can do is change the colours
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep colours and text size in cookies of this browser, then go back to where the form stood."""
    response = HttpResponseRedirect(_back_to(request))
    for name, allowed in (("theme", THEMES), ("text", TEXT_SIZES)):
        value = request.POST.get(name)
        if value in allowed:
            response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
        elif value is not None:
            response.delete_cookie(name, samesite="Lax")
    return response


def _back_to(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return target
    return f"/{get_language()}/"
