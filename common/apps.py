from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.backends.signals import connection_created


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        from common import db

        connection_created.connect(db.prepare_sqlite)
        if connection.vendor == "sqlite":  # elsewhere its models are not there, and importing it fails
            from modelsearch.backends.database.sqlite.query import Lexeme

            Lexeme.as_sql = _quoted


def _quoted(lexeme: Any, compiler: Any, connection: Any) -> tuple[str, list[str]]:
    """Upstream puts a word between quotation marks as it is: one inside it ended the word, and a search for it in the
    admin ended in an error. SQLite, FTS5 syntax: a mark is doubled.
    """
    return '"%s"*' if lexeme.prefix else '"%s"', [lexeme.value.replace('"', '""')]
