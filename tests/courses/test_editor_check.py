"""The content check: what it finds in words, in people, in a page; and that the editor shows it."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import Role
from courses.checking import Report, check_page
from courses.checking.people import births, identity_numbers, is_identity_number, mobiles
from courses.checking.readability import reading, sentences, syllables
from courses.checking.terms import confusions
from courses.models import LegalSource, LessonPage
from tests.factories.editors import editor
from tests.factories.pages import awareness_page
from tests.factories.people import UserFactory

once = pytest.mark.once


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


# --- words --------------------------------------------------------------------------------------------------------


@once
@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        ("okunabilirlik", "tr", 6),
        ("ISPARTA", "tr", 3),
        ("İĞNE", "tr", 2),
        ("kâğıt", "tr", 2),
        ("reading", "en", 2),
        ("police", "en", 2),
        ("table", "en", 2),
        ("the", "en", 1),
    ],
)
def test_syllables(word: str, language: str, count: int) -> None:
    assert syllables(word, language) == count


@once
def test_readability_is_what_the_formulas_say() -> None:
    turkish = reading(["Kişiye su verin. Sakin konuşun."], "tr")
    english = reading(["Give the person water."], "en")

    assert (turkish.words, turkish.sentences) == (5, 2)
    assert turkish.score == round(198.825 - 40.175 * 11 / 5 - 2.610 * 5 / 2, 1)
    assert english.score == round(206.835 - 84.6 * 6 / 4 - 1.015 * 4, 1)


@once
def test_a_language_without_a_formula_and_a_text_without_words_have_no_score() -> None:
    assert reading(["أعطِ الشخص ماءً. تحدث بهدوء."], "ar").sentences == 2
    assert reading(["أعطِ الشخص ماءً."], "ar").score is None
    assert reading(["157"], "tr").score is None
    assert reading([], "tr").mean_sentence == 0


@once
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("157’yi arayın. Bekleyin.", 2),
        ("Dr. Yılmaz geldi.", 1),
        ("TCK m. 80 uygulanır.", 2),
        ("“Korkma.” Böyle dedi.", 2),
        ("Saat 14.30’da geldi", 1),
        ("Neden? Çünkü korkuyor!", 2),
        ("…", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


# --- people -------------------------------------------------------------------------------------------------------


@once
@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("10000000146", True),
        ("10000000147", False),
        ("00000000146", False),
        ("12345678901", False),
        ("1000000014", False),
    ],
)
def test_the_check_digits_of_an_identity_number(digits: str, valid: bool) -> None:
    assert is_identity_number(digits) is valid


@once
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kimlik no: 10000000146", 1),
        ("100 000 001 46 numaralı", 1),
        ("Dosya 12345678901", 0),
        ("Hesap 100000001461", 0),
        ("157 ve 112", 0),
    ],
)
def test_identity_numbers_are_found(text: str, count: int) -> None:
    assert len(identity_numbers(text)) == count


@once
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Elena Petrova, 12.03.1998 doğumlu, otogarda bulundu.", True),
        ("Elena Petrova (12.03.1998) otogarda bulundu.", True),
        ("Ayşe YILMAZ 1998 doğumlu.", True),
        ("Maria Ivanova, born on 12 March 1998, was found.", True),
        ("Kişi 12.03.1998 doğumludur.", False),
        ("Elena Petrova otogarda bulundu.", False),
        ("Palermo Protokolü 15.11.2000 tarihinde kabul edildi.", False),
        ("Türk Ceza Kanunu 26.09.2004 tarihinde kabul edildi.", False),
    ],
)
def test_a_name_with_a_date_of_birth_is_found(text: str, found: bool) -> None:
    assert bool(births(text)) is found


@once
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ara: 0532 123 45 67", 1),
        ("+90 (532) 123 45 67", 1),
        ("5321234567", 1),
        ("0212 123 45 67", 0),
        ("157, 112, 183", 0),
        ("10532123456789", 0),
    ],
)
def test_mobile_numbers_are_found_and_those_of_offices_are_not(text: str, count: int) -> None:
    assert len(mobiles(text)) == count


# --- terms --------------------------------------------------------------------------------------------------------


@once
@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("İNSAN KAÇAKÇILIĞI suçu ağırdır.", "tr", True),
        ("Göçmen kaçakçılığı mağduru sığınma evine gider.", "tr", True),
        ("Göçmen kaçakçılığı ile insan ticareti iki ayrı suçtur.", "tr", False),
        ("“İnsan kaçakçılığı” diye bir suç yoktur.", "tr", False),
        ("Human smuggling is a crime.", "en", True),
        ("Smuggling of migrants is another crime.", "en", False),
        ("A victim of smuggling was heard.", "en", True),
        ("تهريب البشر جريمة.", "ar", True),
        ("الاتجار بالبشر جريمة.", "ar", False),
    ],
)
def test_two_crimes_are_not_taken_for_each_other(text: str, language: str, found: bool) -> None:
    assert bool(confusions(text, language)) is found


# --- a page -------------------------------------------------------------------------------------------------------


def lesson(code: str = "l1", language: str = "tr") -> LessonPage:
    return LessonPage.objects.get(code=code, locale__language_code=language)


def with_blocks(*blocks: tuple[str, object]) -> LessonPage:
    """The first lesson with these blocks and no others, unsaved."""
    page = lesson()
    page.body = LessonPage._meta.get_field("body").stream_block.normalize(list(blocks))
    for number, block in enumerate(page.body):
        block.id = f"block-{number}"
    return page


def said(report: Report, words: str) -> list[str]:
    return [finding.where for finding in report.findings if words in finding.message]


def test_a_short_lesson_with_unconfirmed_law_is_looked_at_and_not_wrong(site: None) -> None:
    report = check_page(lesson())

    assert report.wrong == []
    assert len(said(report, "from 600 to 1200")) == 1
    (law,) = [finding for finding in report.findings if "nobody has confirmed" in finding.message]
    assert law.block_id in {child.id for child in lesson().body}
    assert law.excerpt == LegalSource.objects.get(key="deneme-teyitsiz", locale__language_code="tr").citation


def test_what_is_wrong_is_named_with_its_block_and_numbers_are_masked(site: None) -> None:
    page = with_blocks(
        ("text", "<p>İyi.</p><ul><li>Kimlik: 10000000146</li></ul>"),
        ("callout", {"tone": "do", "title": "İnsan kaçakçılığı", "body": "<p>0532 123 45 67</p>"}),
    )
    page.summary = "Elena Petrova, 12.03.1998 doğumlu."

    report = check_page(page)

    assert [finding.where for finding in report.wrong] == ["Summary", "Text", "Callout", "Callout"]
    assert [finding.block_id for finding in report.wrong][1:] == [page.body[0].id, page.body[1].id, page.body[1].id]
    shown = " ".join(finding.excerpt for finding in report.wrong)
    assert "10000000146" not in shown
    assert "123 45 67" not in shown
    assert "1998" not in shown


def test_long_sentences_are_wrong_on_average_and_named_one_by_one(site: None) -> None:
    report = check_page(with_blocks(("text", f"<p>{'uzun ' * 40}cümle.</p>" * 4)))

    assert said(report, "on average") == [""]
    assert said(report, "A sentence of 41 words.") == ["Text"] * 4


def test_media_without_words_are_found(site: None) -> None:
    page = with_blocks(
        ("figure", {"image": None, "alt": " ", "caption": ""}),
        ("audio", {"title": "Ses", "file": None, "transcript": "<p></p>"}),
        ("video", {"title": "Film", "file": None, "captions": None, "poster": None, "transcript": "<p>Söz.</p>"}),
    )

    report = check_page(page)

    assert [finding.message for finding in report.wrong] == [
        "The picture has no text alternative.",
        "The recording has no transcript.",
        "The video has no captions.",
    ]


def test_of_a_scenario_the_longest_variant_is_counted(site: None) -> None:
    page = lesson("l2")
    scenario = next(child for child in page.body if child.block_type == "scenario")
    whole = check_page(page).length
    scenario.value["parts"].pop()

    assert 0 < check_page(page).length <= whole


def test_a_translation_that_is_missing_is_named_where_the_course_has_the_language(site: None) -> None:
    assert said(check_page(lesson()), "no translation") == []

    lesson("l1", "en").delete()

    assert len(said(check_page(lesson()), "no translation")) == 1


@pytest.mark.parametrize("role", [Role.TRAINER, Role.REVIEWER])
def test_the_editor_shows_what_the_draft_needs(site: None, client: Client, role: str) -> None:
    page = with_blocks(("text", "<p>İnsan kaçakçılığı &lt;b&gt; suçtur.</p>"))
    page.save_revision()
    client.force_login(editor(role))

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert f"#block-{page.body[0].id}-section" in html
    assert "Ateşman (1997)" in html
    assert "Dil Dergisi" in html
    assert "İnsan kaçakçılığı &lt;b&gt; suçtur." in html


def test_a_page_that_is_only_being_made_has_nothing_to_check(site: None, client: Client) -> None:
    client.force_login(editor(Role.TRAINER))
    course = lesson().get_parent()

    html = client.get(reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course.pk])).content.decode()

    assert "Ateşman" not in html


def test_a_public_page_is_checked_in_its_editor_too(site: None, client: Client) -> None:
    page = awareness_page()
    page.body = page.body.stream_block.normalize([("text", "<p>İnsan kaçakçılığı suçtur. 0532 123 45 67</p>")])
    page.save_revision()
    client.force_login(UserFactory(is_superuser=True))

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert [finding.block_id for finding in check_page(page).wrong] == [page.body[0].id] * 2
    assert f"#block-{page.body[0].id}-section" in html
