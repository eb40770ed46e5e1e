"""The site map, and pictures of lessons in the embedded default."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.models import Page

from accounts.policies import public
from courses.models import CataloguePage, CoursePage
from web.models import HomePage

DAY = 86400
SHOWN = ("image/", "audio/", "video/", "application/pdf", "text/vtt")  # everything else is saved, not shown


class Sitemap(WagtailSitemap):
    """The public pages of every language; lessons are read after sign-in and are left out."""

    def items(self) -> Any:
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        below = Q(pk__in=[])
        for path in homes.values_list("path", flat=True):
            below |= Q(path__startswith=path)
        return (
            Page.objects.live()
            .public()
            .filter(below)
            .type(HomePage, CataloguePage, CoursePage)
            .order_by("path")
            .specific(defer=True)
        )


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    return wagtail_sitemap(request, sitemaps={"pages": Sitemap})


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
