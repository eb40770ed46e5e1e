"""The Celery application: `celery -A config worker -B`."""

import os
from pathlib import Path

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("tani")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def make_queue_folders(sender: Celery, **kwargs: object) -> None:
    """The filesystem broker of the embedded default wants its folders to be there."""
    for name, folder in (sender.conf.broker_transport_options or {}).items():
        if name.endswith(("folder", "folder_in", "folder_out")):
            Path(folder).mkdir(parents=True, exist_ok=True)
