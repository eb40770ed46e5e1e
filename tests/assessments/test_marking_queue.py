"""Trainers mark what no rule can mark: without names, one after another, and never twice unawares."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from assessments.domain import Change, OwnAnswer, mark_by_person, save_response, submit
from assessments.models import Attempt, AttemptResult, Mark
from assessments.queries.waiting import waiting_items
from tests.factories import UserFactory
from tests.factories.assessments import begin, published_question, published_quiz
from tests.factories.courses import prepare_site
from tests.factories.editors import editor
from tests.factories.kinds import HIDDEN, example

pytestmark = pytest.mark.django_db
TEXT = "Önce onu sakin bir odaya alırım."


@pytest.fixture
def quiz():
    prepare_site()
    quiz = published_quiz(questions=0, draw=1, attempts=0, title="Bitirme")
    published_question(**example("written"))
    return quiz


@pytest.fixture
def trainer(quiz):
    return editor(Role.TRAINER)


def handed_in(quiz, officer=None, *, days=1, text=TEXT):
    """An attempt with one written answer, submitted so many days ago."""
    attempt = begin(officer or UserFactory(first_name="Kerime", last_name="Gizlioğlu"), quiz)
    save_response(attempt=attempt, change=Change(position=1, fields={"text": [text]}), language="tr")
    submit(attempt=attempt)
    when = timezone.now() - timedelta(days=days)
    Attempt.objects.unscoped("test").filter(pk=attempt.pk).update(submitted_at=when)
    return attempt


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def page_of(attempt):
    return reverse("marking_answer", args=[attempt.public_id, 1])


def points(*won, seen=0, **fields):
    return {f"criterion-{n}": str(each) for n, each in enumerate(won, start=1)} | {"seen": seen, "comment": ""} | fields


def mark(client, attempt, *won, **fields):
    return client.post(page_of(attempt), points(*won, **fields))


def test_the_oldest_comes_first_and_nobody_is_named(quiz, trainer):
    young, old = handed_in(quiz, days=1), handed_in(quiz, days=9)
    html = signed_in(trainer).get(reverse("marking_queue")).content.decode()
    assert html.index(old.public_id) < html.index(young.public_id)
    assert "Bitirme" in html
    assert "Kerime" not in html
    assert "Gizlioğlu" not in html


def test_the_page_of_an_answer_shows_all_a_marker_needs_and_no_name(quiz, trainer):
    html = signed_in(trainer).get(page_of(handed_in(quiz))).content.decode()
    for shown in (TEXT, f"{HIDDEN}-yol", f"{HIDDEN}: önce", "Güvenliği öne alır", "Ayrı konuşur"):
        assert shown in html
    assert "Kerime" not in html
    assert "Gizlioğlu" not in html


def test_a_mark_is_given_and_the_next_answer_comes_up(quiz, trainer):
    first, second = handed_in(quiz, days=5), handed_in(quiz, days=2)
    client = signed_in(trainer)
    answer = mark(client, first, 2, 1, comment="Ayrı görüşmeyi yazın.")
    assert answer.url == page_of(second)
    given = Mark.objects.get(item__attempt=first)
    assert (given.points, given.max_points, given.by) == (3, 5, trainer)
    assert given.details == {"criteria": {"c1": "2", "c2": "1"}}
    assert AttemptResult.objects.get(attempt=first).percent == 60
    assert mark(client, second, 2, 3).url == reverse("marking_queue")


def test_the_officer_sees_points_of_each_criterion_and_the_comment(quiz, trainer):
    attempt = handed_in(quiz)
    officer = signed_in(attempt.officer)
    before = officer.get(f"/en/assessments/{attempt.public_id}/result/").content.decode()
    assert "waits for a trainer" in before
    mark(signed_in(trainer), attempt, 2, 1, comment="Ayrı görüşmeyi yazın.")
    html = officer.get(f"/en/assessments/{attempt.public_id}/result/").content.decode()
    assert "2 of 2 points" in html
    assert "1 of 3 points" in html
    assert "Ayrı görüşmeyi yazın." in html
    assert f"{HIDDEN}-yol" not in html  # guidance is for who marks


@pytest.mark.parametrize("won", [("", 1), (3, 1), (2, 4), (-1, 1), ("x", 1), (2,)])
def test_points_out_of_the_rubric_are_told_beside_the_field(quiz, trainer, won):
    attempt = handed_in(quiz)
    answer = mark(signed_in(trainer), attempt, *won)
    assert answer.status_code == 400
    assert "error-message" in answer.content.decode()
    assert not Mark.objects.exists()


def test_the_second_of_two_trainers_is_told(quiz, trainer):
    attempt, second = handed_in(quiz), editor(Role.TRAINER)
    assert mark(signed_in(trainer), attempt, 2, 3).status_code == 302
    answer = mark(signed_in(second), attempt, 0, 0)
    assert answer.status_code == 400
    assert Mark.objects.count() == 1
    assert trainer.get_full_name() in answer.content.decode() or str(trainer) in answer.content.decode()
    assert mark(signed_in(second), attempt, 0, 0, seen=1, reason="Yanlış okunmuş").status_code == 302


def test_a_mark_given_anew_needs_a_reason_and_keeps_the_old_one(quiz, trainer):
    attempt, client = handed_in(quiz), signed_in(trainer)
    mark(client, attempt, 2, 3)
    assert mark(client, attempt, 1, 1, seen=1).status_code == 400
    assert mark(client, attempt, 1, 1, seen=1, reason="Ölçüt yanlış okundu").status_code == 302
    rows = Mark.objects.filter(item__attempt=attempt).order_by("number")
    assert [(row.number, row.points, row.reason) for row in rows] == [(1, 5, ""), (2, 2, "Ölçüt yanlış okundu")]
    assert AttemptResult.objects.filter(attempt=attempt).latest("number").points == 2
    html = client.get(page_of(attempt)).content.decode()
    assert "Ölçüt yanlış okundu" in html
    assert attempt.public_id in client.get(reverse("marking_queue") + "?marked=1").content.decode()
    assert attempt.public_id not in client.get(reverse("marking_queue")).content.decode()


def test_nobody_marks_an_answer_of_their_own(quiz, trainer):
    attempt = handed_in(quiz, trainer)
    client = signed_in(trainer)
    assert attempt.public_id not in client.get(reverse("marking_queue")).content.decode()
    assert client.get(page_of(attempt), follow=True).status_code == 404
    mark(client, attempt, 2, 3)
    assert not Mark.objects.exists()
    with pytest.raises(OwnAnswer):
        mark_by_person(item=attempt.items.get(), points=5, by=trainer)


def test_an_attempt_that_is_still_open_waits_for_nobody(quiz, trainer):
    attempt = begin(UserFactory(), quiz)
    save_response(attempt=attempt, change=Change(position=1, fields={"text": [TEXT]}), language="tr")
    assert not waiting_items(trainer).exists()
    assert signed_in(trainer).get(page_of(attempt), follow=True).status_code == 404


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.TRAINER, True),
        (Role.ADMINISTRATOR, True),
        (Role.REVIEWER, False),
        (Role.TRANSLATOR, False),
        (Role.COORDINATOR, False),
        (Role.OFFICER, False),
    ],
)
def test_who_may_mark(quiz, role, may):
    attempt, client = handed_in(quiz), signed_in(editor(role))
    for address in (reverse("marking_queue"), page_of(attempt)):
        assert (client.get(address).status_code == 200) == may
    assert (mark(client, attempt, 2, 3).status_code == 302 and Mark.objects.exists()) == may


def test_the_officer_of_the_answer_and_a_stranger_see_nothing(quiz):
    attempt = handed_in(quiz)
    for client in (signed_in(attempt.officer), Client()):
        assert client.get(page_of(attempt)).status_code in (302, 403)
        assert client.get(reverse("marking_queue")).status_code in (302, 403)


LIST = 11  # most are Wagtail's: session, person, permissions, menu


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(quiz, trainer, count, django_assert_num_queries):
    for day in range(count):
        handed_in(quiz, days=day + 1)
    client = signed_in(trainer)
    client.get(reverse("marking_queue"))
    with django_assert_num_queries(LIST):
        client.get(reverse("marking_queue"))


def test_the_trainers_front_page_counts_what_waits(quiz, trainer):
    handed_in(quiz)
    handed_in(quiz)
    html = signed_in(trainer).get(reverse("wagtailadmin_home")).content.decode()
    assert "<span>2</span>" in html
    assert reverse("marking_queue") in html
    reviewer = signed_in(editor(Role.REVIEWER)).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("marking_queue") not in reviewer
