from django.urls import path

from certificates.views import documents

app_name = "certificates"

urlpatterns = [
    path("", documents.documents, name="documents"),
    path("certificates/<str:public_id>.pdf", documents.download, name="download"),
]
