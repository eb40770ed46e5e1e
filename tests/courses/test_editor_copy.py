"""A lesson is copied to a course: the draft, its words in every language, its questions; with a code of its own."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from accounts.models import Role
from courses.domain.copying import free_code
from courses.models import CoursePage, LessonPage
from courses.queries import outline_by_code
from tests.factories.courses import load, write_course
from tests.factories.editors import editor


@pytest.fixture
def other(site: None, tmp_path: object) -> CoursePage:
    """A second course, in Turkish and English."""
    load(write_course(tmp_path))
    return CoursePage.objects.get(code="deneme", locale__language_code="tr")


@pytest.fixture
def trainer_client(site: None, client: Client) -> Client:
    client.force_login(editor(Role.TRAINER))
    return client


def lesson(code: str = "l2", language: str = "tr") -> LessonPage:
    """A lesson of the small course `m1`."""
    course = CoursePage.objects.get(code="m1", locale__language_code=language)
    return LessonPage.objects.child_of(course).get(code=code)


def copy(client: Client, page: LessonPage, course: CoursePage) -> LessonPage:
    before = set(LessonPage.objects.values_list("pk", flat=True))
    response = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), {"course": course.pk})
    assert response.status_code == 302
    return LessonPage.objects.child_of(course).exclude(pk__in=before).get()


def test_a_copy_is_a_draft_at_the_end_with_a_free_code(trainer_client: Client, other: CoursePage) -> None:
    copied = copy(trainer_client, lesson(), other)

    assert (copied.code, copied.slug, copied.live) == ("l3", "l3", False)
    assert copied.title == "İlk görüşme"
    assert copied.translation_key != lesson().translation_key
    assert [block.id for block in copied.body] == [block.id for block in lesson().body]
    assert len(outline_by_code("deneme").outline["lessons"]) == 2, "nothing is published"


def test_what_is_in_the_editor_is_copied(trainer_client: Client, other: CoursePage) -> None:
    page = lesson()
    page.next_shift = "Yalnızca taslakta."
    page.save_revision()

    copied = copy(trainer_client, page, other)

    assert copied.get_latest_revision_as_object().next_shift == "Yalnızca taslakta."


def test_its_words_in_other_languages_come_along(trainer_client: Client, other: CoursePage) -> None:
    copied = copy(trainer_client, lesson(), other)

    english = copied.get_translation(copied.locale.__class__.objects.get(language_code="en"))
    draft, original = english.get_latest_revision_as_object(), lesson(language="en")
    assert (draft.live, draft.code) == (False, "l3")
    assert (draft.title, draft.next_shift) == (original.title, original.next_shift)
    assert [block.id for block in draft.body] == [block.id for block in original.body]
    assert str(draft.body[0].value) == str(original.body[0].value)
    total, done = Translation.objects.get(source__object_id=copied.translation_key).get_progress()
    assert total == done > 5


def test_its_questions_are_shared(trainer_client: Client, other: CoursePage) -> None:
    copied = copy(trainer_client, lesson("l1"), other)

    asked = [block.value["question"].pk for block in copied.body if block.block_type == "check"]
    assert asked == [block.value["question"].pk for block in lesson("l1").body if block.block_type == "check"] != []


def test_a_copy_within_the_course_has_another_code(trainer_client: Client) -> None:
    course = CoursePage.objects.get(code="m1", locale__language_code="tr")

    assert copy(trainer_client, lesson("l1"), course).code == "l3"
    assert free_code("giris", course) == "giris"
    assert free_code("l9", course) == "l9"


def test_only_courses_one_may_add_to_are_offered(trainer_client: Client, other: CoursePage) -> None:
    address = reverse("wagtailadmin_pages:copy", args=[lesson().pk])

    offered = trainer_client.get(address).context["form"].fields["course"].queryset
    english = CoursePage.objects.get(code="deneme", locale__language_code="en")

    assert {course.code for course in offered} == {"m1", "deneme"}
    assert english not in offered
    assert trainer_client.post(address, {"course": english.pk}).status_code == 200, "the form again"


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.TRANSLATOR, Role.OFFICER])
def test_who_may_not_add_lessons_copies_none(site: None, client: Client, role: str) -> None:
    client.force_login(editor(role))
    count = LessonPage.objects.count()

    client.post(reverse("wagtailadmin_pages:copy", args=[lesson().pk]), {"course": lesson().get_parent().pk})

    assert LessonPage.objects.count() == count
