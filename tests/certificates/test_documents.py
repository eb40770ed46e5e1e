"""My documents, and who gets a PDF."""

import pytest
from django.urls import reverse

from accounts.domain import appoint
from accounts.models import Role
from certificates import domain
from common.models import AuditEvent, OutboxMessage
from tests.factories import UnitFactory, coordinator_of, officer_in
from tests.factories.certificates import TITLES, certificate_of, enrolment_of, filed_certificate_of

pytestmark = pytest.mark.django_db
DOCUMENTS = "/en/documents/"


def address(certificate) -> str:
    return f"/en/documents/certificates/{certificate.public_id}.pdf"


@pytest.fixture
def people(unit, officer) -> dict:
    sibling = UnitFactory(code="EGM-06")
    return {
        "owner": officer,
        "colleague": officer_in(unit),
        "coordinator": coordinator_of(unit),
        "coordinator above": coordinator_of(unit.parent),
        "sibling coordinator": coordinator_of(sibling),
        "administrator elsewhere": coordinator_of(UnitFactory(code="JGK-01")),
    }


def test_addresses_are_the_contract():
    assert reverse("certificates:documents").endswith("/documents/")
    assert reverse("certificates:download", args=["a-b_c"]).endswith("/documents/certificates/a-b_c.pdf")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200),
        ("colleague", 404),
        ("coordinator", 200),
        ("coordinator above", 200),
        ("sibling coordinator", 404),
        ("administrator elsewhere", 404),
    ],
)
def test_who_may_download(client, people, officer, who, status):
    certificate = filed_certificate_of(officer)
    client.force_login(people[who])
    assert client.get(address(certificate)).status_code == status
    read = AuditEvent.objects.filter(action="certificate.read", target=f"certificate:{certificate.public_id}")
    assert [event.actor for event in read] == ([people[who]] if status == 200 and who != "owner" else [])


@pytest.mark.parametrize("who", ["colleague", "coordinator", "sibling coordinator"])
def test_documents_page_shows_nobody_elses(client, people, officer, who):
    certificate = filed_certificate_of(officer)
    client.force_login(people[who])
    page = client.get(DOCUMENTS).content.decode()
    assert certificate.number not in page
    assert "You have no certificate yet." in page


@pytest.mark.parametrize("path", ["documents", "download"])
def test_strangers_are_asked_to_sign_in(client, officer, path):
    certificate = filed_certificate_of(officer)
    where = DOCUMENTS if path == "documents" else address(certificate)
    response = client.get(where)
    assert response.status_code == 302
    assert response["Location"].startswith("/en/accounts/login/")


def test_a_signed_out_or_unknown_id_is_not_found(client, officer):
    client.force_login(officer)
    assert client.get("/en/documents/certificates/nosuchcertificate.pdf").status_code == 404


def test_a_deactivated_coordinator_gets_nothing(client, unit, officer):
    certificate = filed_certificate_of(officer)
    coordinator = coordinator_of(unit)
    client.force_login(coordinator)
    coordinator.is_active = False
    coordinator.save()
    assert client.get(address(certificate)).status_code == 302


def test_download_is_the_pdf_under_a_neutral_name_and_is_kept_nowhere(client, officer):
    certificate = filed_certificate_of(officer)
    client.force_login(officer)
    response = client.get(address(certificate))
    assert response.content == domain.read_file(certificate=certificate)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{certificate.number}.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_is_allowed(client, officer, method):
    certificate = filed_certificate_of(officer)
    client.force_login(officer)
    assert getattr(client, method)(address(certificate)).status_code == 405
    assert getattr(client, method)(DOCUMENTS).status_code == 405


def test_a_coordinator_with_a_long_history_of_postings_gets_one_answer(client, unit, officer):
    """The scope joins memberships: someone posted there twice must not come up twice."""
    certificate = filed_certificate_of(officer)
    for other in (UnitFactory(parent=unit), unit):
        appoint(user=officer, unit=other, role=Role.OFFICER, by=None)
    client.force_login(coordinator_of(unit))
    assert client.get(address(certificate)).status_code == 200


def test_truncated_file_is_refused_with_a_clear_page_and_made_again(
    client, officer, private, django_capture_on_commit_callbacks
):
    certificate = filed_certificate_of(officer)
    path = private / certificate.files.get().path
    path.write_bytes(path.read_bytes()[:2000])
    client.force_login(officer)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.get(address(certificate))
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "The PDF is being prepared" in response.content.decode()
    assert client.get(address(certificate)).status_code == 200


def test_before_the_file_is_there_the_page_says_so(client, officer):
    certificate = certificate_of(officer)
    client.force_login(officer)
    page = client.get(DOCUMENTS).content.decode()
    assert "The PDF is being prepared; load this page again in a minute." in page
    assert address(certificate) not in page
    assert client.get(address(certificate)).status_code == 503
    assert not OutboxMessage.objects.filter(key__contains=":").exists()


def test_before_the_certificate_is_there_the_page_says_so(client, officer):
    enrolment_of(officer)
    enrolment_of(officer, completed=False)
    client.force_login(officer)
    page = client.get(DOCUMENTS).content.decode()
    assert page.count("Your certificate is being written") == 1
    assert TITLES["en"] in page


def test_a_course_without_title_in_this_language_is_named_by_its_code(client, officer):
    enrolment_of(officer, titles={})
    client.force_login(officer)
    assert "<bdi>c1</bdi>" in client.get(DOCUMENTS).content.decode()


def test_page_shows_number_course_dates_code_and_link(client, officer, time_machine):
    time_machine.move_to("2026-11-23T10:00:00+03:00", tick=False)
    certificate = filed_certificate_of(officer)
    client.force_login(officer)
    page = client.get("/tr/documents/").content.decode()
    assert certificate.number in page
    assert TITLES["tr"] in page
    assert "23 Kasım 2026" in page
    assert "23 Kasım 2028" in page
    assert "-".join(certificate.code[i : i + 4] for i in range(0, 28, 4)) in page
    assert address(certificate).replace("/en/", "/tr/") in page
    assert f"/verify/{certificate.code}/?lang=tr" in page


def test_states_are_said_in_words(client, officer, time_machine):
    time_machine.move_to("2026-11-23T10:00:00+03:00", tick=False)
    filed_certificate_of(officer, validity_months=1)
    filed_certificate_of(officer, validity_months=0)
    revoked = filed_certificate_of(officer)
    domain.revoke(certificate=revoked, by=officer, reason="Yanlış kişi")
    time_machine.move_to("2027-01-23T10:00:00+03:00", tick=False)
    client.force_login(officer)
    page = client.get(DOCUMENTS).content.decode()
    for tag in ('tag--warn">expired', 'tag--ok">valid', 'tag--bad">revoked'):
        assert page.count(tag) == 1
    assert "no end" in page
    assert address(revoked) not in page


def test_revoked_certificate_is_not_handed_out_again(client, officer):
    certificate = filed_certificate_of(officer)
    domain.revoke(certificate=certificate, by=officer, reason="Yanlış kişi")
    client.force_login(officer)
    response = client.get(address(certificate))
    assert response.status_code == 410
    assert "revoked" in response.content.decode()
    assert "Yanlış kişi" not in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_documents_cost_the_same_however_many(client, officer, rows, django_assert_num_queries):
    for _row in range(rows):
        certificate_of(officer)
        enrolment_of(officer)
    client.force_login(officer)
    client.get(DOCUMENTS)  # the menu notes the roles in the session once
    with django_assert_num_queries(4):  # session, user, certificates, awaited enrolments
        client.get(DOCUMENTS)
