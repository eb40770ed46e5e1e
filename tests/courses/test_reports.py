"""What is not confirmed is easy to find, for trainers and in a spreadsheet."""

import datetime
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from accounts.models import Role
from courses.models import LegalSource
from tests.factories.editors import editor


@pytest.fixture
def trainer_client(site: None, client: Client) -> Client:
    client.force_login(editor(Role.TRAINER))
    return client


def add_law(key: str, **fields: object) -> LegalSource:
    return LegalSource.objects.create(
        **{
            "key": key,
            "citation": f"Kural {key}",
            "summary": "Özet",
            "source": "Okunmadı",
            "checked_on": datetime.date(2026, 1, 2),
            "checked_by": "Ekip",
            "locale": Locale.get_default(),
            **fields,
        }
    )


def test_the_report_names_open_statements_and_where_they_are_used(trainer_client: Client) -> None:
    html = trainer_client.get(reverse("unconfirmed_law")).content.decode()

    assert "Teyit bekleyen kural" in html
    assert "Üç unsur" in html, "the lesson that cites it"
    assert "Türk Ceza Kanunu" not in html, "confirmed"


def test_the_report_can_be_narrowed_to_proposals(trainer_client: Client) -> None:
    add_law("oneri", status="proposal")

    html = trainer_client.get(reverse("unconfirmed_law"), {"status": "proposal"}).content.decode()

    assert "Kural oneri" in html
    assert "Teyit bekleyen kural" not in html


def test_the_spreadsheets_carry_the_same_rows_and_no_formula(trainer_client: Client) -> None:
    add_law("formul", citation="=1+1")

    csv = b"".join(trainer_client.get(reverse("unconfirmed_law"), {"export": "csv"}).streaming_content).decode()
    xlsx = b"".join(trainer_client.get(reverse("unconfirmed_law"), {"export": "xlsx"}).streaming_content)

    assert csv.startswith("\ufeff")
    rows = [line.split(";") for line in csv.lstrip("\ufeff").splitlines()]
    assert len(rows) == 3
    assert all(len(row) == 5 for row in rows)
    assert '"\'=1+1"' in csv
    assert any('"Üç unsur"' in line for line in csv.splitlines())
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(xlsx)).active.iter_rows() for cell in row]
    assert len(cells) == 15
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize("more", [0, 2])
def test_the_report_costs_the_same_with_one_row_and_with_three(
    trainer_client: Client, django_assert_num_queries: object, more: int
) -> None:
    for number in range(more):
        add_law(f"kural-{number}")
    trainer_client.get(reverse("unconfirmed_law"))

    with django_assert_num_queries(15):
        trainer_client.get(reverse("unconfirmed_law"))


def test_the_front_page_of_the_admin_counts_what_waits(trainer_client: Client) -> None:
    add_law("bir")

    html = trainer_client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("unconfirmed_law") in html
    assert "<span>2</span>" in html


def test_lists_show_code_and_minutes(trainer_client: Client) -> None:
    from courses.models import CoursePage

    course = CoursePage.objects.get(code="m1", locale__language_code="tr")

    html = trainer_client.get(reverse("wagtailadmin_explore", args=[course.pk])).content.decode()

    assert "l1" in html
    assert "25" in html


@pytest.mark.parametrize(("typed", "found"), [("isik", True), ("IŞIK", True), ("m1-k9", True), ("yok", False)])
def test_questions_are_found_without_turkish_keys(trainer_client: Client, typed: str, found: bool) -> None:
    from wagtail.search.index import insert_or_update_object

    from assessments.models import Question, QuestionBank

    question = Question.objects.create(
        bank=QuestionBank.objects.get(), code="m1-k9", stem="Işık nerede?", rationale="x", locale=Locale.get_default()
    )
    insert_or_update_object(question)

    listing = trainer_client.get(reverse("wagtailsnippets_assessments_question:list"), {"q": typed}).content.decode()
    chooser = trainer_client.get(reverse("wagtailsnippetchoosers_assessments_question:choose"), {"q": typed}).json()

    assert ("Işık nerede?" in listing) is found
    assert ("Işık nerede?" in chooser["html"]) is found


def test_questions_are_filtered_by_what_they_are_for(trainer_client: Client) -> None:
    html = trainer_client.get(
        reverse("wagtailsnippets_assessments_question:list"), {"agency": "gendarmerie", "lesson": "l2"}
    ).content.decode()

    assert "m1-sj1" in html
    assert "m1-sp1" not in html


@pytest.mark.parametrize("narrowed", [{"lesson": "l2", "agency": "coast_guard"}, {"lesson": "l2", "agency": "police"}])
def test_the_question_list_costs_the_same_with_few_rows_and_with_many(
    trainer_client: Client, django_assert_num_queries: object, narrowed: dict[str, str]
) -> None:
    address = reverse("wagtailsnippets_assessments_question:list_results")
    trainer_client.get(address, narrowed)

    with django_assert_num_queries(14):
        trainer_client.get(address, narrowed)


@pytest.mark.parametrize("typed", ["", "madde", "teyit"])
def test_the_list_of_legal_sources_costs_the_same_with_few_rows_and_with_many(
    trainer_client: Client, django_assert_num_queries: object, typed: str
) -> None:
    address = reverse("wagtailsnippets_courses_legalsource:list_results")
    trainer_client.get(address, {"q": typed})

    with django_assert_num_queries(9):
        trainer_client.get(address, {"q": typed})
