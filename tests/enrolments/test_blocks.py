"""One lesson with one of every block, as an officer reads it."""

from pathlib import Path

import pytest
from django.test import Client

from accounts.models import Unit, User
from courses.models import LessonPage
from courses.queries import lesson_view, outline_by_code
from enrolments.domain import enrol
from enrolments.models import ActivityCompletion, Enrolment
from tests.factories import UnitFactory, officer_in
from tests.factories.media import load_every_block
from tests.web.markup import Markup

pytestmark = pytest.mark.usefixtures("site")
LESSON = "/en/learn/m3/l1/"


@pytest.fixture
def unit(db: None) -> Unit:
    return UnitFactory()


@pytest.fixture
def officer(unit: Unit, tmp_path: Path) -> User:
    load_every_block(tmp_path)
    return officer_in(unit)


@pytest.fixture
def enrolment(officer: User) -> Enrolment:
    outline = outline_by_code("m3")
    assert outline
    return enrol(officer=officer, course_key=outline.course_key, by=officer)


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(person: User, path: str = LESSON) -> Markup:
    markup = Markup()
    markup.feed(client_of(person).get(path).content.decode())
    return markup


def block(name: str) -> str:
    """The id of the first block of this kind."""
    page = LessonPage.objects.get(code="l1", locale__language_code="tr", slug="l1", url_path__contains="/m3/")
    return next(str(child.id) for child in page.body if child.block_type == name)


def test_what_to_do_and_not_to_do_is_said_in_words(officer: User, enrolment: Enrolment) -> None:
    page = read(officer)

    assert [kind.text for kind in page.all("p", class_="dos__kind")] == ["Do", "Do not"]
    assert [len(each.text) > 20 for each in page.all("ul", class_="dos__list")] == [True, True]


def test_an_answer_waits_until_it_is_asked_for(officer: User, enrolment: Enrolment) -> None:
    page = read(officer)

    assert "Why do you hear a child apart" in page.one("p", class_="reveal__prompt").text
    assert "Show the answer" in [summary.text for summary in page.all("summary")]


def test_what_is_written_for_oneself_goes_nowhere(officer: User, enrolment: Enrolment) -> None:
    html = client_of(officer).get(LESSON).content.decode()
    markup = Markup()
    markup.feed(html)

    field = markup.one("textarea")
    assert "name" not in field.attributes
    assert field.attributes["autocomplete"] == "off"
    assert all("<textarea" not in form.partition("</form>")[0] for form in html.split("<form")[1:])
    assert "Nothing you write here is sent or stored" in html


def test_a_content_note_leads_past_its_part(officer: User, enrolment: Enrolment) -> None:
    page = read(officer)
    view = lesson_view("m3", "l1", "en")
    assert view

    link = page.one("a", class_="content-note__skip")
    after = next(section for section in view.sections if section.title == "Think")
    assert link.attributes["href"] == f"#b-{after.block_id}"
    assert page.all("div", id=f"b-{after.block_id}")
    assert "Think" in link.text


def test_what_a_content_note_covers_is_not_demanded(officer: User, enrolment: Enrolment) -> None:
    outline = outline_by_code("m3")
    assert outline

    assert [activity["kind"] for activity in outline.outline["lessons"][0]["activities"]] == ["read"]

    client_of(officer).post(f"{LESSON}done/")
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


def test_a_question_below_a_content_note_may_be_answered(officer: User, enrolment: Enrolment) -> None:
    view = lesson_view("m3", "l1", "en")
    assert view
    check = next(part for part in view.parts if part.kind == "check")

    answer = {"block": check.block_id, "question": str(check.question_keys[0]), "choice": ["1"]}
    page = client_of(officer).post(f"{LESSON}check/", answer, follow=True).content.decode()

    assert "Rationale: people are heard apart." in page
    assert not ActivityCompletion.objects.filter(enrolment=enrolment).exists()


def test_recordings_wait_for_the_reader_and_have_their_words(officer: User, enrolment: Enrolment) -> None:
    page = read(officer)

    audio, video, track = page.one("audio"), page.one("video"), page.one("track")
    assert audio.attributes["preload"] == video.attributes["preload"] == "none"
    assert "poster" not in video.attributes
    assert "default" not in track.attributes
    assert (track.attributes["kind"], track.attributes["srclang"]) == ("captions", "en")
    assert track.attributes["src"].endswith(".en.vtt")
    assert [summary.text for summary in page.all("summary")].count("Transcript") == 2


def test_a_lesson_is_the_same_for_who_saves_data(officer: User, enrolment: Enrolment) -> None:
    client = client_of(officer)
    pages = [client.get(LESSON, headers=headers).content for headers in ({}, {"Save-Data": "on"})]

    assert [page.count(b'preload="none"') for page in pages] == [2, 2]
    assert b" poster=" not in pages[1]


def test_a_path_is_drawn_and_told(officer: User, enrolment: Enrolment) -> None:
    page = read(officer)

    drawing = page.one("svg", class_="path__drawing")
    assert drawing.attributes["role"] == "img"
    assert "The first 24 hours" in drawing.attributes["aria-label"]
    assert len(page.all("rect", class_="path__branch")) == 3
    assert len(page.all("rect", class_="path__if")) == 2
    assert page.all("summary")[0].text


def test_the_field_card_of_the_course_is_in_the_lesson(officer: User, enrolment: Enrolment) -> None:
    page = read(officer)

    assert page.one("p", class_="pocket__title").text == "Detection and first talk"
    links = [link.attributes["href"] for link in page.all("a")]
    assert "/en/cards/m3/" in links


def test_care_says_where_to_get_help_without_an_invented_number(officer: User, enrolment: Enrolment) -> None:
    told = read(officer).one("p", class_="callout__help").text

    assert "supervisor" in told
    assert [number for number in told.replace(".", " ").split() if number.isdecimal()] == ["112"]


def test_a_checklist_is_taken_along(officer: User, enrolment: Enrolment) -> None:
    link = f"checklist/{block('checklist')}/"
    assert link in [each.attributes["href"] for each in read(officer).all("a")]

    page = read(officer, LESSON + link)
    assert page.one("h1").text == "Indicators"
    assert "Papers held by somebody else" in page.one("ul", class_="checklist__items").text


def test_a_checklist_is_for_who_reads_the_lesson(unit: Unit, officer: User, enrolment: Enrolment) -> None:
    path = f"{LESSON}checklist/{block('checklist')}/"
    others = [officer_in(unit), officer_in(UnitFactory(parent=unit)), officer_in(UnitFactory())]

    assert client_of(officer).get(path).status_code == 200
    assert [client_of(person).get(path).url for person in others] == ["/en/learn/m3/"] * 3
    assert "/accounts/login/" in Client().get(path).url


@pytest.mark.parametrize("name", ["path", "reveal"])
def test_only_a_checklist_has_a_page_of_its_own(officer: User, enrolment: Enrolment, name: str) -> None:
    assert client_of(officer).get(f"{LESSON}checklist/{block(name)}/").status_code == 404


def test_a_lesson_with_every_block_costs_two_queries_more_than_its_officer(
    officer: User, enrolment: Enrolment, django_assert_max_num_queries: object
) -> None:
    client = client_of(officer)
    client.get(LESSON)

    with django_assert_max_num_queries(14):
        client.get(LESSON)
