"""Index once at the end instead of at each of the thousands of saves a course takes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import models
from django.db.models.signals import post_save
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.search.index import Indexed, get_indexed_models
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def indexing_paused() -> Iterator[None]:
    """No search or reference index work on save. For a command that has its process to itself: signals are
    process-wide."""
    indexed = get_indexed_models()
    for model in indexed:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in indexed:
            post_save.connect(post_save_signal_handler, sender=model)


def index(objects: Iterable[models.Model]) -> None:
    """Bring both indexes up to date for these objects, as they are in the database."""
    by_model: dict[type[models.Model], set[int]] = defaultdict(set)
    for instance in objects:
        by_model[type(instance)].add(instance.pk)
    for model, keys in by_model.items():
        for row in model._default_manager.filter(pk__in=keys):
            ReferenceIndex.create_or_update_for_object(row)
        if issubclass(model, Indexed):
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(model, list(model.get_indexed_objects().filter(pk__in=keys)))  # type: ignore[attr-defined]
