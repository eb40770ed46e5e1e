"""Every route of ours says who may open it; third-party routes are listed here with the reason they are fine."""

from django.urls import URLPattern, URLResolver, get_resolver

THIRD_PARTY = (
    "wagtail.",  # the admin asks for its own permissions; pages are public unless restricted
    "wagtail_localize.",  # inside the admin
    "allauth.",  # signing in is for everyone; account pages ask for a session themselves
    "django.views.static",
    "django.views.i18n",
)


def patterns(resolver: URLResolver, prefix: str = ""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


def test_every_route_declares_its_policy():
    without = [
        f"{route} ({view.__module__})"
        for route, view in patterns(get_resolver())
        if not hasattr(view, "policy") and not view.__module__.startswith(THIRD_PARTY)
        and not getattr(getattr(view, "view_class", None), "__module__", "").startswith(THIRD_PARTY)
        and not route.startswith("admin/")
    ]  # fmt: skip
    assert without == []
