"""One migrated template database, copied for each worker; a shared cache emptied between tests; SQLite or PostgreSQL by DATABASE_URL."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from filelock import FileLock

from common.db import maintenance

TEMPLATES = Path(__file__).resolve().parents[1] / "var" / "testdb"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread that also reads the database


def migrations_digest() -> str:
    """Names and contents of every migration: an edited one makes a new template."""
    digest = hashlib.sha256()
    for _key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        module = __import__(migration.__module__, fromlist=["x"])
        digest.update(Path(module.__file__).read_bytes())
    return digest.hexdigest()[:12]


def fresh_sqlite(worker: str) -> None:
    settings = connections["default"].settings_dict
    template = TEMPLATES / f"t-{migrations_digest()}.sqlite3"
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with FileLock(str(TEMPLATES / "lock")):
        if not template.exists():
            connection.close()
            building = TEMPLATES / f"build-{os.getpid()}.sqlite3"
            building.unlink(missing_ok=True)
            settings["NAME"] = str(building)
            call_command("migrate", verbosity=0, interactive=False)
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            building.rename(template)
    connection.close()
    mine = TEMPLATES / f"{os.getpid()}-{worker}.sqlite3"
    shutil.copy(template, mine)
    settings["NAME"] = settings["TEST"]["NAME"] = str(mine)


def fresh_postgres(worker: str) -> None:
    settings = connections["default"].settings_dict
    base = settings["NAME"]
    template, mine = f"{base}_t_{migrations_digest()}", f"{base}_{os.getpid()}_{worker}"

    def admin(*statements: str) -> list:
        connection.close()
        settings["NAME"] = "postgres"
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
        connection.close()
        return rows

    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with FileLock(str(TEMPLATES / "lock")):
        if not admin(f"SELECT 1 FROM pg_database WHERE datname = '{template}'"):
            admin(f'CREATE DATABASE "{template}"')
            settings["NAME"] = template
            call_command("migrate", verbosity=0, interactive=False)
            connection.close()
        admin(f'DROP DATABASE IF EXISTS "{mine}"', f'CREATE DATABASE "{mine}" TEMPLATE "{template}"')
    settings["NAME"] = settings["TEST"]["NAME"] = mine


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: object) -> Iterator[None]:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            fresh_sqlite(worker)
        else:
            fresh_postgres(worker)
    yield
    with django_db_blocker.unblock():
        name = connections["default"].settings_dict["NAME"]
        connections.close_all()
        if connection.vendor == "sqlite":
            for suffix in ("", "-wal", "-shm"):
                Path(f"{name}{suffix}").unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def empty_caches() -> Iterator[None]:
    yield
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def django_db_serialized_rollback() -> bool:
    """Transactional tests get the rows of data migrations back (Wagtail's root page lives there)."""
    return True


@pytest.fixture(scope="session", autouse=True)
def flush_may_empty_facts() -> Iterator[None]:
    """Transactional tests empty every table at the end, append-only ones too.

    For the whole session: a patch of one test would be undone before the database fixture empties the tables.
    """
    from django.test import TransactionTestCase

    teardown = TransactionTestCase._fixture_teardown

    def with_maintenance(self: TransactionTestCase) -> None:
        with maintenance():
            teardown(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", with_maintenance)
        yield
