"""The production settings, but without https and Redis.

The load and the browser speak to gunicorn itself; no page that is measured asks the shared cache.
"""

from config.settings.production import *  # noqa: F403

CACHES["default"] = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}  # noqa: F405
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
ROOT_URLCONF = "bench.urls"
