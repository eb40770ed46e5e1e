"""Mounted without a language prefix: the address stands on paper for years."""

from django.urls import path

from certificates.views import verify

app_name = "verify"

urlpatterns = [
    path("", verify.form, name="form"),
    path("<str:code>/", verify.certificate, name="certificate"),
]
