"""Addresses of our own below `/<language>/accounts/`; the others are allauth's."""

from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [path("session/", views.session, name="session")]
