"""Each lesson says who answers for it and when it was looked at; trainers find what is overdue."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from courses.models import LessonPage
from courses.queries import lesson_view
from courses.source import read_course
from tests.factories.courses import load, write_course
from tests.factories.editors import editor

TODAY = timezone.localdate()


@pytest.fixture
def trainer_client(site: None, client: Client) -> Client:
    client.force_login(editor(Role.TRAINER))
    return client


def care_for(code: str, **fields: object) -> None:
    LessonPage.objects.filter(code=code, locale__language_code="tr").update(**fields)


def days(number: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=number)


def titles(client: Client, **narrowed: str) -> list[str]:
    rows = client.get(reverse("lesson_review"), narrowed).context["object_list"]
    return [row.title for row in rows]


def test_what_is_overdue_comes_first_and_what_has_no_date_last(trainer_client: Client) -> None:
    care_for("l1", review_by=days(5))
    care_for("l2", review_by=days(-5))

    assert titles(trainer_client) == ["İlk görüşme", "Üç unsur"]
    care_for("l2", review_by=None)
    assert titles(trainer_client) == ["Üç unsur", "İlk görüşme"]


@pytest.mark.parametrize(
    ("review_by", "shown"), [(days(-1), "overdue"), (days(30), "soon"), (days(31), "later"), (None, "unplanned")]
)
def test_the_list_is_narrowed_by_how_near_the_review_is(
    trainer_client: Client, review_by: datetime.date | None, shown: str
) -> None:
    care_for("l1", review_by=review_by)
    care_for("l2", review_by=days(400))

    for due in ("overdue", "soon", "unplanned"):
        assert (titles(trainer_client, due=due) == ["Üç unsur"]) is (due == shown)


def test_the_list_is_narrowed_by_owner(trainer_client: Client) -> None:
    care_for("l1", content_owner="Eğitim şubesi")

    assert titles(trainer_client, content_owner="Eğitim şubesi") == ["Üç unsur"]


def test_the_spreadsheets_carry_the_same_rows(trainer_client: Client) -> None:
    care_for("l1", content_owner="=Şube", checked_on=days(-300), review_by=days(-1))

    csv = b"".join(trainer_client.get(reverse("lesson_review"), {"export": "csv"}).streaming_content).decode()
    xlsx = b"".join(trainer_client.get(reverse("lesson_review"), {"export": "xlsx"}).streaming_content)

    rows = csv.lstrip("\ufeff").splitlines()
    assert len(rows) == 3
    assert '"\'=Şube"' in rows[1]
    sheet = list(openpyxl.load_workbook(io.BytesIO(xlsx)).active.iter_rows(values_only=True))
    assert [row[2] for row in sheet[1:]] == ["Üç unsur", "İlk görüşme"]
    assert sheet[1][0] == "Işık tutmak: küçük eğitim"


@pytest.mark.parametrize("narrowed", [{}, {"due": "unplanned"}])
def test_the_list_costs_the_same_with_one_row_and_with_two(
    trainer_client: Client, django_assert_num_queries: object, narrowed: dict[str, str]
) -> None:
    care_for("l1", review_by=days(5))
    trainer_client.get(reverse("lesson_review_results"), narrowed)

    with django_assert_num_queries(11):
        trainer_client.get(reverse("lesson_review_results"), narrowed)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR])
def test_the_list_is_not_for_others(site: None, client: Client, role: str) -> None:
    client.force_login(editor(role))

    assert client.get(reverse("lesson_review")).status_code in (302, 403)
    client.logout()
    assert client.get(reverse("lesson_review")).status_code == 302


def test_the_front_page_counts_what_is_overdue(trainer_client: Client) -> None:
    care_for("l1", review_by=days(-1))

    html = trainer_client.get(reverse("wagtailadmin_home")).content.decode()

    assert f"{reverse('lesson_review')}?due=overdue" in html


# --- from the source ----------------------------------------------------------------------------------------------

COURSE_CARE = 'owner = "Şube"\nchecked_on = 2026-01-02\nreview_by = 2027-01-02\n\n[bank]'


def test_a_course_says_it_for_its_lessons_and_a_lesson_for_itself(prepared: None, tmp_path: Path) -> None:
    folder = write_course(
        tmp_path,
        ("course.toml", "[bank]", COURSE_CARE),
        ("lessons/l2.tr.md", "minutes = 10\n", "minutes = 10\nchecked_on = 2026-03-04\n"),
    )
    load(folder)

    for language in ("tr", "en"):
        first, second = lesson_view("deneme", "l1", language), lesson_view("deneme", "l2", language)
        assert (first.owner, first.checked_on, first.review_by) == (
            "Şube",
            datetime.date(2026, 1, 2),
            datetime.date(2027, 1, 2),
        )
        assert second.checked_on == datetime.date(2026, 3, 4)
    assert load(folder).nothing


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("course.toml", "checked_on = 2026-01-02\nreview_by = 2026-01-02\n", "“review_by” must be after"),
        ("lessons/l1.tr.md", 'checked_on = "dün"\n', "“checked_on” must be a day"),
        ("lessons/l1.en.md", 'owner = "Branch"\n', "“owner” is not known"),
    ],
)
def test_what_cannot_be_is_named(tmp_path: Path, name: str, line: str, message: str) -> None:
    old = "hours = 2\n" if name == "course.toml" else "minutes = 20\n"
    _course, problems = read_course(write_course(tmp_path, (name, old, old + line)))

    assert [str(problem) for problem in problems if message in str(problem)] != []
