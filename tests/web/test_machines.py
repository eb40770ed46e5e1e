"""What machines ask for: health, robots, site map, manifest."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone

from tests.factories.pages import course_page


def test_healthy(client, db):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "tasks": "ok", "storage": "ok"}
    assert "no-store" in response.headers["Cache-Control"]


def test_storage_is_left_as_it_was(client, db):
    client.get("/healthz")
    assert not storages["private"].exists("health") or storages["private"].listdir("health") == ([], [])


def test_storage_that_cannot_be_written(client, db, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "file" / "x"},
        },
    }
    (tmp_path / "file").write_text("not a folder")
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"database": "ok", "tasks": "ok", "storage": "failed"}


@pytest.mark.parametrize(
    ("beat", "state"), [("2026-11-24T09:00:00+03:00", "ok"), ("2026-11-24T08:57:59+03:00", "failed"), (None, "failed")]
)
def test_worker_must_have_beaten_within_two_minutes(client, db, settings, time_machine, beat, state):
    time_machine.move_to("2026-11-24 09:00:30 +0300", tick=False)
    settings.CELERY_TASK_ALWAYS_EAGER = False
    if beat:
        cache.set("worker-heartbeat", beat)
    response = client.get("/healthz")
    assert response.json()["tasks"] == state
    assert response.status_code == (200 if state == "ok" else 503)


def test_heartbeat_of_the_worker_is_what_health_looks_at(client, db, settings):
    from common.tasks import heartbeat

    settings.CELERY_TASK_ALWAYS_EAGER = False
    heartbeat()
    assert timezone.now()
    assert client.get("/healthz").json()["tasks"] == "ok"


def test_database_that_does_not_answer_is_named_and_no_more(client, db, monkeypatch):
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("password authentication failed for user tani at 10.0.0.7")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", broken)
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"database": "failed", "tasks": "ok", "storage": "ok"}


def test_robots_keeps_personal_pages_out(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /tr/learn/" in lines
    assert "Disallow: /verify/" in lines


def test_site_map_lists_public_pages_of_every_language_and_no_lesson(site, client):
    course_page("c1", language="en", of=course_page("c1"))
    text = client.get("/sitemap.xml").content.decode()
    assert "http://testserver/tr/courses/c1/<" in text
    assert "http://testserver/en/courses/c1/<" in text
    assert "http://testserver/ar/<" in text
    assert "/l1/" not in text


def test_manifest(client, db):
    response = client.get("/site.webmanifest")
    assert response.headers["Content-Type"] == "application/manifest+json"
    assert response.json()["name"] == "Tanı"


def test_stylesheet_stays_small_and_speaks_of_no_left_or_right():
    """8 KB as it is sent; directions are logical, so that Arabic mirrors by itself."""
    source = Path(finders.find("css/tani.css")).read_text()
    assert len(gzip.compress(source.encode())) <= 8 * 1024
    physical = r"(?<![\w-])(left|right|top|bottom|width|height|margin-left|margin-right|padding-left|padding-right)\s*:"
    assert re.findall(physical, re.sub(r"\((min|max)-width:[^)]*\)", "", source)) == []
    assert not re.search(r"text-align: (left|right)|float:", source)
