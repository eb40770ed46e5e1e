"""Queries that Django writes once: on the pages asked for most, writing one costs five times what running it costs.

    RUNNING = Compiled(lambda officer, code: Enrolment.objects.of(officer).filter(course_code=code).values_list("pk"))
    RUNNING.rows(officer=7, code="c1")

The function gets a placeholder for each of its parameters, to be used as the value of a lookup, and returns a
`values_list` queryset. It is called once a process (and once for each `variant`: what is not a value, for example a
language that chooses between columns).
"""

import inspect
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models.expressions import RawSQL

from common.scoping import ScopedQuerySet


@dataclass(frozen=True)
class Slot:
    """Where a value goes in the parameters of the statement."""

    name: str


@dataclass(frozen=True)
class Statement:
    sql: str
    params: tuple[Any, ...]
    compiler: Any
    converters: dict[int, Any]


class Compiled:
    """See the module. Values are primary keys, numbers, texts and UUIDs."""

    def __init__(self, build: Callable[..., models.QuerySet]) -> None:
        self.build = build
        self.slots = [name for name in inspect.signature(build).parameters if name != "variant"]
        self.statements: dict[Hashable, Statement] = {}

    def rows(self, *, variant: Hashable = None, **values: Any) -> list[tuple[Any, ...]]:
        """The rows as `values_list` would give them."""
        statement = self.statements.get(variant)
        if statement is None:
            statement = self.statements[variant] = self._write(variant)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, [_value(p, values) for p in statement.params])
            found = cursor.fetchall()
        if not statement.converters:
            return found
        return [tuple(row) for row in statement.compiler.apply_converters(found, statement.converters)]

    def first(self, *, variant: Hashable = None, **values: Any) -> tuple[Any, ...] | None:
        """The first row; the queryset should ask for no more than one."""
        return next(iter(self.rows(variant=variant, **values)), None)

    def _write(self, variant: Hashable) -> Statement:
        arguments: dict[str, Any] = {name: RawSQL("%s", (Slot(name),)) for name in self.slots}
        if variant is not None:
            arguments["variant"] = variant
        queryset = self.build(**arguments)
        if isinstance(queryset, ScopedQuerySet):
            queryset.check_scoped()
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return Statement(sql, tuple(params), compiler, converters)


def _value(param: Any, values: dict[str, Any]) -> Any:
    if not isinstance(param, Slot):
        return param
    value = values[param.name]
    return value.hex if isinstance(value, UUID) and not connection.features.has_native_uuid_field else value
