"""`GET /healthz`: what a load balancer and the start-up command ask. Says which part failed, never why."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.policies import public
from common.ids import new_public_id

logger = logging.getLogger(__name__)
HEARTBEAT_MAX_AGE = timedelta(seconds=120)  # the scheduler beats every 30 seconds


@public
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when database, tasks and storage work; 503 otherwise, with "failed" for each that does not."""
    checks = {"database": _database, "tasks": _tasks, "storage": _storage}
    states = {name: "ok" if _passes(name, check) else "failed" for name, check in checks.items()}
    return JsonResponse(states, status=200 if set(states.values()) == {"ok"} else 503)


def _passes(name: str, check: Callable[[], bool]) -> bool:
    try:
        passed = check()
    except Exception:  # whatever breaks in a part is that part's failure; the log has the reason
        logger.exception("health check %s failed", name)
        return False
    return passed


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _tasks() -> bool:
    if getattr(settings, "CELERY_TASK_ALWAYS_EAGER", False):
        return True
    beat = cache.get("worker-heartbeat")
    return bool(beat) and timezone.now() - datetime.fromisoformat(beat) < HEARTBEAT_MAX_AGE


def _storage() -> bool:
    storage = storages["private"]
    name = storage.save(f"health/{new_public_id()}", ContentFile(b"tani"))
    try:
        with storage.open(name) as file:
            return file.read() == b"tani"
    finally:
        storage.delete(name)
