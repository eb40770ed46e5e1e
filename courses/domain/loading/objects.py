"""One object of the source language: made, changed, left alone, or kept as a trainer left it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from wagtail.models import Page

from courses.domain.loading.contents import Memory, content_of, digest_of

CREATED, CHANGED, SAME, KEPT = "created", "changed", "same", "kept"


@dataclass
class Report:
    """What a load did. `kept` names the objects and translations that someone changed in Wagtail since the last
    load."""

    course: str
    counts: dict[str, int] = field(default_factory=dict)
    created: int = 0
    changed: int = 0
    kept: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    touched: list[models.Model] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return not (self.created or self.changed)

    def note(self, name: str, state: str, instance: models.Model) -> None:
        if state == KEPT:
            self.kept.append(name)
        elif state != SAME:
            self.created += state == CREATED
            self.changed += state == CHANGED
            self.touched.append(instance)


@dataclass
class Writer:
    """Writes objects of the source language; `overwrite` takes back what trainers changed."""

    memory: Memory
    report: Report
    overwrite: bool

    def write(
        self,
        *,
        kind: str,
        key: str,
        current: Any,
        blank: Callable[[], Any],
        values: dict[str, Any],
        add: Callable[[Any], None],
        names: dict[str, str] | None = None,
    ) -> tuple[Any, bool]:
        """Bring one object to these field values and publish it; the object and whether it changed.

        `current` is the object in the database or None, `blank` makes an unsaved one, `add` saves a new one at its
        place, `names` are those of its blocks by their ids.
        """
        wanted = blank()
        _assign(wanted, values)
        content = content_of(wanted, values)
        digest = digest_of(content)
        state = self._state(kind, key, current, content, digest, names)
        if state == CREATED:
            add(wanted)
            current = wanted
        if state == CHANGED:
            current = current.get_latest_revision_as_object() if current.latest_revision_id else current
            _assign(current, values)
        if state in (CREATED, CHANGED):
            _publish(current)
            self.memory.keep(kind, key, digest, names)
        self.report.note(f"{kind} {key}", state, current)
        return current, state in (CREATED, CHANGED)

    def _state(
        self, kind: str, key: str, current: Any, content: dict[str, Any], digest: str, names: dict[str, str] | None
    ) -> str:
        if current is None:
            return CREATED
        draft = current.get_latest_revision_as_object() if current.latest_revision_id else current
        present = digest_of(content_of(draft, content))
        if present == digest:
            self.memory.keep(kind, key, digest, names)
            return SAME if current.live else self._taken_offline()
        if self.overwrite or (current.live and present == self.memory.last(kind, key)):
            return CHANGED
        return KEPT

    def _taken_offline(self) -> str:
        return CHANGED if self.overwrite else KEPT


def _assign(instance: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(instance, name, value)


def _publish(instance: Any) -> None:
    revision = instance.save_revision()
    revision.publish()
    if not isinstance(instance, Page):
        instance.refresh_from_db()
