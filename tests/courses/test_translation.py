"""Side by side: the loaded translation is wagtail-localize's own, complete, and a translator goes on from it."""

from pathlib import Path

import polib
import pytest
from django.conf import settings
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
    TranslationContext,
    TranslationSource,
)

from assessments import kinds
from assessments.models import Question
from courses.domain.loading import ids, segments
from courses.domain.loading.translating import TOOL
from courses.models import CoursePage, LegalSource, LessonPage
from courses.source import read_course
from courses.source.questions import draft_of
from tests.factories.courses import load, write_course

TURKISH = set("çğışüÇĞİŞÜ")


def translation_of(page: LessonPage) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code="en")


def lesson(language: str, code: str = "l1") -> LessonPage:
    return LessonPage.objects.get(code=code, locale__language_code=language)


def block_ids(value: object) -> list[str]:
    """Every block id in the raw data of a stream, in order."""
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return own + [each for inner in value.values() for each in block_ids(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in block_ids(inner)]
    return []


def raw(page: LessonPage) -> list:
    return page.body.get_prep_value()


def test_every_translation_is_complete(course: Path) -> None:
    translations = Translation.objects.all()

    assert translations.count() == 2 + 4 + 1 + 1 + 2
    assert all(total == done > 0 for total, done in (each.get_progress() for each in translations))


def test_no_turkish_is_left_in_the_english_pages(course: Path) -> None:
    words = [
        *(page.to_json() for page in CoursePage.objects.filter(locale__language_code="en")),
        *(page.to_json() for page in LessonPage.objects.filter(locale__language_code="en")),
        *(f"{q.stem} {q.rationale} {q.parts}" for q in Question.objects.filter(locale__language_code="en")),
        *(f"{s.citation} {s.summary} {s.source}" for s in LegalSource.objects.filter(locale__language_code="en")),
    ]

    assert [letter for text in words for letter in text if letter in TURKISH] == []


def test_items_of_lists_are_offered_for_translation(course: Path) -> None:
    """From the older raw form of lists wagtail-localize silently extracts nothing."""
    texts = set(StringSegment.objects.values_list("string__data", flat=True))

    assert {"Belge başkasında", "geçilir", "Üç unsuru söylemek", "Su veririm", "GERİBİLDİRİM: eksik."} <= texts


def test_block_ids_are_equal_in_all_languages(course: Path) -> None:
    for code in ("l1", "l2"):
        assert block_ids(raw(lesson("tr", code))) == block_ids(raw(lesson("en", code)))
        assert len(block_ids(raw(lesson("en", code)))) == len(set(block_ids(raw(lesson("en", code)))))


def test_choosers_point_at_the_translation(course: Path) -> None:
    check = next(block for block in lesson("en").body if block.block_type == "check")
    law = next(block for block in lesson("en").body if block.block_type == "law")

    assert check.value["question"].stem == "How many elements are there?"
    assert law.value["source"].citation == "Penal Code article 80"


def test_a_translator_goes_on_with_a_po_file(course: Path) -> None:
    before = block_ids(raw(lesson("en")))
    translation = translation_of(lesson("tr"))
    po = polib.pofile(str(translation.export_po()))
    entry = next(each for each in po if each.msgstr == "A word between.")
    entry.msgstr = "A word by the translator."

    assert translation.import_po(po) == []
    translation.source.create_or_update_translation(translation.target_locale, publish=False, fallback=True)
    lesson("en").get_latest_revision().publish()

    assert "A word by the translator." in str(lesson("en").body)
    assert block_ids(raw(lesson("en"))) == before


def test_a_translators_word_survives_the_next_load(course: Path, tmp_path: Path) -> None:
    string = StringTranslation.objects.get(data="A word between.")
    string.data, string.tool_name = "A word by the translator.", ""
    string.save()
    write_course(tmp_path, ("lessons/l1.en.md", "Do not ask for consent.", "Never ask for consent."))

    report = load(course)

    assert report.kept == ["lesson deneme/l1 in en (1 strings)"]
    english = str(lesson("en").body)
    assert "A word by the translator." in english
    assert "Never ask for consent." in english


def test_overwrite_takes_the_translation_back(course: Path) -> None:
    StringTranslation.objects.filter(data="A word between.").update(data="Another word.", tool_name="")

    load(course, overwrite=True)

    assert StringTranslation.objects.get(data="A word between.").tool_name == TOOL


def test_a_translation_a_translator_took_over_is_left_alone(course: Path, tmp_path: Path) -> None:
    Translation.objects.filter(pk=translation_of(lesson("tr")).pk).update(enabled=False)
    write_course(tmp_path, ("lessons/l1.en.md", "A word between.", "A better word."))

    report = load(course)

    assert report.kept == ["lesson deneme/l1 in en"]
    assert "A word between." in str(lesson("en").body)


def test_a_sentence_added_to_the_source_arrives_in_both(course: Path, tmp_path: Path) -> None:
    write_course(
        tmp_path,
        ("lessons/l1.tr.md", "Ara söz.", "Ara söz.\n\nİkinci paragraf."),
        ("lessons/l1.en.md", "A word between.", "A word between.\n\nA second paragraph."),
    )

    load(course)

    assert "A second paragraph." in str(lesson("en").body)
    total, done = translation_of(lesson("tr")).get_progress()
    assert total == done


def rows(source: TranslationSource) -> dict[str, list]:
    """What the segment tables hold of a source, without primary keys."""
    context = "context__path"
    return {
        "strings": list(
            StringSegment.objects.filter(source=source)
            .order_by("order")
            .values_list("order", context, "string__data", "attrs")
        ),
        "templates": list(
            TemplateSegment.objects.filter(source=source)
            .order_by("order")
            .values_list("order", context, "template__uuid")
        ),
        "related": list(
            RelatedObjectSegment.objects.filter(source=source).order_by("order").values_list("order", context, "object")
        ),
        "overridable": list(
            OverridableSegment.objects.filter(source=source)
            .order_by("order")
            .values_list("order", context, "data_json")
        ),
        "paths": sorted(TranslationContext.objects.filter(object=source.object).values_list("path", "path_id")),
    }


@pytest.mark.parametrize("code", ["l1", "l2"])
def test_the_quick_extraction_writes_what_wagtail_localize_writes(course: Path, code: str) -> None:
    page = lesson("tr", code)
    translation_of(page).delete()
    for model in (StringSegment, TemplateSegment, RelatedObjectSegment, OverridableSegment):
        model.objects.all().delete()
    TranslationSource.objects.all().delete()
    TranslationContext.objects.all().delete()
    ours = rows(segments.source_of(page))
    for model in (StringSegment, TemplateSegment, RelatedObjectSegment, OverridableSegment):
        model.objects.all().delete()
    TranslationSource.objects.all().delete()
    TranslationContext.objects.all().delete()

    theirs = rows(TranslationSource.get_or_create_from_instance(page)[0])

    assert ours == theirs
    assert len(ours["strings"]) > 5


def test_course_c1_arrives_whole_in_both_languages(prepared: None) -> None:
    """The real course: everything live, every translation complete, English exactly as its source files say."""
    folder = settings.ROOT / "content" / "courses" / "c1"
    report = load(folder)
    source, _problems = read_course(folder)

    assert report.counts["lessons"] == 6
    assert all(total == done for total, done in (each.get_progress() for each in Translation.objects.all()))
    for code in source.lessons["en"]:
        page = lesson("en", code.code)
        assert page.live
        assert page.title == code.title
        texts = {
            ids.block_id("c1", code.code, block.name): block.body.html for block in code.blocks if block.kind == "text"
        }
        assert {b.id: b.value.source for b in page.body if b.block_type == "text"} == texts
    for item in source.questions:
        english = Question.objects.get(code=item.code, locale=Locale.objects.get(language_code="en"))
        assert (english.stem, english.rationale) == (item.texts["en"].stem, item.texts["en"].rationale)
        kind, written = kinds.get(item.kind), draft_of(item, item.texts["en"])
        for words in (kind.words, kind.feedback):
            assert list(words(english.draft()).values()) == list(words(written).values())
    assert load(folder).nothing
