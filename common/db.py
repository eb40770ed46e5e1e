"""What both databases must do alike: Turkish collation, and tables whose rows cannot be changed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models.functions import Collate

from common.text import compare

TURKISH = "tr-x-icu"  # PostgreSQL's ICU collation; SQLite gets one of the same name below
_local = threading.local()


def prepare_sqlite(connection: Any, **kwargs: Any) -> None:
    """Give a new SQLite connection the Turkish collation and the maintenance switch of the append-only triggers."""
    if connection.vendor != "sqlite":
        return
    connection.connection.create_collation(TURKISH, compare)
    connection.connection.create_function("tani_maintenance", 0, lambda: int(getattr(_local, "maintenance", False)))


def turkish(field: str) -> Collate:
    """Order by `field` as the Turkish alphabet does, on either database."""
    return Collate(field, TURKISH)


@contextmanager
def maintenance(using: str = "default") -> Iterator[None]:
    """Let append-only rows be deleted: for the retention job and for emptying a test database, nothing else."""
    connection = connections[using]
    _local.maintenance = True
    try:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET tani.maintenance = 'on'")
        yield
    finally:
        _local.maintenance = False
        if connection.vendor == "postgresql" and connection.connection and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SET tani.maintenance = 'off'")


class AppendOnlyTable(Operation):
    """Migration operation: triggers that refuse UPDATE and DELETE on a table, whoever asks.

    The model class refuses too, but a cascade, raw SQL or another program would pass it by.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> tuple[str, list, dict]:
        return self.__class__.__name__, [self.model_name], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The model itself is unchanged."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        for statement in self._create(schema_editor.connection.vendor, table):
            schema_editor.execute(statement, params=None)  # a percent sign of the trigger is no placeholder

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        vendor = schema_editor.connection.vendor
        for event in ("update", "delete"):
            on = f' ON "{table}"' if vendor == "postgresql" else ""
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{event}"{on}')

    def describe(self) -> str:
        return f"Refuse changes to rows of {self.model_name}"

    @staticmethod
    def _create(vendor: str, table: str) -> list[str]:
        if vendor == "sqlite":
            return [
                f'CREATE TRIGGER "{table}_no_{event}" BEFORE {event.upper()} ON "{table}" WHEN NOT tani_maintenance() '
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                for event in ("update", "delete")
            ]
        function = (
            "CREATE OR REPLACE FUNCTION tani_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF current_setting('tani.maintenance', true) = 'on' THEN "
            "IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF; END IF; "
            "RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$"
        )
        return [function.replace("%%", "%")] + [
            f'CREATE TRIGGER "{table}_no_{event}" BEFORE {event.upper()} ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION tani_append_only()"
            for event in ("update", "delete")
        ]


class AppendOnlyError(TypeError):
    """Code tried to change or delete a fact."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> int:
        raise AppendOnlyError(f"{self.model.__name__} rows are facts: add a new row instead.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(f"{self.model.__name__} rows are facts and are kept.")


class AppendOnlyModel(models.Model):
    """A fact: inserted once, never changed, never deleted. `AppendOnlyTable` in the migration is the second wall."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} rows are facts: add a new row instead.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(f"{type(self).__name__} rows are facts and are kept.")
