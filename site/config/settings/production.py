"""Production: the same settings, but nothing that matters may be left to a default; asked before anything is read."""

from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()
REQUIRED = {
    "SECRET_KEY": "a random text of at least 50 characters",
    "DATABASE_URL": "for example postgres://tani@localhost/tani",
    "CELERY_BROKER_URL": "for example amqp://tani:…@localhost//tani or redis://localhost/1",
    "CACHE_URL": "for example redis://localhost/0 (sign-in limits need a cache shared by all processes)",
    "ALLOWED_HOSTS": "the host names of this site, comma separated",
    "TANI_BASE_URL": "the public address, for example https://tani.example; certificates print it",
    "EMAIL_URL": "for example smtp://user:…@mail.example:587/?tls=True",
    "DEFAULT_FROM_EMAIL": "the sender of every message",
}
missing = [f"  {name}: {hint}" for name, hint in REQUIRED.items() if not env.str(name, "")]
if missing:
    raise ImproperlyConfigured("Tanı does not start in production without these variables:\n" + "\n".join(missing))
if len(env.str("SECRET_KEY")) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters.")
if not env.str("TANI_BASE_URL").startswith("https://"):
    raise ImproperlyConfigured("TANI_BASE_URL must start with https:// in production.")

from .base import *  # noqa: E402, F403

DEMO = False
STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"  # noqa: F405
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# Sign-in limits count by address, and behind a proxy every request comes from the proxy. The web server in front
# replaces X-Forwarded-For, so that its last entry is the client; each further proxy of ours adds one.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1)
X_FRAME_OPTIONS = "DENY"  # Wagtail's preview views ask for SAMEORIGIN themselves
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
