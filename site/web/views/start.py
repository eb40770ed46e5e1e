"""Where people arrive: the bare address, and the page after sign-in."""

from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request

from accounts.models import Role, User
from accounts.policies import public, signed_in
from accounts.queries import posting
from web.queries import catalogue_page
from web.roles import chrome_of, remember


@public
def root(request: HttpRequest) -> HttpResponse:
    """`/` leads to the front page in the language the browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in forms count no failed attempts: who comes to one is sent to ours."""
    wanted = request.GET.get("next")
    return redirect_to_login(wanted) if wanted else redirect("account_login")


@public
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue wherever editors put it, so that the menu needs no query; the front page while there is none."""
    page = catalogue_page(get_language())
    return redirect(page.get_url(request) if page else f"/{get_language()}/")


@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """After sign-in to the work at hand: learners learn, coordinators without a posting coordinate, editors edit."""
    user = cast("User", request.user)
    remember(request, user)
    chrome = chrome_of(request, user)
    home = f"/{get_language()}/"
    if posting(user) is None:
        if Role.COORDINATOR in chrome.roles:
            return redirect(f"{home}coordination/")
        if chrome.edits:
            return redirect("wagtailadmin_home")
    return redirect(f"{home}learn/")
