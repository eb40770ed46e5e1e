"""The site map, and pictures of lessons in the embedded default."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve

from accounts.policies import public
from web.sitemap import PublicSitemap

DAY = 86400
SHOWN = ("image/", "audio/", "video/", "application/pdf", "text/vtt")  # everything else is saved, not shown


@public
def sitemap(request: HttpRequest) -> HttpResponseBase:
    return django_sitemap(request, sitemaps={"pages": PublicSitemap})


@public
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Renditions only: originals and documents lie in other folders."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT / "images")
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"  # as nginx does in production
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if not response.headers.get("Content-Type", "").startswith(SHOWN) or "svg" in response.headers["Content-Type"]:
        response.headers["Content-Disposition"] = "attachment"
    patch_cache_control(response, public=True, max_age=DAY)
    return response
