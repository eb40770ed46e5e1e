"""What a stranger with a code learns, and what no stranger learns."""

import pytest

from certificates import domain
from certificates.queries import verification
from common.ids import group_code, new_code
from tests.factories.certificates import TITLES, certificate_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(officer, time_machine):
    time_machine.move_to("2026-11-23T10:00:00+03:00", tick=False)
    return certificate_of(officer)


def body(response) -> str:
    return response.content.decode()


def test_valid_certificate_shows_status_initials_course_and_dates(client, certificate):
    page = body(client.get(f"/verify/{certificate.code}/?lang=en"))
    assert "This certificate is valid" in page
    assert "<bdi>A. G. I.</bdi>" in page
    assert TITLES["tr"] in page
    assert "23 November 2026" in page
    assert "23 November 2028" in page


def test_nothing_more_is_said(client, certificate, officer, unit):
    page = body(client.get(f"/verify/{certificate.code}/"))
    for secret in (
        "Ayşe", "Gül", "Işık", "IŞIK", officer.rank, officer.email, officer.service_number, unit.name, unit.code,
        officer.institution.name, certificate.number, certificate.public_id, officer.public_id, officer.username,
    ):  # fmt: skip
        assert secret not in page


def test_expired(client, certificate, time_machine):
    time_machine.move_to("2028-11-24T10:00:00+03:00", tick=False)
    page = body(client.get(f"/verify/{certificate.code}/?lang=en"))
    assert "This certificate has expired" in page
    assert "is valid" not in page


def test_revoked_at_once_and_without_the_reason(client, certificate, officer):
    client.get(f"/verify/{certificate.code}/")
    domain.revoke(certificate=certificate, by=officer, reason="Yanlış kişi")
    page = body(client.get(f"/verify/{certificate.code}/?lang=en"))
    assert "This certificate was revoked" in page
    assert "Yanlış kişi" not in page


def test_without_end(client, officer):
    page = body(client.get(f"/verify/{certificate_of(officer, validity_months=0).code}/?lang=en"))
    assert "no end" in page


def test_shows_the_name_of_issue_not_of_today(client, certificate, officer):
    officer.first_name, officer.last_name = "Zeynep", "Öztürk"
    officer.save()
    assert "<bdi>A. G. I.</bdi>" in body(client.get(f"/verify/{certificate.code}/"))


@pytest.mark.parametrize("lang", ["tr", "en", "ar"])
def test_unknown_code_is_404_with_help_and_no_redirect_into_the_page_tree(client, lang):
    response = client.get(f"/verify/{new_code()}/?lang={lang}")
    assert response.status_code == 404
    assert 'name="code"' in body(response)


def test_unknown_code_page_helps(client):
    page = body(client.get(f"/verify/{new_code()}/?lang=en"))
    assert "No certificate has this code" in page
    assert "the letter O is a zero" in page


@pytest.mark.parametrize(
    "typed",
    [str.lower, group_code, lambda code: group_code(code).lower(), lambda code: f" {code[:14]}  {code[14:]}",
     lambda code: code.replace("0", "o").replace("1", "l"), lambda code: code.replace("0", "O").replace("1", "i")],
)  # fmt: skip
def test_what_people_type_leads_to_the_one_address(client, officer, typed):
    certificate = certificate_of(officer)
    code = typed(certificate.code)
    for response in (client.get("/verify/", {"code": code, "lang": "en"}), client.get(f"/verify/{code}/?lang=en")):
        if response.status_code == 302:
            assert response["Location"] == f"/verify/{certificate.code}/?lang=en"
            response = client.get(response["Location"])
        assert "This certificate is valid" in body(response)


@pytest.mark.parametrize("code", ["x" * 3000, "--", "%20", "%F0%9F%98%80", "%00", "..", "<script>", "' OR 1=1", "İıŞş"])
def test_nonsense_gets_a_clear_answer(client, code):
    response = client.get(f"/verify/{code}/", follow=True)
    assert response.status_code in (200, 400, 404)
    assert "<script>" not in body(response)
    response = client.get("/verify/", {"code": code}, follow=True)
    assert response.status_code in (200, 404)


def test_empty_form_asks_for_a_code(client):
    response = client.get("/verify/?lang=en")
    assert response.status_code == 200
    assert "Check a certificate" in body(response)
    assert client.get("/verify/", {"code": "--", "lang": "en"}).status_code == 200


@pytest.mark.parametrize(
    ("query", "header", "language", "direction"),
    [
        ("?lang=ar", "en", "ar", "rtl"),
        ("", "en-GB,en;q=0.9", "en", "ltr"),
        ("", "ar", "ar", "rtl"),
        ("?lang=xx", "en", "en", "ltr"),
        ("", "de", "tr", "ltr"),
        ("", "", "tr", "ltr"),
    ],
)
def test_language_of_the_address_else_of_the_browser(client, certificate, query, header, language, direction):
    response = client.get(f"/verify/{certificate.code}/{query}", headers={"accept-language": header})
    assert f'<html lang="{language}" dir="{direction}"' in body(response)
    assert response["Content-Language"] == language
    assert f'lang="tr"><bdi>{TITLES["tr"]}' in body(response)  # the title speaks the certificate's language


@pytest.mark.parametrize("path", ["/verify/", "/verify/{code}/", "/verify/UNKNWN/"])
def test_no_cookie_no_index_no_store(client, certificate, path):
    response = client.get(path.format(code=certificate.code))
    assert not response.cookies
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/verify/", "/verify/{code}/"])
def test_only_reading_is_allowed(client, certificate, path):
    assert client.post(path.format(code=certificate.code), {"code": "x"}).status_code == 405


def test_known_and_unknown_cost_the_same_one_query(client, certificate, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert verification(certificate.code)
    with django_assert_num_queries(1):
        assert verification(new_code()) is None
    with django_assert_num_queries(1):
        client.get(f"/verify/{certificate.code}/")


def test_thirty_questions_a_minute_from_one_address(client, certificate, time_machine):
    address = f"/verify/{certificate.code}/?lang=en"
    assert [client.get(address).status_code for _n in range(32)] == [200] * 30 + [429] * 2
    response = client.get(address)
    assert response["Retry-After"] == "60"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Too many checks in a minute" in body(response)
    assert "A. G. I." not in body(response)
    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code == 200
    time_machine.move_to("2026-11-23T10:01:01+03:00", tick=False)
    assert client.get(address).status_code == 200


def test_addresses_of_one_ipv6_network_share_the_limit(client, certificate):
    for n in range(30):
        client.get("/verify/", REMOTE_ADDR=f"2001:db8::{n:x}")
    assert client.get("/verify/", REMOTE_ADDR="2001:db8::ffff").status_code == 429
    assert client.get("/verify/", REMOTE_ADDR="2001:db8:0:1::1").status_code == 200


def test_a_forged_forwarded_header_does_not_evade_the_limit(client):
    answers = [client.get("/verify/", headers={"x-forwarded-for": f"192.0.2.{n}"}).status_code for n in range(31)]
    assert answers[-1] == 429


def test_without_its_cache_the_page_stays_open(client, certificate, monkeypatch, caplog):
    from common import limits

    monkeypatch.setattr(limits.cache, "add", lambda *args, **kwargs: (_ for _ in ()).throw(ConnectionError))
    assert client.get(f"/verify/{certificate.code}/").status_code == 200
    assert "does not answer" in caplog.text


def test_signed_in_visitors_see_the_same(client, certificate, officer):
    client.force_login(officer)
    page = body(client.get(f"/verify/{certificate.code}/?lang=en"))
    assert "This certificate is valid" in page
    assert "<bdi>A. G. I.</bdi>" in page
