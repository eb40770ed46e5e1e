"""A trainer writes, a reviewer publishes, and what was published is frozen."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowContentType, WorkflowPage
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from accounts.models import Role, User
from assessments.models import Question, QuestionVersion
from courses.models import CoursePage, LessonPage
from courses.queries import lesson_view, outline_by_code
from tests.factories.editors import editor


@pytest.fixture
def trainer(site: None) -> User:
    return editor(Role.TRAINER)


@pytest.fixture
def reviewer(site: None) -> User:
    return editor(Role.REVIEWER)


def course() -> CoursePage:
    return CoursePage.objects.get(code="m1", locale__language_code="tr")


def lesson_form(**changes: object) -> dict[str, str]:
    return nested_form_data(
        {
            "title": "Üçüncü ders",
            "slug": "l3",
            "code": "l3",
            "minutes": "15",
            "summary": "Kısa.",
            "outcomes": streamfield([("outcome", "Bilmek")]),
            "body": streamfield(
                [
                    ("text", rich_text("<p>Yeni <b>söz</b>.</p>")),
                    ("callout", {"tone": "do", "title": "Yapın", "body": rich_text("<p>Su verin.</p>")}),
                ]
            ),
            "next_shift": "Deneyeceğim.",
            "comments": inline_formset([]),
            "seo_title": "",
            "search_description": "",
            **changes,
        }
    )


def write_lesson(client: Client, **changes: object) -> None:
    response = client.post(
        reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course().pk]), lesson_form(**changes)
    )
    assert response.status_code == 302, response.context["form"].errors


def new_lesson() -> LessonPage:
    return LessonPage.objects.get(slug="l3")


def approve(client: Client, page: Page) -> None:
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    response = client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]), {"comment": "Tamam"}
    )
    assert response.status_code == 302


def test_a_trainer_cannot_publish(client: Client, trainer: User) -> None:
    client.force_login(trainer)

    write_lesson(client, **{"action-publish": "1"})

    assert not new_lesson().live
    assert len(outline_by_code("m1").outline["lessons"]) == 2


def test_submitted_approved_live_and_frozen(client: Client, trainer: User, reviewer: User) -> None:
    client.force_login(trainer)
    write_lesson(client, **{"action-submit": "1"})
    assert not new_lesson().live
    assert new_lesson().current_workflow_state.workflow.name == "İnceleme"

    client.force_login(reviewer)
    approve(client, new_lesson())

    assert new_lesson().live
    outline = outline_by_code("m1")
    assert (outline.number, [each["code"] for each in outline.outline["lessons"]]) == (2, ["l1", "l2", "l3"])
    view = lesson_view("m1", "l3", "tr")
    assert [part.kind for part in view.parts] == ["text", "callout"]


def test_a_trainer_cannot_approve_the_own_work(client: Client, trainer: User) -> None:
    client.force_login(trainer)
    write_lesson(client, **{"action-submit": "1"})
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)

    client.post(reverse("wagtailadmin_pages:workflow_action", args=[new_lesson().pk, "approve", task.pk]))

    assert not new_lesson().live


def test_what_is_in_review_is_locked_for_the_trainer(client: Client, trainer: User) -> None:
    client.force_login(trainer)
    write_lesson(client, **{"action-submit": "1"})

    client.post(reverse("wagtailadmin_pages:edit", args=[new_lesson().pk]), lesson_form(title="Sonradan değişti"))

    assert new_lesson().get_latest_revision_as_object().title == "Üçüncü ders"


def test_a_draft_may_be_unfinished_and_cannot_be_submitted_so(client: Client, trainer: User) -> None:
    client.force_login(trainer)
    unfinished = streamfield([("callout", {"tone": "do", "title": "", "body": rich_text("<p></p>")})])
    write_lesson(client, body=unfinished)
    assert new_lesson().has_unpublished_changes

    client.post(
        reverse("wagtailadmin_pages:edit", args=[new_lesson().pk]),
        lesson_form(body=unfinished, **{"action-submit": "1"}),
    )

    assert new_lesson().current_workflow_state is None


def test_two_lessons_of_a_course_cannot_share_a_code(client: Client, trainer: User) -> None:
    client.force_login(trainer)
    write_lesson(client)
    page = new_lesson()

    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), lesson_form(code="l1"))

    assert response.status_code == 200
    assert "code" in response.context["form"].errors


def test_a_question_goes_through_the_same_review(client: Client, trainer: User, reviewer: User) -> None:
    question = Question.objects.get(code="m1-q3", locale__language_code="tr")
    versions = QuestionVersion.objects.filter(question_key=question.translation_key)
    form = nested_form_data(
        {
            "bank": str(question.bank_id),
            "code": question.code,
            "kind": question.kind,
            "pool": "on",
            "stem": "Sınır geçmek şart mıdır?",
            "parts": streamfield([]),
            "points": "1",
            "scheme": "all",
            "difficulty": "medium",
            "rationale": question.rationale,
            "competency": "K1",
            "bloom": "apply",
            "agency": "",
            "lesson": "l1",
        }
    )
    edit = reverse("wagtailsnippets_assessments_question:edit", args=[question.pk])
    client.force_login(trainer)
    client.post(edit, {**form, "action-publish": "1"})
    assert versions.count() == 1
    client.post(edit, {**form, "action-submit": "1"})
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)

    client.force_login(reviewer)
    client.post(
        reverse("wagtailsnippets_assessments_question:workflow_action", args=[question.pk, "approve", task.pk]),
        {"comment": ""},
    )

    assert Question.objects.get(pk=question.pk).stem == "Sınır geçmek şart mıdır?"
    assert versions.count() == 2


def test_preparing_the_site_again_changes_nothing(site: None) -> None:
    def state() -> tuple[object, ...]:
        return (
            sorted(Page.objects.values_list("path", "title", "latest_revision")),
            sorted(
                (group.name, group.permissions.count(), group.page_permissions.count()) for group in Group.objects.all()
            ),
            sorted(WorkflowPage.objects.values_list("page", "workflow")),
            sorted(WorkflowContentType.objects.values_list("content_type", "workflow")),
        )

    before = state()
    call_command("prepare_site", verbosity=0)

    assert state() == before
    assert list(Workflow.objects.values_list("name", flat=True)) == ["İnceleme"]
    assert list(Task.objects.values_list("name", flat=True)) == ["İnceleme"]
    assert {group.name for group in Group.objects.all()} == {"Trainers", "Reviewers", "Translators", "Administrators"}
    assert sorted(Page.objects.filter(depth=2).values_list("slug", flat=True)) == ["ar", "en", "tr"]
    assert Page.objects.filter(depth=2).values("translation_key").distinct().count() == 1


def english() -> LessonPage:
    return LessonPage.objects.get(code="l1", locale__language_code="en")


def type_translation(client: Client, words: str) -> int:
    """What the translator's editor sends for one string of the lesson; the status it is answered with."""
    translation = Translation.objects.get(source__object_id=english().translation_key, target_locale=english().locale)
    segment = StringSegment.objects.filter(source=translation.source, context__path="next_shift").get()
    response = client.put(
        reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
        urlencode({"value": words}),
        content_type="application/x-www-form-urlencoded",
    )
    return response.status_code


def publish_translation(client: Client) -> int:
    return client.post(reverse("wagtailadmin_pages:edit", args=[english().pk]), {"action": "publish"}).status_code


def test_a_translator_updates_the_english_lesson(
    site: None, client: Client, django_capture_on_commit_callbacks: object
) -> None:
    client.force_login(editor(Role.TRANSLATOR))
    outline = outline_by_code("m1")

    assert type_translation(client, "I will write three questions down.") == 200
    assert lesson_view("m1", "l1", "en").next_shift != "I will write three questions down."
    with django_capture_on_commit_callbacks(execute=True):
        assert publish_translation(client) == 302

    assert lesson_view("m1", "l1", "en").next_shift == "I will write three questions down."
    assert outline_by_code("m1") == outline


def test_a_trainer_does_not_publish_translations(client: Client, trainer: User) -> None:
    client.force_login(trainer)

    publish_translation(client)

    assert english().get_latest_revision() == english().live_revision


def test_a_translator_does_not_publish_turkish(site: None, client: Client) -> None:
    client.force_login(editor(Role.TRANSLATOR))
    page = LessonPage.objects.get(code="l1", locale__language_code="tr")

    client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        lesson_form(title="Çevirmenin başlığı", slug="l1", code="l1", **{"action-publish": "1"}),
    )

    assert LessonPage.objects.get(pk=page.pk).title == "Üç unsur"


def test_an_officer_cannot_type_translations(site: None, client: Client) -> None:
    client.force_login(editor(Role.OFFICER))

    assert type_translation(client, "ELSEWHERE") != 200
    assert not StringTranslation.objects.filter(data="ELSEWHERE").exists()


def test_a_new_lesson_cannot_take_the_code_of_another(client: Client, trainer: User) -> None:
    client.force_login(trainer)

    response = client.post(
        reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course().pk]), lesson_form(code="l1")
    )

    assert response.status_code == 200
    assert "code" in response.context["form"].errors
    assert not LessonPage.objects.filter(slug="l3").exists()
