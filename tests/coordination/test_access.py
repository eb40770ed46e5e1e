"""Who sees whom: the same people in list, count, export and person pages, and nobody else's."""

import csv
import io

import pytest

from accounts.domain import appoint, end_membership
from accounts.models import Membership, Role
from accounts.scope import scope
from enrolments.models import Enrolment
from tests.factories import coordinator_of, officer_in
from tests.factories.enrolments import on_course

pytestmark = pytest.mark.django_db
UNITS = ("force", "istanbul", "fatih", "sisli", "ankara")
SEES = {
    "force": {"istanbul", "fatih", "sisli", "ankara"},
    "istanbul": {"istanbul", "fatih", "sisli"},
    "fatih": {"fatih"},
    "sisli": {"sisli"},
    "ankara": {"ankara"},
}
ROUTES = ["", "enrolments/", "export/", "enrol/"]


@pytest.fixture
def enrolled(people, outline):
    return {name: on_course(person, outline) for name, person in vars(people).items()}


@pytest.mark.parametrize("who", UNITS)
def test_list_count_export_and_person_pages_agree(client, country, people, enrolled, who):
    person = coordinator_of(getattr(country, who))
    client.force_login(person)
    names = {each.public_id: name for name, each in vars(people).items()}
    listed = client.get("/tr/coordination/enrolments/")
    exported = b"".join(client.get("/tr/coordination/export/").streaming_content).decode("utf-8-sig")
    numbers = {row[0] for row in list(csv.reader(io.StringIO(exported), delimiter=";"))[6:]}
    opened = {
        name
        for public_id, name in names.items()
        if client.get(f"/tr/coordination/people/{public_id}/").status_code == 200
    }
    posted = client.get("/tr/coordination/enrolments/?state=posted")
    assert {names[line["row"].person_id] for line in listed.context["rows"]} == SEES[who]
    assert listed.context["count"] == len(SEES[who])
    assert opened == SEES[who]
    assert numbers == {getattr(people, name).service_number for name in SEES[who]}
    assert {names[line["row"].person_id] for line in posted.context["rows"]} == SEES[who]
    desk = client.get("/tr/coordination/").context["desk"]
    assert desk.total["posted"] == desk.total["enrolled"] == len(SEES[who])
    allowed = Enrolment.objects.within(scope(person)).values_list("public_id", flat=True)
    assert {line["row"].public_id for line in listed.context["rows"]} <= set(allowed)


@pytest.mark.parametrize("route", ROUTES)
def test_officers_trainers_and_strangers_stay_outside(client, country, people, outline, route):
    address = "/tr/coordination/" + route
    response = client.get(address)
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]
    client.force_login(people.fatih)
    assert client.get(address).status_code == 403
    appoint(user=people.fatih, unit=country.force, role=Role.TRAINER, by=None)
    assert client.get(address).status_code == 403
    assert client.post(address).status_code in (403, 405)


@pytest.mark.parametrize("route", ROUTES)
def test_an_office_that_ended_or_has_not_begun_opens_nothing(client, country, route):
    person = coordinator_of(country.istanbul)
    client.force_login(person)
    assert client.get("/tr/coordination/" + route).status_code == 200
    end_membership(membership=Membership.objects.of(person).get(), by=None)
    assert client.get("/tr/coordination/" + route).status_code == 403


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    ("who", "unit"), [("istanbul", "EGM-06"), ("istanbul", "egm"), ("fatih", "EGM-34"), ("fatih", "EGM-34-02")]
)
def test_a_unit_above_or_beside_is_a_page_that_does_not_exist(as_coordinator, country, route, who, unit):
    assert as_coordinator(who).get(f"/tr/coordination/{route}?unit={unit}").status_code == 404


def test_a_unit_below_opens_and_a_code_that_only_begins_alike_does_not(as_coordinator, country):
    from tests.factories import UnitFactory

    UnitFactory(code="EGM-340", parent=country.force)
    assert as_coordinator().get("/tr/coordination/?unit=EGM-34-01").status_code == 200
    assert as_coordinator().get("/tr/coordination/?unit=EGM-340").status_code == 404


def test_coordinators_do_not_find_themselves_among_their_officers(client, country, outline, people):
    person = coordinator_of(country.fatih)
    appoint(user=person, unit=country.ankara, role=Role.OFFICER, by=None)
    on_course(person, outline)
    client.force_login(person)
    assert client.get("/tr/coordination/enrolments/").context["count"] == 0
    assert client.get(f"/tr/coordination/people/{person.public_id}/").status_code == 404


def test_a_person_page_is_for_the_unit_of_today(client, country, people):
    moved = officer_in(country.ankara)
    appoint(user=moved, unit=country.fatih, role=Role.OFFICER, by=None)
    for who, status in (("fatih", 200), ("istanbul", 200), ("force", 200), ("ankara", 404), ("sisli", 404)):
        client.force_login(coordinator_of(getattr(country, who)))
        assert client.get(f"/tr/coordination/people/{moved.public_id}/").status_code == status


def test_pages_about_people_are_not_stored(as_coordinator, people):
    client = as_coordinator()
    for route in (*ROUTES, f"people/{people.fatih.public_id}/"):
        assert client.get("/tr/coordination/" + route)["Cache-Control"] == "private, no-store", route


def test_nothing_here_is_changed_by_looking(as_coordinator, people):
    client = as_coordinator()
    for route in ("enrolments/", "export/", f"people/{people.fatih.public_id}/"):
        assert client.post("/tr/coordination/" + route).status_code == 405
