"""Settings, addresses and process entry points. `celery_app` makes `shared_task` bind to our application."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
