"""Headers that no view can forget."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import activate

# Wagtail's editor needs inline scripts and styles; only signed-in editors ever see these pages.
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
}
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy of the settings everywhere; Wagtail's admin gets one it can work under."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path_info.startswith("/admin/"):
            response._csp_replace = ADMIN_POLICY  # type: ignore[attr-defined]
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return super().process_response(request, response)


class NoNulMiddleware(MiddlewareMixin):
    """PostgreSQL refuses text with a NUL; an address that carries one means nothing, so nobody else needs to look."""

    def process_request(self, request: HttpRequest) -> None:
        if "\x00" in request.path_info:
            raise BadRequest


class PrivateByDefaultMiddleware(MiddlewareMixin):
    """Pages made for a signed-in person are stored nowhere: station PCs are shared, and caches have leaked sessions."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        user = getattr(request, "user", None)
        if (user is not None and user.is_authenticated) or response.cookies:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class LeaveNothingMiddleware(MiddlewareMixin):
    """Who signs out leaves nothing on the device: field cards kept for offline, answers noted by a quiz (it sends them
    first). A session that merely ends keeps them: that is the officer without a connection.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if getattr(request, "signed_out", False):  # web.receivers
            response.headers["Clear-Site-Data"] = '"storage"'
        return response


class AdminLanguageMiddleware(MiddlewareMixin):
    """The editor speaks the language of the person, not of the browser: its addresses carry no language prefix."""

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith("/admin/") and request.user.is_authenticated:
            activate(request.user.language)
