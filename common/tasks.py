"""Background doors of the ground floor: the outbox, Wagtail's own tasks, and scheduled publishing."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id, normalize_json

from common import outbox


@shared_task(name="common.deliver")
def deliver(pk: int) -> None:
    outbox.run(pk)


@shared_task(name="common.relay")
def relay() -> None:
    """Send again what a lost broker or a killed worker left undone."""
    for pk in outbox.overdue():
        deliver.delay(pk)


@shared_task(name="common.publish_scheduled")
def publish_scheduled() -> None:
    call_command("publish_scheduled")


@shared_task(name="common.heartbeat")
def heartbeat() -> None:
    """Tell /healthz that a worker is alive."""

    cache.set("worker-heartbeat", timezone.now().isoformat(), timeout=None)


@worker_ready.connect
def first_heartbeat(**kwargs: Any) -> None:
    """A worker is alive from its first second, not from the scheduler's first round."""
    heartbeat()


@shared_task(name="django_tasks.run")
def run_django_task(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    import_string(path).call(*args, **kwargs)


class CeleryBackend(BaseTaskBackend):
    """Lets Wagtail's tasks (index updates, file deletion) run on our one worker fleet."""

    supports_defer = True

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> TaskResult:
        self.validate_task(task)
        result = TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=normalize_json(args),
            kwargs=normalize_json(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        transaction.on_commit(
            lambda: run_django_task.apply_async(
                (task.module_path, list(result.args), result.kwargs), task_id=result.id, eta=task.run_after
            )
        )
        return result
