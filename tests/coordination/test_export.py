"""The file: what Turkish Excel opens, what no spreadsheet runs, and who took it."""

import csv
import io
from datetime import date
from types import GeneratorType

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.scope import scope
from common.models import AuditEvent
from coordination.exports import export_csv
from coordination.queries import Filters, enrolment_rows
from coordination.queries.rows import CHUNK
from tests.factories import coordinator_of, officer_in
from tests.factories.enrolments import OutlineFactory, crowd, on_course

pytestmark = pytest.mark.django_db
SIGNS = tuple("=+-@\t\r\n＝＋－＠")
EVIL = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    ' ="x";"y"',
    "a;=1",
    'a"\r\n=1',
    "－1",
    "=HYPERLINK(1)",
]


def fetch(client, **params) -> bytes:
    return b"".join(client.get("/tr/coordination/export/", params).streaming_content)


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_file_opens_in_turkish_excel(as_coordinator, country, outline):
    officer = officer_in(country.fatih, first_name="Ayşe", last_name="Işık", service_number="00123", rank="Komiser")
    with time_machine.travel("2026-11-23 14:05+03:00", tick=False):
        on_course(officer, outline, "completed", due_on=date(2026, 12, 1))
        client = as_coordinator()
        response = client.get("/tr/coordination/export/?course=c1&unit=EGM-34")
        content = b"".join(response.streaming_content)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="tani-2026-11-23-1405.csv"'
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    rows = table(content)
    assert rows[1][1].endswith("IŞIK")
    assert rows[2][1] == "23.11.2026 14:05"
    assert rows[3][1] == "İstanbul, Etkin mağdur tespiti"
    assert rows[4] == []
    assert len(rows[5]) == 11
    assert rows[6][:6] == ["00123", "Komiser", "Ayşe IŞIK", "EGM-34-01", "Fatih", "Etkin mağdur tespiti"]
    assert rows[6][7:] == ["01.12.2026", "3", "3", "23.11.2026"]
    assert len(rows) == 7


def test_rows_and_order_are_those_of_the_list(as_coordinator, country, outline):
    for name in reversed(["Cizre", "Çorum", "Iğdır", "Isparta", "İzmir"]):
        on_course(officer_in(country.fatih, first_name="A", last_name=name), outline)
    client = as_coordinator()
    listed = [line["row"].service_number for line in client.get("/tr/coordination/enrolments/").context["rows"]]
    exported = table(fetch(client))[6:]
    assert [row[0] for row in exported] == listed
    assert [row[2] for row in exported] == ["A CİZRE", "A ÇORUM", "A IĞDIR", "A ISPARTA", "A İZMİR"]


def test_people_without_a_course_can_be_taken_too(as_coordinator, people, outline):
    rows = table(fetch(as_coordinator(), state="none", course="c1"))[6:]
    assert [row[2] for row in rows] == ["Mehmet ÇELİK", "Ayşe IŞIK", "Zeynep İNCE"]
    assert {tuple(row[7:]) for row in rows} == {("", "", "", "")}


@pytest.mark.parametrize("text", EVIL)
def test_no_field_of_ours_becomes_a_formula(client, country, outline, text):
    country.fatih.name = text
    country.fatih.save()
    officer = officer_in(country.fatih, first_name=text, last_name=text, rank=text, service_number=text[:32])
    on_course(officer, OutlineFactory(code=text, title=text))
    boss = coordinator_of(country.istanbul, rank=text)
    client.force_login(boss)
    rows = table(fetch(client, q=text))
    rows += table(fetch(client, unit="EGM-34-01"))
    assert len(rows) == 13 if table(fetch(client, q=text))[6:] == [] else 14
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(SIGNS), cell
        assert not cell.lstrip().startswith(SIGNS), cell


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_whatever_a_name_holds_it_stays_in_its_cell(country, outline, text):
    officer = officer_in(country.fatih, first_name="x", last_name="y")
    officer.rank = text
    officer.save()
    on_course(officer, outline)
    boss = coordinator_of(country.istanbul)
    pieces = export_csv(enrolment_rows(scope=scope(boss), filters=Filters()), by=boss)
    rows = [row for row in table("".join(pieces).encode()) if row and row[0] == officer.service_number]
    assert len(rows) == 1
    assert len(rows[0]) == 11
    assert rows[0][1].removeprefix("'") == text.removeprefix("'")
    assert not rows[0][1].startswith(SIGNS)


def test_who_took_what_is_written_down_before_the_file_begins(as_coordinator, people, outline):
    on_course(people.fatih, outline)
    client = as_coordinator()
    response = client.get("/tr/coordination/export/?unit=EGM-34&course=c1&state=enrolled&q=mehmet&colour=red")
    note = AuditEvent.objects.get(action="coordination.export")
    assert note.data == {"rows": 1, "filters": {"unit": "EGM-34", "course": "c1", "state": "enrolled", "q": "mehmet"}}
    assert note.actor_id == int(client.session["_auth_user_id"])
    assert len(table(b"".join(response.streaming_content))) == 7


def test_the_file_comes_in_pieces_and_costs_few_queries(country, outline, django_assert_num_queries):
    crowd(country.fatih, outline, CHUNK + 1)
    boss = coordinator_of(country.istanbul)
    pieces = export_csv(enrolment_rows(scope=scope(boss), filters=Filters()), by=boss)
    assert isinstance(pieces, GeneratorType)
    with django_assert_num_queries(0):
        head = next(pieces)
    assert head.count("\r\n") == 6
    # rows, outline (kept from then on)
    with django_assert_num_queries(2):
        assert next(pieces).count("\r\n") == CHUNK
    with django_assert_num_queries(0):
        assert [piece.count("\r\n") for piece in pieces] == [1]


def test_the_words_are_those_of_the_caller(as_coordinator, people, outline):
    on_course(people.fatih, outline)
    content = b"".join(as_coordinator().get("/en/coordination/export/").streaming_content)
    rows = table(content)
    assert rows[0] == ["Tanı: training records"]
    assert rows[3] == ["Filters", "none: all my units"]
    assert rows[5][0] == "Service number"
    assert rows[6][5:7] == ["Effective victim identification", "not started"]
