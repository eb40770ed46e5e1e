"""Addresses below the language prefix; those without one are in config.urls."""

from django.urls import path

from web import cards
from web.views import plain, preferences, public, search, start

app_name = "web"
urlpatterns = [
    path("start/", start.start, name="start"),
    path("catalogue/", start.catalogue, name="catalogue"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("confirmation/", public.confirmation, name="confirmation"),
    path("cards/", cards.listing, name="cards"),
    path("cards/worker.js", cards.worker, name="cards_worker"),
    path("cards/<slug:course>/", cards.card, name="card"),
    path("cards/<slug:course>/version.json", cards.version, name="card_version"),
    path("cards/<slug:course>/a6.pdf", cards.sheet, {"size": "a6"}, name="card_a6"),
    path("cards/<slug:course>/a4.pdf", cards.sheet, {"size": "a4"}, name="card_a4"),
    path("cards/<slug:course>/<int:number>/", cards.check, name="card_check"),
    path("search/", search.results, name="search"),
    path("about/", plain.about, name="about"),
    path("accessibility/", plain.accessibility, name="accessibility"),
    path("privacy/", plain.privacy, name="privacy"),
    path("styleguide/", plain.styleguide, name="styleguide"),
]
