"""Template databases: migrated once, with or without the sample site, and copied in milliseconds on SQLite and on
PostgreSQL.
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "testdb"
PARTS_OF_SITE = (
    "accounts",
    "assessments",
    "common",
    "courses",
    "site/web/management",
    "tests/sample",
    "tests/factories/site.py",
)


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def build_site() -> None:
    from tests.factories.site import small_site

    small_site()


class Databases:
    """The databases of one test process. `use` points the default connection at a fresh copy of a template."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.settings = connections["default"].settings_dict
        self.base = str(self.settings["NAME"])
        self.vendor = connection.vendor
        self.copies: dict[str, str] = {}  # template → the copy in use
        self.made = 0
        self.template = ""
        FOLDER.mkdir(parents=True, exist_ok=True)

    def use(self, template: str) -> None:
        """`bare`: migrated and empty. `site`: with the sample course, published in two languages."""
        built = self._template(template)
        self.made += (
            1  # no name twice: SQLite removes the -wal file by name when a connection to a dropped copy closes late
        )
        copy = self._name(f"{os.getpid()}_{self.worker}_{template}_{self.made}")
        self._copy(built, copy)
        gone, self.copies[template] = self.copies.get(template), copy
        self.template = template
        self._point_at(copy)
        if gone:
            self._drop(gone)
            self._point_at(copy)

    def keep_using(self, template: str) -> None:
        """Point at the copy made before, as it is now; make it when it is not there yet.

        Connections are closed once a copy was replaced: while Playwright's loop runs, `connections` are others than
        outside it, so
        the ones outside may still hold the copy that is gone. Within a TestCase class its own transaction stays open
        from one test to the next, and it began on the right copy.
        """
        if connection.in_atomic_block:
            return
        if template not in self.copies:
            self.use(template)
        if self.template != template or self.made > 1:
            self.template = template
            self._point_at(self.copies[template])

    def again(self) -> None:
        """A fresh copy of the template in use: after a test that committed."""
        self.use(self.template)

    def drop(self) -> None:
        connections.close_all()
        for copy in self.copies.values():
            self._drop(copy)

    def _template(self, template: str) -> str:
        bare = self._name(f"t_{migrations_digest()}")
        with FileLock(str(FOLDER / f"lock-{self.vendor}")):
            self._build(bare, None, migrate)
            if template == "bare":
                return bare
            site = self._name(f"s_{migrations_digest()}_{source_digest()}")
            self._build(site, bare, build_site)
            return site

    def _build(self, name: str, start: str | None, fill: Callable[[], None]) -> None:
        if self._exists(name):
            return
        scratch = self._name(f"build_{os.getpid()}")
        self._copy(start, scratch) if start else self._create(scratch)
        self._point_at(scratch)
        fill()
        self._close()
        self._rename(scratch, name)

    def _point_at(self, name: str) -> None:
        self._close()
        self.settings["NAME"] = self.settings["TEST"]["NAME"] = name

    def _close(self) -> None:
        if self.vendor == "sqlite" and connection.connection is not None and not connection.in_atomic_block:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()

    # --- the two vendors ------------------------------------------------------------------------------------------

    def _name(self, suffix: str) -> str:
        return str(FOLDER / f"{suffix}.sqlite3") if self.vendor == "sqlite" else f"{self.base}_{suffix}"

    def _exists(self, name: str) -> bool:
        if self.vendor == "sqlite":
            return Path(name).exists()
        return bool(self._admin(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))  # noqa: S608 -- our own name

    def _create(self, name: str) -> None:
        if self.vendor == "sqlite":
            self._drop(name)
        else:
            self._admin(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')

    def _copy(self, source: str, name: str) -> None:
        if self.vendor == "sqlite":
            self._drop(name)
            shutil.copy(source, name)
        else:
            self._admin(
                f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE "{source}"'
            )

    def _rename(self, source: str, name: str) -> None:
        if self.vendor == "sqlite":
            Path(source).rename(name)
        else:
            self._admin(f'ALTER DATABASE "{source}" RENAME TO "{name}"')

    def _drop(self, name: str) -> None:
        if self.vendor == "sqlite":
            for suffix in ("", "-wal", "-shm"):
                Path(f"{name}{suffix}").unlink(missing_ok=True)
        else:
            self._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _admin(self, *statements: str) -> list:
        self._point_at("postgres")
        rows: list = []
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            if cursor.description:
                rows = cursor.fetchall()
        connections.close_all()
        return rows


def migrations_digest() -> str:
    """Names and contents of every migration: an edited one makes a new template."""
    digest = hashlib.sha256()
    for _key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        module = __import__(migration.__module__, fromlist=["x"])
        digest.update(Path(module.__file__).read_bytes())
    return digest.hexdigest()[:12]


def source_digest() -> str:
    """Of everything the sample site is made of and made by."""
    digest = hashlib.sha256()
    for part in PARTS_OF_SITE:
        path = ROOT / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in (".py", ".md", ".toml"):
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
