"""Every address of the site. A route's policy is declared at its view; tests/test_routes.py fails for one without."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from web.views import files, health, plain, start

handler400 = "web.views.errors.bad_request"
handler403 = "web.views.errors.forbidden"
handler404 = "web.views.errors.not_found"
handler500 = "web.views.errors.server_error"

urlpatterns = [
    path("", start.root, name="root"),
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", plain.robots, name="robots"),
    path("site.webmanifest", plain.manifest, name="manifest"),
    path("sitemap.xml", files.sitemap, name="sitemap"),
    path("admin/login/", start.sign_in),  # one way in, with one limit on attempts
    path("admin/", include(wagtailadmin_urls)),
    path("files/", include(wagtaildocs_urls)),
    path("verify/", include("certificates.verify_urls")),  # printed on paper: no language prefix
]
if settings.DEMO:  # in production the web server in front hands these out
    urlpatterns.append(path("media/images/<path:path>", files.picture))
urlpatterns += i18n_patterns(
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("learn/", include("enrolments.urls")),
    path("assessments/", include("assessments.urls")),
    path("documents/", include("certificates.urls")),
    path("", include("web.urls")),
    path("coordination/", include("coordination.urls")),
    path("_util/login/", start.sign_in, name="wagtailcore_login"),
    path("", include([route for route in wagtail_urls.urlpatterns if route.name != "wagtailcore_login"])),
    prefix_default_language=True,
)
