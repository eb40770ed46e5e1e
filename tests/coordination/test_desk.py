"""The desk: every number is the list behind it, and the parts make the whole."""

from datetime import date
from itertools import pairwise

import pytest
import time_machine

from accounts.domain import appoint
from accounts.models import Role
from coordination.queries.desk import COLUMNS
from tests.factories import UnitFactory, coordinator_of, officer_in
from tests.factories.enrolments import OutlineFactory, on_course

pytestmark = pytest.mark.django_db
STATES = ("enrolled", "in_progress", "completed", "overdue", "failed")


@pytest.fixture
def busy(country, people, outline):
    """Officers in every state in several units, some on a second course, some on none."""
    second = OutlineFactory(code="c2", title="İkinci")
    for unit, states in ((country.istanbul, STATES[:2]), (country.fatih, STATES), (country.sisli, STATES[2:])):
        for state in states:
            officer = officer_in(unit, last_name=state)
            on_course(officer, outline, state)
            if state in ("failed", "completed"):
                on_course(officer, second)
    on_course(people.ankara, outline, "overdue")
    return country


def follow(client, url):
    """The list behind a number, all its pages."""
    response, found = client.get(url), []
    while True:
        found += [line["row"].public_id for line in response.context["rows"]]
        following = response.context["pages"]["next"]
        if not following:
            return response, found
        response = client.get("/tr/coordination/enrolments/" + following)


@pytest.mark.parametrize("where", ["", "?unit=EGM-34", "?unit=EGM-34-01", "?unit=EGM-34&course=c1", "?course=c2"])
@pytest.mark.parametrize("who", ["force", "istanbul"])
def test_every_number_is_the_list_behind_it(as_coordinator, busy, where, who):
    client = as_coordinator(who)
    desk = client.get("/tr/coordination/" + where)
    html = desk.content.decode()
    for cell in [cell for row in desk.context["rows"] for cell in row["cells"]] + desk.context["total"]:
        response, found = follow(client, cell["url"])
        assert response.context["count"] == len(found) == len(set(found)) == cell["number"], cell
        assert cell["url"].replace("&", "&amp;") in html


@pytest.mark.parametrize("where", ["", "?unit=EGM-34", "?unit=EGM-34-01", "?course=c1"])
def test_the_last_row_is_the_sum_of_those_above(as_coordinator, busy, where):
    desk = as_coordinator("force").get("/tr/coordination/" + where).context
    for place, total in enumerate(desk["total"]):
        assert total["number"] == sum(row["cells"][place]["number"] for row in desk["rows"])
    assert desk["total"][0]["number"] > 0


def test_a_province_counts_its_own_people_its_units_and_nothing_twice(as_coordinator, busy):
    desk = as_coordinator().get("/tr/coordination/").context["desk"]
    rows = {(row.unit.code, row.direct): [row.numbers[state] for state in COLUMNS] for row in desk.rows}
    # posted, not enrolled, not started, in progress, completed, overdue, failed
    assert rows == {
        ("EGM-34", True): [3, 1, 1, 1, 0, 0, 0],
        ("EGM-34-01", False): [6, 1, 3, 1, 1, 1, 1],
        ("EGM-34-02", False): [4, 1, 2, 0, 1, 1, 1],
    }


def test_with_a_course_only_that_course_counts(as_coordinator, busy):
    desk = as_coordinator().get("/tr/coordination/?unit=EGM-34-01&course=c2").context["desk"]
    assert [desk.total[state] for state in COLUMNS] == [6, 4, 2, 0, 0, 0, 0]


def test_one_goes_down_and_up_the_tree_inside_the_scope(as_coordinator, busy):
    client = as_coordinator()
    top = client.get("/en/coordination/")
    assert [step["url"] for step in top.context["trail"]] == ["", ""]  # the force is named, and leads nowhere
    assert "?unit=EGM-34-01" in top.content.decode()
    below = client.get("/en/coordination/?unit=EGM-34-01")
    crumbs = below.content.decode().split('aria-label="Breadcrumb"')[1].split("</nav>")[0]
    assert [name for name in ("National Police", "Istanbul", "Fatih") if name in crumbs] == [
        "National Police",
        "Istanbul",
        "Fatih",
    ]
    assert [step["url"] for step in below.context["trail"]] == ["", "?unit=EGM-34", ""]
    assert client.get("/en/coordination/?unit=EGM-06").status_code == 404
    assert client.get("/en/coordination/?unit=egm").status_code == 404


def test_several_forces_stand_beside_each_other(client, country, people, outline):
    other = UnitFactory(code="jgk", name="Jandarma", kind="force")
    on_course(officer_in(other), outline)
    admin = coordinator_of(country.force)
    appoint(user=admin, unit=other, role=Role.ADMINISTRATOR, by=None)
    appoint(user=admin, unit=country.fatih, role=Role.COORDINATOR, by=None)
    client.force_login(admin)
    desk = client.get("/tr/coordination/").context["desk"]
    assert [(row.unit.code, row.numbers["posted"], row.numbers["enrolled"]) for row in desk.rows] == [
        ("egm", 4, 0),
        ("jgk", 1, 1),
    ]
    assert client.get("/tr/coordination/?unit=EGM-34").status_code == 200


def test_queries_do_not_grow_with_the_tree(as_coordinator, country, people, outline, django_assert_num_queries):
    on_course(people.fatih, outline)
    client = as_coordinator("force")
    client.get("/tr/coordination/")
    # session, person, scope, posted, not enrolled, states
    with django_assert_num_queries(6):
        assert len(client.get("/tr/coordination/").context["rows"]) == 2
    for number in range(20):
        unit = UnitFactory(code=f"EGM-{number + 40}", parent=country.force)
        on_course(officer_in(UnitFactory(parent=unit)), outline)
    client.get("/tr/coordination/")
    with django_assert_num_queries(6):
        assert len(client.get("/tr/coordination/").context["rows"]) == 22


def test_officers_are_counted_where_they_are_today_and_a_closed_unit_while_it_holds_people(
    as_coordinator, country, people, outline
):
    country.sisli.closed_on = date(2026, 1, 1)
    country.sisli.save()
    client = as_coordinator()
    codes = [row.unit.code for row in client.get("/tr/coordination/").context["desk"].rows]
    assert "EGM-34-02" in codes
    appoint(user=people.sisli, unit=country.fatih, role=Role.OFFICER, by=None)
    desk = client.get("/tr/coordination/").context["desk"]
    assert {row.unit.code: row.numbers["posted"] for row in desk.rows} == {"EGM-34": 1, "EGM-34-01": 2}


def test_a_posting_that_begins_later_counts_from_that_day_on(as_coordinator, country, people):
    with time_machine.travel("2026-11-23 09:00+03:00", tick=False):
        appoint(user=people.sisli, unit=country.fatih, role=Role.OFFICER, by=None, starts_on=date(2026, 12, 1))
        client = as_coordinator()
        assert _posted(client) == {"EGM-34-01": 1, "EGM-34-02": 1}
    with time_machine.travel("2026-12-01 09:00+03:00", tick=False):
        client.force_login(coordinator_of(country.istanbul))
        assert _posted(client) == {"EGM-34-01": 2, "EGM-34-02": 0}


def _posted(client) -> dict[str, int]:
    return {
        row.unit.code: row.numbers["posted"]
        for row in client.get("/tr/coordination/").context["desk"].rows
        if not row.direct
    }


def test_the_moment_of_the_numbers_is_shown(as_coordinator, country):
    with time_machine.travel("2026-11-23 14:05+03:00", tick=False):
        assert "as of 23.11.2026 14:05" in as_coordinator().get("/en/coordination/").content.decode()


def test_empty_desks_say_what_to_do(as_coordinator, country, outline):
    client = as_coordinator()
    assert "No officer is posted here yet." in client.get("/en/coordination/").content.decode()
    officer_in(country.fatih)
    assert "Nobody here is on a course yet." in client.get("/en/coordination/").content.decode()


def test_the_table_has_one_heading_of_the_page_and_headers_of_its_own(as_coordinator, busy):
    html = as_coordinator().get("/tr/coordination/").content.decode()
    assert html.count("<h1") == 1
    assert html.count('scope="col"') == 8
    assert all(
        before < after for before, after in pairwise(html.index(tag) for tag in ("<thead>", "<tbody>", "<tfoot>"))
    )
