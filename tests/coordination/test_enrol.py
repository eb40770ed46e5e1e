"""Enrolling many: check first, then confirm; nothing twice, nothing lost, nobody outside."""

from datetime import date

import pytest
import time_machine
from hypothesis import example as hypothesis_example
from hypothesis import given
from hypothesis import strategies as st

from accounts.scope import scope
from common.models import AuditEvent
from coordination.domain import TooMany, enrol_people
from coordination.forms import parse_numbers
from coordination.queries import Course
from enrolments.models import Enrolment, EnrolmentEvent
from tests.factories import InstitutionFactory, UnitFactory, coordinator_of, officer_in
from tests.factories.enrolments import OutlineFactory, crowd, on_course

pytestmark = pytest.mark.django_db
ADDRESS = "/en/coordination/enrol/?course=c1"


def enrolments() -> int:
    return Enrolment.objects.unscoped("counting in a test").count()


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def numbered(country, outline):
    """Three officers below İstanbul; the second is on the course."""
    found = [
        officer_in(country.fatih, service_number=f"0010{n}", last_name=name)
        for n, name in enumerate(("Bir", "İki", "Üç"))
    ]
    on_course(found[1], outline)
    return found


def test_first_the_course_and_the_unit_are_asked_for(as_coordinator, country, outline):
    response = as_coordinator().get("/en/coordination/enrol/?unit=EGM-34")
    assert "Effective victim identification" in text(response)
    assert [field.name for field in response.context["form"]] == ["unit", "course"]


def test_without_a_course_the_page_says_whom_to_ask(as_coordinator, country):
    assert "No course is published yet." in text(as_coordinator().get("/en/coordination/enrol/"))


def test_those_not_on_the_course_can_be_ticked(as_coordinator, country, numbered, people):
    form = as_coordinator().get(ADDRESS + "&unit=EGM-34-01").context["form"]
    assert {code for code, _label in form.fields["people"].choices} == {
        numbered[0].public_id,
        numbered[2].public_id,
        people.fatih.public_id,
    }


def test_a_pasted_list_is_checked_before_anything_happens(as_coordinator, numbered, people):
    pasted = f"00100\r\n00101\n\n00102\tÜç; Şube\n{people.ankara.service_number}\n00100\n99999"
    response = as_coordinator().post(ADDRESS, {"step": "check", "numbers": pasted, "due_on": "2100-01-31"})
    page = text(response)
    assert "2 people will be enrolled." in page
    assert "1 person is on the course already or has completed it, and is left as is." in page
    assert (
        f"2 service numbers were not found in your units: <bdi>{people.ankara.service_number}</bdi>, <bdi>99999</bdi>"
        in page
    )
    assert "31 January 2100" in page
    assert enrolments() == 1


def test_confirming_enrols_exactly_those_shown_and_notes_it(as_coordinator, numbered):
    client = as_coordinator()
    check = client.post(ADDRESS, {"numbers": "00100\n00101\n00102", "due_on": "2100-01-31"}).context["check"]
    confirmed = [person.public_id for person in check.new]
    response = client.post(ADDRESS, {"step": "confirm", "confirmed": confirmed, "due_on": "2100-01-31"}, follow=True)
    assert "2 people are now enrolled." in text(response)
    assert response.redirect_chain[0][0] == "/en/coordination/enrolments/?course=c1"
    made = Enrolment.objects.of(numbered[0]).get()
    assert (made.due_on, made.source) == (date(2100, 1, 31), "coordinator")
    event = EnrolmentEvent.objects.get(enrolment=made)
    assert event.by_id == int(client.session["_auth_user_id"])
    note = AuditEvent.objects.get(action="coordination.enrol")
    assert (note.target, note.data, note.actor_id) == ("course:c1", {"people": 2}, event.by_id)


def test_sending_the_same_again_enrols_nobody_twice(as_coordinator, numbered):
    client = as_coordinator()
    confirm = {"step": "confirm", "everyone": "on", "confirmed": [person.public_id for person in numbered]}
    first = client.post(ADDRESS, confirm, follow=True)
    assert "2 people are now enrolled. 1 was on the course already." in text(first)
    again = client.post(ADDRESS, confirm, follow=True)
    assert "0 people are now enrolled. 3 were on the course already." in text(again)
    assert enrolments() == 3
    assert AuditEvent.objects.filter(action="coordination.enrol").count() == 1


def test_who_completed_the_course_does_not_begin_anew(as_coordinator, country, outline):
    on_course(officer_in(country.fatih, service_number="777"), outline, "completed")
    client = as_coordinator()
    page = text(client.post(ADDRESS, {"numbers": "777"}))
    assert "0 people will be enrolled." in page
    assert 'value="confirm"' not in page
    assert enrolments() == 1


def test_everyone_in_the_list_means_the_whole_list(as_coordinator, country, outline):
    second = OutlineFactory(code="c2")
    crowd(country.fatih, second, 230)
    client = as_coordinator()
    page = client.get(ADDRESS + "&unit=EGM-34-01")
    assert "230 people are not on the course; the first 200 are listed." in text(page)
    assert "Everyone in this list (230 people)" in text(page)
    check = client.post(ADDRESS + "&unit=EGM-34-01", {"everyone": "on"}).context["check"]
    assert len(check.new) == 230
    client.post(
        ADDRESS + "&unit=EGM-34-01",
        {"step": "confirm", "everyone": "on", "confirmed": [each.public_id for each in check.new]},
    )
    assert enrolments() == 460


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"due_on": "2026-11-22", "numbers": "00100"}, "The date must be today or later."),
        ({"due_on": "tomorrow", "numbers": "00100"}, "Enter a valid date."),
        ({"numbers": "  \n ;;\t\n"}, "Choose at least one person, or paste at least one service number."),
        ({}, "Choose at least one person, or paste at least one service number."),
        ({"numbers": "\n".join(map(str, range(501)))}, "At most 500 people can be enrolled at once; you chose 501."),
        ({"numbers": "00100\0"}, "Null characters are not allowed."),
        ({"people": ["\u202e"]}, "Select a valid choice."),
    ],
)
def test_mistakes_are_named_and_nothing_typed_is_lost(as_coordinator, numbered, sent, said):
    with time_machine.travel("2026-11-23 09:00+03:00", tick=False):
        response = as_coordinator().post(ADDRESS, sent)
    page = text(response)
    assert said in page
    assert "There is a problem" in page
    if "00100" in sent.get("numbers", "") and "\0" not in sent["numbers"]:
        assert "00100</textarea>" in page
    if "due_on" in sent:
        assert f'value="{sent["due_on"]}"' in page
    assert enrolments() == 1


def test_today_is_early_enough(as_coordinator, numbered):
    with time_machine.travel("2026-11-23 00:30+03:00", tick=False):
        response = as_coordinator().post(ADDRESS, {"numbers": "00100", "due_on": "2026-11-23"})
    assert "1 person will be enrolled." in text(response)


def test_going_back_keeps_what_was_typed_and_ticked(as_coordinator, numbered):
    client = as_coordinator()
    sent = {"numbers": "00100\n99999", "people": [numbered[2].public_id], "due_on": "2100-01-31"}
    check = client.post(ADDRESS, sent)
    assert '<textarea name="numbers" hidden>' in check.content.decode()
    back = text(client.post(ADDRESS, sent | {"step": "change"}))
    assert "00100 99999</textarea>" in back
    assert f'value="{numbered[2].public_id}"' in back
    assert back.count(" checked") == 1
    assert 'value="2100-01-31"' in back
    assert "There is a problem" not in back


def test_what_was_typed_is_shown_as_text(as_coordinator, numbered):
    page = as_coordinator().post(ADDRESS, {"numbers": "</textarea><script>x</script>"}).content.decode()
    assert "<script>x" not in page


def test_people_outside_cannot_be_enrolled_by_any_door(as_coordinator, client, country, outline, people):
    client = as_coordinator()
    response = client.post(
        ADDRESS, {"step": "confirm", "confirmed": [people.ankara.public_id, people.fatih.public_id]}, follow=True
    )
    assert "1 person is now enrolled." in text(response)
    assert "Some people were left out" in text(response)
    assert not Enrolment.objects.of(people.ankara).exists()
    check = client.post(ADDRESS, {"people": [people.ankara.public_id]}).context["check"]
    assert check.new == []
    assert check.already == []


def test_the_same_number_in_two_forces_is_not_guessed(client, country, outline):
    ministry = UnitFactory(code="min", kind="force")
    other = UnitFactory(code="jgk", parent=ministry, institution=InstitutionFactory(code="jgk", name="Jandarma"))
    mine = UnitFactory(code="pol", parent=ministry)
    first, second = officer_in(mine, service_number="55"), officer_in(other, service_number="55")
    client.force_login(coordinator_of(ministry))
    response = client.post(ADDRESS, {"numbers": "55"})
    assert "1 service number belongs to several people; choose the person by name: <bdi>55</bdi>" in text(response)
    assert response.context["check"].new == []
    ticked = client.post(ADDRESS, {"numbers": "55", "people": [first.public_id]}).context["check"]
    assert ticked.new == [first]
    assert second not in ticked.new


def test_a_course_without_lessons_keeps_the_page_and_enrols_nobody(as_coordinator, client, country, people, outline):
    by = coordinator_of(country.istanbul)
    ghost = Course(key=OutlineFactory.build().course_key, code="ghost", titles={})
    from enrolments.domain import EnrolmentRefused

    with pytest.raises(EnrolmentRefused):
        enrol_people(people=[people.fatih.public_id], course=ghost, due_on=None, by=by)
    assert enrolments() == 0
    assert AuditEvent.objects.filter(action="coordination.enrol").count() == 0


def test_the_verb_itself_refuses_too_many_and_officers_who_oversee_nobody(country, people, outline):
    course = Course(key=outline.course_key, code="c1", titles={})
    by = coordinator_of(country.istanbul)
    with pytest.raises(TooMany):
        enrol_people(people=[str(n) for n in range(501)], course=course, due_on=None, by=by)
    done = enrol_people(people=[people.fatih.public_id], course=course, due_on=None, by=people.sisli)
    assert (done.new, done.left_out) == (0, 1)
    assert scope(people.sisli).unit_paths == ()


@pytest.mark.parametrize("length", [1, 3])
def test_checking_costs_the_same_for_one_and_for_three(
    as_coordinator, country, outline, django_assert_num_queries, length
):
    people = [officer_in(country.fatih) for _n in range(4)]
    client = as_coordinator()
    client.get(ADDRESS)
    numbers = "\n".join(person.service_number for person in people[:length])
    # session, person, scope, candidates, how many, people found, their enrolments
    with django_assert_num_queries(7):
        client.post(ADDRESS, {"numbers": numbers})


@given(st.text(max_size=200))
@hypothesis_example("0" * 32 + " 0")
def test_any_pasted_text_becomes_distinct_plain_numbers(pasted):
    numbers = parse_numbers(pasted)
    assert len(numbers) == len(set(numbers))
    assert all(number.isprintable() and number == number.strip() and 0 < len(number) <= 33 for number in numbers)


def test_numbers_copied_from_a_sheet_keep_their_zeros():
    assert parse_numbers('\ufeff00123\tAyşe\r\n\'00124;x\n"00125",y\n 00123 \n') == ["00123", "00124", "00125"]
