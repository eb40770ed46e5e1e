"""The list: what it shows, in which order, how it is filtered and paged."""

import re
from datetime import date

import pytest
import time_machine

from accounts.domain import appoint
from accounts.models import Role
from accounts.scope import scope
from coordination.queries import Filters, enrolment_rows
from tests.factories import UnitFactory, coordinator_of, officer_in
from tests.factories.enrolments import OutlineFactory, crowd, on_course

pytestmark = pytest.mark.django_db
TURKISH_ORDER = ["Cizre", "Çorum", "Iğdır", "Isparta", "İzmir", "Ödemiş", "Sivas", "Şırnak", "Ünye", "Zonguldak"]


def listing(client, **params):
    return client.get("/tr/coordination/enrolments/", params)


def names(response) -> list[str]:
    return [line["row"].last_name for line in response.context["rows"]]


def test_family_names_stand_in_the_order_of_the_turkish_alphabet(as_coordinator, country, outline):
    for name in reversed(TURKISH_ORDER):
        on_course(officer_in(country.fatih, last_name=name), outline)
    assert names(listing(as_coordinator())) == TURKISH_ORDER


@pytest.mark.parametrize("typed", ["isik", "IŞIK", "ışık", "Işık", "ayse isik", "isik ayse", "ISIK"])
def test_a_name_is_found_however_it_is_typed(as_coordinator, country, people, outline, typed):
    for person in vars(people).values():
        on_course(person, outline)
    assert names(listing(as_coordinator("force"), q=typed)) == ["Işık"]


def test_a_service_number_is_found_with_its_leading_zeros(as_coordinator, country, outline):
    on_course(officer_in(country.fatih, service_number="00123", last_name="Bir"), outline)
    on_course(officer_in(country.fatih, service_number="123", last_name="İki"), outline)
    client = as_coordinator()
    assert names(listing(client, q="00123")) == ["Bir"]
    assert names(listing(client, q="123")) == ["İki"]


@pytest.mark.parametrize("state", ["enrolled", "in_progress", "overdue", "failed", "completed"])
def test_each_state_lists_those_in_it_and_no_others(as_coordinator, country, outline, state):
    for each in ("enrolled", "in_progress", "overdue", "failed", "completed"):
        on_course(officer_in(country.fatih, last_name=each), outline, each)
    response = listing(as_coordinator(), state=state)
    assert names(response) == [state]
    assert response.context["count"] == 1


def test_who_is_not_on_a_course_is_listed_by_name(as_coordinator, country, people, outline):
    other = OutlineFactory(code="c2")
    on_course(people.fatih, outline)
    on_course(people.sisli, other)
    client = as_coordinator()
    assert names(listing(client, state="none", course="c1")) == ["Işık", "İnce"]
    assert names(listing(client, state="none", course="c2")) == ["Çelik", "Işık"]
    assert names(listing(client, state="none")) == ["Işık"]
    assert names(listing(client, state="posted")) == ["Çelik", "Işık", "İnce"]


def test_progress_counts_lessons_against_the_outline_the_officer_began_with(as_coordinator, country, outline):
    for state in ("enrolled", "in_progress", "completed"):
        on_course(officer_in(country.fatih, last_name=state), outline, state)
    OutlineFactory(course_key=outline.course_key, number=2, code="c1", lessons=9)
    rows = {line["row"].last_name: line["row"] for line in listing(as_coordinator()).context["rows"]}
    assert {name: (row.done, row.total) for name, row in rows.items()} == {
        "enrolled": (0, 3),
        "in_progress": (1, 3),
        "completed": (3, 3),
    }


def test_the_page_shows_number_rank_capitals_unit_course_state_and_words(as_coordinator, country, outline):
    officer = officer_in(country.fatih, first_name="Ayşe", last_name="Işık", service_number="00777", rank="Komiser")
    on_course(officer, outline, "in_progress", due_on=date(2100, 1, 31))
    page = re.sub(r"<[^>]+>", " ", as_coordinator().get("/en/coordination/enrolments/").content.decode())
    for text in (
        "00777",
        "Komiser",
        "Ayşe IŞIK",
        "Fatih",
        "Effective victim identification",
        "in progress",
        "1 of 3 lessons",
    ):
        assert text in page
    assert "31 January 2100" in page


def test_chips_take_away_one_filter_each_and_leave_the_rest(as_coordinator, country, people, outline):
    response = listing(as_coordinator(), unit="EGM-34-01", direct="1", course="c1", state="completed", q="a b")
    links = {chip["label"]: chip["url"] for chip in response.context["chips"]}
    assert links["Fatih"] == "?course=c1&state=completed&q=a+b"
    assert links["Etkin mağdur tespiti"] == "?unit=EGM-34-01&direct=1&state=completed&q=a+b"
    assert links["“a b”"] == "?unit=EGM-34-01&direct=1&course=c1&state=completed"
    assert len(links) == 5


def test_unknown_parameters_are_ignored_and_unknown_values_are_no_list(as_coordinator, country, people, outline):
    on_course(people.fatih, outline)
    client = as_coordinator()
    assert listing(client, colour="red", scope="egm/").context["count"] == 1
    for bad in (
        {"unit": "EGM-06"},
        {"unit": "egm"},
        {"unit": "NONE"},
        {"unit": "a\0b"},
        {"course": "c9"},
        {"state": "x"},
        {"course": "\0"},
    ):
        assert listing(client, **bad).status_code == 404, bad


@pytest.mark.parametrize("text", ["\0", "%", "_", "'", "\\", "x" * 500, "\u202e", "😀", "İ" * 100])
def test_odd_searches_find_nobody_and_break_nothing(as_coordinator, people, outline, text):
    on_course(people.fatih, outline)
    response = listing(as_coordinator(), q=text)
    assert response.status_code == 200
    assert response.context["count"] == (1 if text in "\0\u202e" else 0)


def test_pages_walk_through_everyone_once_forth_and_back(as_coordinator, country, outline):
    for place in range(60):
        on_course(
            officer_in(country.fatih, first_name="Ali" if place % 2 else "Veli", last_name=f"Kaya{place // 20}"),
            outline,
        )
    client = as_coordinator()
    address, forth = "/tr/coordination/enrolments/?course=c1", []
    pages = []
    while address:
        response = client.get(address)
        pages.append([line["row"].public_id for line in response.context["rows"]])
        following = response.context["pages"]["next"]
        assert not following or "course=c1" in following
        address = following and "/tr/coordination/enrolments/" + following
    forth = [public_id for page in pages for public_id in page]
    assert [len(page) for page in pages] == [25, 25, 10]
    assert len(set(forth)) == 60
    back = client.get("/tr/coordination/enrolments/" + response.context["pages"]["previous"])
    assert [line["row"].public_id for line in back.context["rows"]] == pages[1]
    first = client.get("/tr/coordination/enrolments/" + back.context["pages"]["previous"])
    assert [line["row"].public_id for line in first.context["rows"]] == pages[0]
    assert first.context["pages"] == {"first": "", "previous": "", "next": first.context["pages"]["next"]}


def test_a_place_in_the_list_that_is_not_ours_or_gone_shows_the_first_page(as_coordinator, country, people, outline):
    mine, other = on_course(people.fatih, outline), on_course(people.ankara, outline)
    client = as_coordinator()
    for place in (other.public_id, "nonsense", "\0", mine.public_id):
        for direction in ("after", "before"):
            assert names(listing(client, **{direction: place})) == ["Çelik"]


def test_a_row_that_left_the_filter_still_marks_the_place(as_coordinator, country, outline):
    rows = [on_course(officer_in(country.fatih, last_name=f"Ad{n}"), outline) for n in range(3)]
    assert names(listing(as_coordinator(), state="completed", after=rows[0].public_id)) == []
    filters = Filters(state="enrolled")
    mine = enrolment_rows(scope=scope(coordinator_of(country.force)), filters=filters)
    first = mine.page(size=1)
    rows[0].completed_at = rows[0].enrolled_at
    rows[0].save()
    assert [row.last_name for row in mine.page(after=first.after, size=2).rows] == ["Ad1", "Ad2"]


def test_one_and_three_rows_cost_the_same_number_of_queries(
    as_coordinator, country, outline, django_assert_num_queries
):
    on_course(officer_in(country.fatih, last_name="Bir"), outline, "in_progress")
    client = as_coordinator()
    address = "/tr/coordination/enrolments/?unit=EGM-34&course=c1"
    client.get(address)
    # session, person, scope, rows, progress, count
    with django_assert_num_queries(6):
        assert len(client.get(address).context["rows"]) == 1
    for name in ("İki", "Üç"):
        on_course(
            officer_in(country.sisli, last_name=name),
            OutlineFactory(code="c1", course_key=outline.course_key, number=ord(name[0])),
            "in_progress",
        )
    client.get(address)
    with django_assert_num_queries(6):
        assert len(client.get(address).context["rows"]) == 3


def test_people_are_counted_where_they_are_posted_today(as_coordinator, client, country, people, outline, coordinators):
    enrolment = on_course(people.ankara, outline)
    appoint(user=people.ankara, unit=country.fatih, role=Role.OFFICER, by=None, starts_on=date(2026, 1, 1))
    client.force_login(coordinators["fatih"])
    assert [line["row"].public_id for line in listing(client).context["rows"]] == [enrolment.public_id]
    client.force_login(coordinators["ankara"])
    assert names(listing(client)) == []
    assert names(listing(client, state="posted")) == []


def test_other_offices_in_a_unit_do_not_make_someone_its_officer(as_coordinator, country, people, outline):
    appoint(user=people.ankara, unit=country.fatih, role=Role.TRAINER, by=None)
    on_course(people.ankara, outline)
    assert names(listing(as_coordinator())) == []


def test_titles_and_units_are_named_in_the_language_of_the_page(as_coordinator, people, outline):
    on_course(people.sisli, outline)
    client = as_coordinator()
    line = client.get("/en/coordination/enrolments/").context["rows"][0]
    assert (line["course"], line["row"].unit_name) == ("Effective victim identification", "Sisli")
    line = client.get("/tr/coordination/enrolments/").context["rows"][0]
    assert (line["course"], line["row"].unit_name) == ("Etkin mağdur tespiti", "Şişli")


def test_several_subtrees_are_one_list_without_twins(client, country, people, outline):
    both = coordinator_of(country.istanbul)
    appoint(user=both, unit=country.fatih, role=Role.COORDINATOR, by=None)
    appoint(user=both, unit=country.ankara, role=Role.ADMINISTRATOR, by=None)
    for person in vars(people).values():
        on_course(person, outline)
    client.force_login(both)
    response = listing(client)
    assert names(response) == ["Çelik", "Işık", "İnce", "Şahin"]
    assert response.context["count"] == 4


def test_an_empty_list_says_what_to_do(as_coordinator, people):
    response = as_coordinator().get("/en/coordination/enrolments/")
    assert "Nobody in your units is on a course yet." in response.content.decode()
    assert "/en/coordination/enrol/" in response.content.decode()


def test_numbers_are_written_as_the_language_does(as_coordinator, country, outline):
    crowd(country.fatih, outline, 1001)
    client = as_coordinator()
    assert "1.001 " in client.get("/tr/coordination/enrolments/").content.decode()
    assert "1,001 enrolments" in client.get("/en/coordination/enrolments/").content.decode()


def test_a_long_list_is_counted_once_a_minute_and_says_when(as_coordinator, country, outline):
    crowd(country.fatih, outline, 1001)
    with time_machine.travel("2026-11-23 14:05:00+03:00", tick=False):
        client = as_coordinator()
        assert listing(client).context["count"] == 1001
        crowd(country.fatih, outline, 1)
    with time_machine.travel("2026-11-23 14:05:59+03:00", tick=False):
        response = client.get("/en/coordination/enrolments/")
        assert response.context["count"] == 1001
        assert "as of 23.11.2026 14:05" in response.content.decode()
        assert listing(client, unit="EGM-34").context["count"] == 1002  # another list is another count
    with time_machine.travel("2026-11-23 14:06:01+03:00", tick=False):
        assert listing(client).context["count"] == 1002


def test_a_new_unit_and_course_are_known_at_once(as_coordinator, country, people, outline):
    client = as_coordinator()
    listing(client)
    on_course(
        officer_in(UnitFactory(code="EGM-34-77", parent=country.istanbul), last_name="Yeni"), OutlineFactory(code="c77")
    )
    assert names(listing(client, unit="EGM-34-77", course="c77")) == ["Yeni"]
