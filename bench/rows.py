"""Many rows at once, made by the database: `INSERT … SELECT` built from a model.

A new column with a default needs no change here.
"""
# ruff: noqa: S608  statements made of trusted parts

from typing import Any

from django.db import connection, models
from django.utils import timezone

# What Django would call once a row, as SQL that is evaluated once a row.
CALLED = {
    "now": "now()",
    "new_public_id": "substr(md5(random()::text || clock_timestamp()::text), 1, 16)",
    "uuid4": "gen_random_uuid()",
    "dict": "'{}'::jsonb",
    "list": "'[]'::jsonb",
}


def insert(model: type[models.Model], source: str, /, **columns: str) -> int:
    """Insert one row for each row of `source` (what follows FROM); the number of rows.

    `columns` are SQL expressions by field name.
    Fields not named get their default. Trusted text only: nothing is escaped.
    """
    values = _defaults(model)
    for name, text in columns.items():
        field: Any = model._meta.get_field(name)
        values[field.column] = text
    names, expressions = ", ".join(f'"{name}"' for name in values), ", ".join(values.values())
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {expressions} FROM {source}')
        return cursor.rowcount


def _defaults(model: type[models.Model]) -> dict[str, str]:
    fields: list[Any] = [field for field in model._meta.concrete_fields if not field.primary_key or field.has_default()]
    return {field.column: text for field in fields if (text := _default(field)) is not None}


def _default(field: Any) -> str | None:
    if not field.has_default():
        return None if field.null else "''" if field.empty_strings_allowed else None
    if callable(field.default):
        return CALLED[field.default.__name__]
    return literal(field.get_db_prep_save(field.default, connection))


def literal(value: Any) -> str:
    """A plain Python value as SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = str(getattr(value, "obj", value)).replace("'", "''")
    return f"'{text}'"


def array(values: Any) -> str:
    """A list of texts as an SQL array."""
    return f"ARRAY[{', '.join(literal(value) for value in values)}]"


def pick(values: Any, place: str) -> str:
    """One of `values` in turn: the expression for the 0-based number `place`."""
    values = list(values)
    return f"({array(values)})[({place}) %% {len(values)} + 1]".replace("%%", "%")


def query(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def bulk_begin() -> None:
    """Keys of rows that were made from one another need no check; triggers stay off for this connection only."""
    query("SET session_replication_role = replica")
    query("SET synchronous_commit = off")
    query("SET work_mem = '128MB'")


def bulk_end(*touched: type[models.Model]) -> None:
    """Sequences after explicit keys, and statistics, so that no round meets the server's housekeeping."""
    query("SET session_replication_role = DEFAULT")
    for model in touched:
        table, pk = model._meta.db_table, model._meta.pk.column
        query(f'SELECT setval(pg_get_serial_sequence(\'"{table}"\', \'{pk}\'), (SELECT max("{pk}") FROM "{table}"))')
    query("VACUUM ANALYZE")


def today() -> str:
    return literal(timezone.localdate().isoformat()) + "::date"
