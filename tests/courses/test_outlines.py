"""Publishing freezes what a course demands, once for each change."""

from assessments.models import Question
from courses.domain import freeze_outline
from courses.models import CoursePage, LessonPage, OutlineVersion
from courses.queries import current_outline, outline_by_code


def course(language: str = "tr") -> CoursePage:
    return CoursePage.objects.get(code="m1", locale__language_code=language)


def lesson(code: str, language: str = "tr") -> LessonPage:
    return LessonPage.objects.get(code=code, locale__language_code=language)


def key(code: str) -> str:
    return str(Question.objects.get(code=code, locale__language_code="tr").translation_key)


def test_the_outline_names_every_activity_and_its_questions(site: None) -> None:
    page = course()
    outline = outline_by_code("m1").outline

    assert {name: outline[name] for name in ("code", "hours", "validity_months", "titles")} == {
        "code": "m1",
        "hours": 2,
        "validity_months": 24,
        "titles": {"tr": page.title, "en": course("en").title},
    }
    assert outline["quiz"] == str(page.quiz.translation_key)
    first, second = outline["lessons"]
    assert (first["key"], first["code"], first["minutes"]) == (str(lesson("l1").translation_key), "l1", 20)
    assert [(a["id"] == "read", a["kind"], a["questions"]) for a in first["activities"]] == [
        (True, "read", []),
        (False, "check", [key("m1-k1")]),
    ]
    scenario = second["activities"][1]
    block = next(block for block in lesson("l2").body if block.block_type == "scenario")
    assert (scenario["id"], scenario["kind"]) == (block.id, "scenario")
    assert scenario["parts"] == {
        "police": [key("m1-sp1"), key("m1-sp2")],
        "gendarmerie": [key("m1-sj1")],
        "coast_guard": [key("m1-ss1")],
    }
    assert scenario["questions"] == [key("m1-sp1"), key("m1-sp2"), key("m1-sj1"), key("m1-ss1")]


def test_a_load_freezes_once(site: None) -> None:
    assert list(OutlineVersion.objects.values_list("number", flat=True)) == [1]


def test_publishing_a_change_that_counts_makes_a_version(site: None) -> None:
    page = lesson("l1")
    page.minutes = 35
    page.save_revision().publish()

    newest = current_outline(course().translation_key)
    assert newest.number == 2
    assert newest.outline["lessons"][0]["minutes"] == 35


def test_publishing_other_words_makes_none(site: None) -> None:
    page = lesson("l1")
    page.next_shift = "Başka bir söz."
    page.save_revision().publish()

    assert OutlineVersion.objects.count() == 1


def test_a_draft_makes_none(site: None) -> None:
    page = lesson("l1")
    page.minutes = 35
    page.save_revision()

    assert OutlineVersion.objects.count() == 1


def test_the_title_in_another_language_is_frozen_too(site: None) -> None:
    page = course("en")
    page.title = "Another title"
    page.save_revision().publish()

    assert current_outline(page.translation_key).outline["titles"]["en"] == "Another title"


def test_only_live_lessons_count(site: None) -> None:
    lesson("l2").unpublish()

    newest = outline_by_code("m1")
    assert [each["code"] for each in newest.outline["lessons"]] == ["l1"]


def test_unpublishing_a_translation_changes_no_demand(site: None) -> None:
    lesson("l2", "en").unpublish()

    assert OutlineVersion.objects.count() == 1


def test_another_order_is_another_outline(site: None) -> None:
    lesson("l2").move(course(), pos="first-child")

    assert [each["code"] for each in outline_by_code("m1").outline["lessons"]] == ["l2", "l1"]


def test_a_deleted_lesson_is_no_longer_demanded(site: None) -> None:
    lesson("l2").delete()

    assert [each["code"] for each in outline_by_code("m1").outline["lessons"]] == ["l1"]


def test_going_back_to_an_earlier_state_is_a_new_version(site: None) -> None:
    """Versions are a history: the same demand at another time is another row."""
    lesson("l2").unpublish()
    lesson("l2").get_latest_revision().publish()

    assert list(OutlineVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_freezing_twice_writes_once(site: None) -> None:
    first, second = freeze_outline(course=course()), freeze_outline(course=course("en"))

    assert first == second
    assert OutlineVersion.objects.count() == 1


def test_a_course_without_live_lessons_has_nothing_to_freeze(site: None) -> None:
    lesson("l1").unpublish()
    lesson("l2").unpublish()

    assert freeze_outline(course=course()) is None


def test_a_course_that_is_offline_is_not_frozen_and_not_offered(site: None) -> None:
    for language in ("tr", "en"):
        course(language).unpublish()

    assert freeze_outline(course=course()) is None
    assert outline_by_code("m1") is None
    assert current_outline(course().translation_key).number == 1, "records keep what they point at"
