"""Target-language words into wagtail-localize, so that a translator goes on side by side in Wagtail and with PO files.

The source segments of an object and those of the same object written in the other language have the same content
paths, because
block ids are equal: they are paired by path and by their order in it.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from courses.domain.loading.segments import source_of

TOOL = "course source"  # marks the strings this loader wrote; a translator's edit or a PO import takes the mark away


@dataclass
class Outcome:
    """`changed`: the target was saved and published. `kept`: it was left alone, because somebody took it offline or out
    of side-by-side translation. `kept_strings`: strings (and images) a translator changed, left as they are.
    """

    changed: bool = False
    kept: bool = False
    kept_strings: int = 0


def translate(
    *, source_object: Any, in_target_language: models.Model, locale: Locale, source_changed: bool, overwrite: bool
) -> Outcome:
    """Bring the translation of a published object into `locale` up to date with an unsaved twin written in that
    language."""
    translation = _translation(source_object, locale, refresh=source_changed)
    target = _target(translation)
    offline = target is not None and not target.live
    if not overwrite and (offline or not translation.enabled):
        return Outcome(kept=True)
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    segments = extract_segments(in_target_language)
    strings, kept = _write_strings(translation, segments, overwrite=overwrite)
    images, kept_images = _write_overrides(translation, segments, overwrite=overwrite)
    outcome = Outcome(kept_strings=kept + kept_images)
    if strings or images or source_changed or offline or target is None:
        _publish(translation)
        outcome.changed = True
    return outcome


def carry_over(*, to: Any, translated: models.Model, locale: Locale) -> None:
    """Give a copied object, saved and with a key of its own, the words its original has in another language.

    The copy in that language is a draft. `translated` is the original there: its blocks have the ids of the copy's.
    """
    translation = _translation(to, locale, refresh=True)
    segments = extract_segments(translated)
    _write_strings(translation, segments, overwrite=True)
    _write_overrides(translation, segments, overwrite=True)
    translation.source.create_or_update_translation(locale, publish=False, fallback=True)


def _translation(source_object: Any, locale: Locale, *, refresh: bool) -> Translation:
    """The record of a translation; its source segments are extracted anew when the source object changed."""
    present = TranslationSource.objects.filter(object_id=source_object.translation_key, locale=source_object.locale)
    source = None if refresh else present.first()
    translation, _created = Translation.objects.get_or_create(
        source=source or source_of(source_object), target_locale=locale
    )
    return translation


def _target(translation: Translation) -> Any:
    """The translated object, or None while there is none."""
    model: Any = translation.source.specific_content_type.model_class()
    return model.objects.filter(translation_key=translation.source.object_id, locale=translation.target_locale).first()


def _publish(translation: Translation) -> None:
    """Save the target and publish it now: `save_target(publish=True)` would wait for the end of the transaction."""
    target, _created = translation.source.create_or_update_translation(
        translation.target_locale, publish=False, fallback=True
    )
    target.get_latest_revision().publish()


def _write_strings(translation: Translation, segments: list[Any], *, overwrite: bool) -> tuple[int, int]:
    """Numbers of strings written and of strings kept."""
    locale = translation.target_locale
    existing = {
        (each.translation_of_id, each.context_id): each
        for each in StringTranslation.objects.filter(context__object_id=translation.source.object_id, locale=locale)
    }
    new, changed, kept = {}, [], 0
    for segment, words in _pairs(translation.source, segments):
        key = (segment.string_id, segment.context_id)
        present = existing.get(key)
        if present is None:
            new[key] = StringTranslation(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=locale,
                data=words,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name=TOOL,
            )
        elif present.data != words and (overwrite or present.tool_name == TOOL):
            present.data, present.tool_name, present.has_error = words, TOOL, False
            changed.append(present)
        elif present.data != words:
            kept += 1
    StringTranslation.objects.bulk_create(new.values())
    StringTranslation.objects.bulk_update(changed, ["data", "tool_name", "has_error"])
    return len(new) + len(changed), kept


def _pairs(source: TranslationSource, segments: list[Any]) -> list[tuple[StringSegment, str]]:
    """Source segments with their words in the other language, by content path and order."""
    words = defaultdict(list)
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            words[segment.path].append(segment.string.data)
    pairs, place = [], dict.fromkeys(words, 0)
    for segment in StringSegment.objects.filter(source=source).select_related("context").order_by("order"):
        path = segment.context.path
        if place.get(path, 0) < len(words[path]):
            pairs.append((segment, words[path][place[path]]))
            place[path] += 1
    return pairs


def _write_overrides(translation: Translation, segments: list[Any], *, overwrite: bool) -> tuple[int, int]:
    """Images that differ from those of the source language; numbers written and kept."""
    wanted = {s.path: s.data for s in segments if isinstance(s, OverridableSegmentValue) and isinstance(s.data, int)}
    existing = {
        each.context_id: each
        for each in SegmentOverride.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale
        )
    }
    written = kept = 0
    for segment in OverridableSegment.objects.filter(source=translation.source).select_related("context"):
        data = wanted.get(segment.context.path)
        present = existing.get(segment.context_id)
        if data is None or data == (present.data if present else segment.data):
            continue
        if present and present.last_translated_by_id and not overwrite:
            kept += 1
            continue
        SegmentOverride.objects.update_or_create(
            context_id=segment.context_id, locale=translation.target_locale, defaults={"data_json": json.dumps(data)}
        )
        written += 1
    return written, kept
