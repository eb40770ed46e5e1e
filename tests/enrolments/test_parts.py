"""Parts of a lesson: its sections and what it asks; noted as the page is read, the same on every page."""

import pytest
from wagtail.models import Page

from courses.models import LessonPage, OutlineVersion
from enrolments import domain
from enrolments.models import Enrolment, LessonReading
from enrolments.queries import course_progress, one_lesson
from tests.factories import UnitFactory, officer_in
from tests.factories.courses import load, write_course

pytestmark = pytest.mark.django_db
LESSON = "/en/learn/deneme/l1/"


@pytest.fixture
def enrolment(officer, site, tmp_path) -> Enrolment:
    """On a course whose first lesson has two sections and one check."""
    more = [
        (f"lessons/l1.{language}.md", "::: check first", f"## {title} {{#second}}\n\n::: check first")
        for language, title in (("tr", "İkinci"), ("en", "Second"))
    ]
    load(write_course(tmp_path, *more))
    outline = OutlineVersion.objects.get(outline__code="deneme")
    return domain.enrol(officer=officer, course_key=outline.course_key, by=officer)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def first(enrolment: Enrolment) -> dict:
    return enrolment.outline.outline["lessons"][0]


def read(client, *sections: str, block: str = "", path: str = LESSON):
    return client.post(f"{path}place/", {"block": block, "read": sections})


def test_parts_are_sections_and_questions(enrolment):
    lesson = first(enrolment)
    (progress,) = [each for each in course_progress(enrolment).lessons if each.code == "l1"]
    assert len(lesson["sections"]) >= 2
    assert progress.total == len(lesson["sections"]) + len(lesson["activities"]) - 1


def test_the_page_says_how_far_in_words_and_in_a_bar(signed_in, enrolment):
    section = first(enrolment)["sections"][0]
    total = one_lesson(enrolment, first(enrolment)["key"]).total
    answer = read(signed_in, section)
    assert answer.status_code == 200
    assert answer.json()["parts"] == f"1 of {total} parts"
    text = signed_in.get(LESSON).content.decode()
    assert f"1 of {total} parts" in text
    assert f'<progress max="{total}" value="1"' in text
    assert "minutes left" in text


def test_the_course_home_counts_the_same_parts(signed_in, enrolment):
    total = one_lesson(enrolment, first(enrolment)["key"]).total
    read(signed_in, *first(enrolment)["sections"])
    done = len(first(enrolment)["sections"])
    assert f"{done} of {total} parts" in signed_in.get("/en/learn/deneme/").content.decode()


def test_a_section_counts_once_whichever_device_sends_it(signed_in, enrolment):
    sections = first(enrolment)["sections"]
    assert read(signed_in, sections[0]).status_code == 200
    assert read(signed_in, sections[0]).status_code == 204
    assert read(signed_in, *sections).status_code == 200
    assert LessonReading.objects.get(enrolment=enrolment).sections.split() == sections


def test_the_other_language_counts_the_same_sections(signed_in, enrolment):
    read(signed_in, first(enrolment)["sections"][0])
    total = one_lesson(enrolment, first(enrolment)["key"]).total
    assert f"{total} bölümden 1 tamam" in signed_in.get("/tr/learn/deneme/l1/").content.decode()


def test_saying_it_is_read_reads_every_section(signed_in, enrolment):
    signed_in.post(f"{LESSON}done/")
    progress = one_lesson(enrolment, first(enrolment)["key"])
    assert progress.done == len(first(enrolment)["sections"])
    assert progress.read
    assert not progress.finished


def test_reading_every_section_is_not_yet_saying_so(signed_in, enrolment):
    read(signed_in, *first(enrolment)["sections"])
    assert not one_lesson(enrolment, first(enrolment)["key"]).read


@pytest.mark.parametrize("sent", ["", "nothing", "x" * 5000, "\x00"])
def test_what_is_no_section_is_ignored(signed_in, enrolment, sent):
    assert read(signed_in, sent).status_code == 204
    assert not LessonReading.objects.exists()


@pytest.mark.parametrize("place", ["same unit", "sibling unit"])
def test_colleagues_move_their_own_bar_only(client, unit, enrolment, place):
    client.force_login(officer_in(unit if place == "same unit" else UnitFactory(code="EGM-06")))
    assert read(client, *first(enrolment)["sections"]).status_code == 404
    assert not LessonReading.objects.exists()


def test_strangers_are_asked_to_sign_in(client, enrolment):
    assert "/accounts/login/" in read(client, *first(enrolment)["sections"]).url


def test_continue_leads_to_the_block_on_another_device_in_the_other_language(signed_in, officer, enrolment, client):
    block = first(enrolment)["sections"][1]
    read(signed_in, block=block)
    other = type(client)()
    other.force_login(officer)
    address = other.get("/en/learn/deneme/continue/").url
    assert address == f"{LESSON}#b-{block}"
    assert f'id="b-{block}"' in other.get(address).content.decode()


def test_continue_survives_a_block_that_is_gone(signed_in, enrolment):
    block = first(enrolment)["sections"][1]
    read(signed_in, block=block)
    page = LessonPage.objects.child_of(Page.objects.get(slug="deneme", locale__language_code="tr")).get(code="l1")
    page.body = [(each.block_type, each.value) for each in page.body if each.id != block]
    page.save_revision().publish()
    address = signed_in.get("/tr/learn/deneme/continue/").url
    assert signed_in.get(address).status_code == 200
    assert course_progress(enrolment).lessons[0].total == 3


@pytest.mark.parametrize("number", [1, 2])
def test_noting_sections_costs_the_same_however_many(signed_in, enrolment, number, django_assert_num_queries):
    sections = first(enrolment)["sections"]
    read(signed_in, block=sections[0])
    signed_in.get(LESSON)
    with django_assert_num_queries(14):
        read(signed_in, *sections[:number], block=sections[1])
