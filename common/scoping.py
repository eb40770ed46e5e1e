"""Queries about people must say whose they are, or they raise.

A forgotten filter becomes an error instead of a leak. `accounts.scope` builds the scope of a person; each scoped
model says in
`scope_person` where its person hangs.
"""

from collections.abc import Iterator
from typing import Any, Protocol, Self

from django.db import models
from django.db.models import Q


class UnscopedQueryError(RuntimeError):
    """A query on records of people was run without `.within(scope)`, `.of(user)` or `.unscoped(reason)`."""


class Scope(Protocol):
    """What `accounts.scope(user)` returns: which people a person may see."""

    def condition(self, *, person: str) -> Q: ...


class ScopedQuerySet(models.QuerySet):
    """Refuses to read rows until it has been scoped; writing (`create`, `bulk_create`) needs no scope."""

    scoped = False

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone.scoped = self.scoped
        return clone

    def _mark(self) -> Self:
        clone = self._clone()
        clone.scoped = True
        return clone

    def _person(self) -> str:
        return str(self.model.scope_person)  # type: ignore[attr-defined]

    def within(self, scope: Scope) -> Self:
        """Rows of the people this scope lets its owner see."""
        return self._mark().filter(scope.condition(person=self._person()))

    def of(self, person: models.Model) -> Self:
        """Rows of one person: for the person's own screens and for verbs that act on that person."""
        return self._mark().filter(**{self._person(): person})

    def unscoped(self, reason: str) -> Self:
        """All rows, for system work that shows nobody anything; the reason is for the reader of the code."""
        assert reason, "say why"  # noqa: S101
        return self._mark()

    def check_scoped(self) -> None:
        """Raise UnscopedQueryError unless somebody said whose rows these are."""
        if not self.scoped:
            raise UnscopedQueryError(
                f"{self.model.__name__} is about people: start from .within(scope(user)), .of(user) or .unscoped(why)."
            )

    def _fetch_all(self) -> None:
        self.check_scoped()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        self.check_scoped()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self.check_scoped()
        return super().count()

    def exists(self) -> bool:
        self.check_scoped()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.check_scoped()
        return super().aggregate(*args, **kwargs)


ScopedManager = models.Manager.from_queryset(ScopedQuerySet)
