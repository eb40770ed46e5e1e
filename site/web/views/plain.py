"""Pages without a database: what the site says about itself, and what machines ask for."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control

from accounts.policies import View, public
from web import samples
from web.forms import SampleForm


def _page(template: str) -> View:
    @public
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, template)

    return view


about = _page("web/about.html")
accessibility = _page("web/accessibility.html")
privacy = _page("web/privacy.html")


@public
@cache_control(public=True, max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /files/", "Disallow: /verify/"]
    for code, _name in settings.LANGUAGES:
        lines += [f"Disallow: /{code}/{part}/" for part in ("accounts", "learn", "documents", "coordination")]
    lines.append(f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@cache_control(public=True, max_age=86400)
def manifest(request: HttpRequest) -> HttpResponse:
    data = {
        "name": "Tanı",
        "short_name": "Tanı",
        "start_url": "/",
        "display": "standalone",
        "background_color": "#faf8f4",
        "theme_color": "#0b5563",
        "icons": [{"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(data, content_type="application/manifest+json")


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for designers and for the accessibility tests; not on a production site."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    form = SampleForm(request.GET) if "errors" in request.GET else SampleForm()
    return render(request, "web/styleguide.html", {"form": form, **samples.everything()})
