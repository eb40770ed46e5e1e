"""A new lesson begins with a choice; what was chosen is filled in, in the language of the course."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from courses.admin.starters import STARTERS
from courses.checking import check_page
from courses.models import CoursePage, LessonPage
from tests.courses.test_workflow import write_lesson
from tests.factories.editors import editor


@pytest.fixture
def trainer_client(site: None, client: Client) -> Client:
    client.force_login(editor(Role.TRAINER))
    return client


def address() -> str:
    course = CoursePage.objects.get(code="m1", locale__language_code="tr")
    return reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course.pk])


@pytest.mark.parametrize("asked", [{}, {"template": "no-such"}])
def test_without_a_choice_the_starters_are_offered(trainer_client: Client, asked: dict[str, str]) -> None:
    html = trainer_client.get(address(), asked).content.decode()

    assert all(f"?template={key}" in html for key in STARTERS)


@pytest.mark.parametrize(
    ("key", "kinds"),
    [
        ("empty", []),
        (
            "scenario",
            ["text", "heading", "text", "checklist", "dos_donts", "check", "heading", "scenario", "callout"],
        ),
        ("refresher", ["text", "checklist", "reveal", "check"]),
        ("drill", ["content_note", "heading", "text", "check", "heading", "text", "reflection", "callout"]),
    ],
)
def test_a_starter_fills_the_body_in_the_language_of_the_course(
    trainer_client: Client, key: str, kinds: list[str]
) -> None:
    response = trainer_client.get(address(), {"template": key})

    page = response.context["form"].instance
    assert [block.block_type for block in page.body] == kinds
    assert page.minutes == STARTERS[key].minutes
    if key == "drill":
        assert page.body[1].value["text"] == "Olay"
    assert LessonPage.objects.filter(code="").count() == 0, "nothing is written before the trainer saves"


def test_what_a_starter_says_to_the_author_is_found_by_the_check(trainer_client: Client) -> None:
    response = trainer_client.get(address(), {"template": "refresher"})
    page = response.context["form"].instance
    page.locale = LessonPage.objects.filter(locale__language_code="tr").first().locale

    assert len([finding for finding in check_page(page).wrong if finding.excerpt.startswith("[")]) == 5


def test_a_lesson_is_saved_whatever_it_began_with(trainer_client: Client) -> None:
    write_lesson(trainer_client)

    assert LessonPage.objects.filter(slug="l3").exists()


def test_only_who_may_add_is_asked(site: None, client: Client) -> None:
    client.force_login(editor(Role.REVIEWER))

    assert client.get(address()).status_code == 302
