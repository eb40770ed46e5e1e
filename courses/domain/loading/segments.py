"""The first extraction of an object's source segments, in a handful of statements.

wagtail-localize asks the database some ten times a segment, which is what an editor's single page can bear and a whole
course cannot. This writes the same rows (tests compare them); every later extraction is left to wagtail-localize.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments


def source_of(instance: Any) -> TranslationSource:
    """The translation source of an object with its segments as the object is now."""
    present = TranslationSource.objects.filter(object_id=instance.translation_key, locale=instance.locale).exists()
    if present:
        source: TranslationSource = TranslationSource.update_or_create_from_instance(instance)[0]
        return source
    return _first(instance.specific if isinstance(instance, Page) else instance)


def _first(instance: Any) -> TranslationSource:
    translatable, _created = TranslatableObject.objects.get_or_create_from_instance(instance)
    source = TranslationSource.objects.create(
        object=translatable,
        specific_content_type=ContentType.objects.get_for_model(type(instance)),
        locale=instance.locale,
        object_repr=str(instance)[:200],
        content_json=_content_json(instance),
        schema_version=get_schema_version(instance._meta.app_label),
        last_updated_at=timezone.now(),
    )
    _write_segments(source, extract_segments(instance))
    return source


def _content_json(instance: Any) -> str:
    if isinstance(instance, Page):
        return str(instance.to_json())
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def _write_segments(source: TranslationSource, values: list[Any]) -> None:
    contexts = _contexts(source, {value.path for value in values})
    strings = _strings(source, [value.string.data for value in values if isinstance(value, StringSegmentValue)])
    rows: dict[type[models.Model], list[models.Model]] = {}
    for value in values:
        row = _row(value, strings)
        row.source, row.context, row.order = source, contexts[value.path], value.order
        rows.setdefault(type(row), []).append(row)
    for model, segments in rows.items():
        model._default_manager.bulk_create(segments)


def _row(value: Any, strings: dict[str, String]) -> Any:
    match value:
        case StringSegmentValue():
            return StringSegment(
                string=strings[value.string.data], attrs=json.dumps(value.attrs, cls=DjangoJSONEncoder)
            )
        case TemplateSegmentValue():
            return TemplateSegment(template=Template.from_value(value))
        case RelatedObjectSegmentValue():
            related, _created = TranslatableObject.objects.get_or_create(
                content_type=value.content_type, translation_key=value.translation_key
            )
            return RelatedObjectSegment(object=related)
        case OverridableSegmentValue():
            return OverridableSegment(data_json=json.dumps(value.data, cls=DjangoJSONEncoder))
    raise TypeError(f"unknown segment {value!r}")


def _contexts(source: TranslationSource, paths: Iterable[str]) -> dict[str, TranslationContext]:
    """Contexts by path. Their `field_path` is filled when a translator first opens the object."""
    known = {each.path: each for each in TranslationContext.objects.filter(object=source.object)}
    new = [
        TranslationContext(object=source.object, path=path, path_id=TranslationContext._get_path_id(path))
        for path in sorted(set(paths) - set(known))
    ]
    TranslationContext.objects.bulk_create(new)
    return known | {each.path: each for each in new}


def _strings(source: TranslationSource, texts: Iterable[str]) -> dict[str, String]:
    """Strings of the source language by their text; one that other objects use too is shared."""
    hashes = {text: String._get_data_hash(text) for text in texts}
    known = String.objects.filter(locale=source.locale, data_hash__in=hashes.values())
    found = {each.data: each for each in known}
    new = [
        String(locale=source.locale, data=text, data_hash=digest)
        for text, digest in hashes.items()
        if text not in found
    ]
    String.objects.bulk_create(new)
    return found | {each.data: each for each in new}
