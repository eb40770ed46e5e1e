"""Addresses of an attempt, below `/<language>/assessments/`."""

from django.urls import path

from assessments import views

app_name = "assessments"

urlpatterns = [
    path("<slug:public_id>/", views.overview, name="overview"),
    path("<slug:public_id>/save/", views.save, name="save"),
    path("<slug:public_id>/sync/", views.sync, name="sync"),
    path("<slug:public_id>/paper/", views.paper, name="paper"),
    path("<slug:public_id>/submit/", views.submit, name="submit"),
    path("<slug:public_id>/result/", views.result, name="result"),
    path("<slug:public_id>/<int:position>/", views.question, name="question"),
]
