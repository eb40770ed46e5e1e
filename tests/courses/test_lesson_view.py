"""What an officer reads: rendered once a revision, few queries, never a key."""

import pytest

from assessments.models import Question
from courses.models import CoursePage, LegalSource, LessonPage
from courses.queries import course_languages, course_page, course_titles, lesson_titles, lesson_view, published_courses
from courses.rendering import LessonView


def lesson(code: str, language: str = "tr") -> LessonPage:
    return LessonPage.objects.get(code=code, locale__language_code=language)


def html_of(view: LessonView) -> str:
    return "".join(part.html or "" for part in view.parts)


def test_a_lesson_in_one_language(site: None) -> None:
    view = lesson_view("m1", "l1", "tr")
    page = lesson("l1")

    assert (view.key, view.code, view.title, view.minutes) == (page.translation_key, "l1", "Üç unsur", 20)
    assert view.course_key == CoursePage.objects.get(locale__language_code="tr").translation_key
    assert view.outcomes == ("Fiili, aracı ve amacı ayırmak",)
    assert view.next_shift == "Üç soruyu not defterime yazacağım."
    assert [part.kind for part in view.parts] == ["text", "heading", "text", "law", "law", "check"]
    assert [part.block_id for part in view.parts] == [block.id for block in page.body]
    assert "Bu ders üç unsuru anlatır." in html_of(view)
    assert 20 < view.words < 120


def test_the_other_language_has_the_same_parts_and_other_words(site: None) -> None:
    turkish, english = lesson_view("m1", "l1", "tr"), lesson_view("m1", "l1", "en")

    assert english.key == turkish.key
    assert [part.block_id for part in english.parts] == [part.block_id for part in turkish.parts]
    assert [part.question_keys for part in english.parts] == [part.question_keys for part in turkish.parts]
    assert html_of(english) != html_of(turkish)


def test_every_part_knows_its_section(site: None) -> None:
    view = lesson_view("m1", "l1", "tr")

    assert [(section.number, section.title) for section in view.sections] == [(1, "Fiil, araç, amaç")]
    assert [part.section for part in view.parts] == [0, 1, 1, 1, 1, 1]
    assert view.section_of(view.sections[0].block_id) == 1
    assert view.section_of(view.parts[0].block_id) == view.section_of("gone") == 0


def test_a_check_carries_the_key_of_its_question_and_nothing_of_its_answer(site: None) -> None:
    check = lesson_view("m1", "l1", "tr").parts[-1]
    question = Question.objects.get(code="m1-k1", locale__language_code="tr")

    assert check.html is None
    assert check.question_keys == (question.translation_key,)


def test_a_scenario_has_a_variant_an_agency(site: None) -> None:
    scenario = lesson_view("m1", "l2", "tr").parts[-1].scenario

    assert [part.agency for part in scenario.parts] == ["police", "gendarmerie", "coast_guard"]
    police = scenario.part_for("police")
    assert "dört pasaport" in police.situation_html
    assert [str(d.before_html) for d in police.decisions] == ["", "<p>Kadınlar odaya geçti.</p>"]
    assert scenario.part_for("other") == police


def test_no_key_feedback_or_rationale_is_in_any_view(site: None) -> None:
    for question in Question.objects.all():
        question.rationale = f"KANARYA {question.pk}"
        for option in question.parts:
            option.value["feedback"] = f"KANARYA {question.pk}"
        question.save_revision().publish()

    for code in ("l1", "l2"):
        for language in ("tr", "en"):
            view = lesson_view("m1", code, language)
            assert view is not None
            assert "KANARYA" not in repr(view)
            assert "correct" not in repr(view)


@pytest.mark.parametrize("code", ["l1", "l2"])
def test_a_warm_lesson_costs_one_query(site: None, django_assert_num_queries: object, code: str) -> None:
    lesson_view("m1", code, "tr")

    with django_assert_num_queries(1):
        lesson_view("m1", code, "tr")


@pytest.mark.parametrize(("code", "queries"), [("l1", 5), ("l2", 4)])
def test_a_cold_lesson_costs_few_queries(
    site: None, django_assert_num_queries: object, code: str, queries: int
) -> None:
    """The row, the page, its legal sources and its questions, however many there are."""
    with django_assert_num_queries(queries):
        lesson_view("m1", code, "tr")


def test_publishing_shows_at_once(site: None) -> None:
    lesson_view("m1", "l1", "tr")
    page = lesson("l1")
    page.title = "Yeni başlık"
    page.save_revision().publish()

    assert lesson_view("m1", "l1", "tr").title == "Yeni başlık"


def test_a_draft_does_not_show(site: None) -> None:
    page = lesson("l1")
    page.title = "Taslak"
    page.save_revision()

    assert lesson_view("m1", "l1", "tr").title == "Üç unsur"


def test_a_corrected_law_shows_at_once_in_every_lesson(site: None) -> None:
    assert "hukukçu tarafından" in html_of(lesson_view("m1", "l1", "tr"))
    law = LegalSource.objects.get(key="deneme-teyitsiz", locale__language_code="tr")
    law.summary = "Madde 12 okundu."
    law.status = LegalSource.Status.CONFIRMED
    law.save_revision().publish()

    html = html_of(lesson_view("m1", "l1", "tr"))
    assert "Madde 12 okundu." in html


def test_an_unconfirmed_law_is_marked_in_the_lesson(site: None) -> None:
    parts = [part.html for part in lesson_view("m1", "l1", "en").parts if part.kind == "law"]

    confirmed, unconfirmed = parts
    assert "To be confirmed by counsel" in unconfirmed
    assert "To be confirmed by counsel" not in confirmed


def test_stored_text_that_is_no_text_is_not_shown(site: None) -> None:
    page = lesson("l1")
    page.body.raw_data[0]["value"] = (
        '<p onclick="x()">Söz</p><script>alert(1)</script><a href="javascript:alert(1)">bağ</a>'
    )
    page.save_revision().publish()

    html = lesson_view("m1", "l1", "tr").parts[0].html
    assert "Söz" in html
    assert "script" not in html
    assert "onclick" not in html


def test_a_lesson_that_is_not_there_is_none(site: None) -> None:
    assert lesson_view("m1", "l9", "tr") is None
    assert lesson_view("c9", "l1", "tr") is None
    assert lesson_view("m1", "l1", "ar") is None


def test_a_lesson_taken_offline_is_none(site: None) -> None:
    lesson_view("m1", "l1", "tr")
    lesson("l1").unpublish()

    assert lesson_view("m1", "l1", "tr") is None


def test_a_course_taken_offline_takes_its_lessons_with_it(site: None) -> None:
    course_page("m1", "tr").unpublish()

    assert lesson_view("m1", "l1", "tr") is None
    assert course_page("m1", "tr") is None
    assert not published_courses("tr").exists()


def test_the_languages_of_a_course_in_the_order_of_the_site(site: None) -> None:
    languages = course_languages("m1")

    assert [(each.code, each.title, each.name) for each in languages] == [
        ("tr", course_page("m1", "tr").title, "Türkçe"),
        ("en", course_page("m1", "en").title, "English"),
    ]
    assert [each.url for each in languages] == ["/tr/courses/m1/", "/en/courses/m1/"]
    assert course_languages("c9") == []


def test_titles_fall_back_to_turkish(site: None, django_assert_num_queries: object) -> None:
    key = course_page("m1", "tr").translation_key
    with django_assert_num_queries(3):
        assert course_titles([key, "m1"], "en") == dict.fromkeys([key, "m1"], "Shedding light: a small course")
        assert course_titles([key], "ar") == {key: "Işık tutmak: küçük eğitim"}
        titles = lesson_titles(key, "ar")
    assert titles == {str(lesson("l1").translation_key): "Üç unsur", str(lesson("l2").translation_key): "İlk görüşme"}
