"""The product's addresses, and the pictures that a web server in front would hand out."""

from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as ours
from web.views import files

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("media/images/<path:path>", files.picture), *ours]
