"""Addresses below the language prefix; those without one are in config.urls."""

from django.urls import path

from web.views import plain, preferences, public, search, start

app_name = "web"
urlpatterns = [
    path("start/", start.start, name="start"),
    path("catalogue/", start.catalogue, name="catalogue"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("confirmation/", public.confirmation, name="confirmation"),
    path("search/", search.results, name="search"),
    path("about/", plain.about, name="about"),
    path("accessibility/", plain.accessibility, name="accessibility"),
    path("privacy/", plain.privacy, name="privacy"),
    path("styleguide/", plain.styleguide, name="styleguide"),
]
