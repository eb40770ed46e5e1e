"""What is rendered once for all must never carry one person's values to another."""

import pytest
from django.template import Context, Template
from django.test import Client

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
FOOT = "{% load steady %}{% steady 'components/footer.html' unused=boom %}"


def frame_of(officer):
    browser = Client()
    browser.force_login(officer)
    return browser.get("/en/about/").content.decode()


def test_names_are_set_in_escaped_and_only_for_their_owner():
    first = UserFactory(first_name="<b>Şule</b>", last_name="\ue000token\ue001")
    second = UserFactory(first_name="Ömer", last_name="Çağ")
    page, other = frame_of(first), frame_of(second)
    assert "&lt;b&gt;Şule&lt;/b&gt; \ue000token\ue001" in page
    assert "Şule" not in other
    assert "Ömer Çağ" in other


def test_every_page_has_a_token_of_its_own_and_a_stranger_none():
    officer = UserFactory()
    first, second = (frame_of(officer).partition('name="csrfmiddlewaretoken" value="')[2][:64] for _turn in range(2))
    assert len(first) == len(second) == 64
    assert first != second
    answer = Client().get("/en/about/")
    assert b"csrfmiddlewaretoken" not in answer.content
    assert not answer.cookies


def test_a_value_that_is_not_printed_is_not_evaluated():
    def boom():
        raise AssertionError

    class Unused:
        def __str__(self):
            return boom()

    assert "112" in Template(FOOT).render(Context({"boom": Unused()}))


def test_the_person_is_read_with_the_institution(django_assert_num_queries):
    browser = Client()
    browser.force_login(UserFactory())
    browser.get("/en/about/")
    with django_assert_num_queries(2):  # the session, the person
        answer = browser.get("/en/about/")
        assert answer.wsgi_request.user.agency == "police"


def test_an_account_that_was_closed_is_signed_out():
    officer = UserFactory()
    browser = Client()
    browser.force_login(officer)
    officer.is_active = False
    officer.save()
    assert browser.get("/en/learn/").status_code == 302
