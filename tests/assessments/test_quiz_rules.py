"""The rules of a quiz, judged by the database's clock: rows are dated, no clock is turned."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from assessments import domain
from assessments.domain import (
    AnswerFinal,
    CodeNeeded,
    NoAttemptsLeft,
    QuizClosed,
    TimeUp,
    TooSoon,
    WrongCode,
    close_overdue,
    grant_override,
    start_attempt,
    submit,
    withdraw_override,
)
from assessments.models import Attempt, AttemptItem, AttemptResult, PreparedDraw, QuizOverride, QuizVersion
from assessments.queries import item_feedback, result_view, standing
from assessments.queries.recomputing import recompute
from common.models import AuditEvent
from tests.factories import InstitutionFactory, UnitFactory, UserFactory, officer_in
from tests.factories.assessments import (
    CONTEXT,
    answer_all,
    begin,
    publish,
    published_quiz,
    right_places,
    save,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def ago(attempt, **fields):
    """Date an attempt as if it had been made then."""
    moments = {name: timezone.now() - delta for name, delta in fields.items()}
    Attempt.objects.unscoped("test").filter(pk=attempt.pk).update(**moments)
    return Attempt.objects.unscoped("test").get(pk=attempt.pk)


def stands(officer, quiz):
    return standing(officer=officer, quiz_key=quiz.translation_key, context_key=CONTEXT)


def finish(officer, quiz, *, wrong=0):
    attempt = begin(officer, quiz)
    answer_all(attempt, wrong=wrong)
    submit(attempt=attempt)
    return attempt


# --- waiting, code, time ---


def test_the_next_attempt_waits(db):
    officer, quiz = UserFactory(), published_quiz(wait_minutes=60)
    first = finish(officer, quiz)
    with pytest.raises(TooSoon):
        begin(officer, quiz)
    assert stands(officer, quiz).again_from > timezone.now()
    ago(first, submitted_at=61 * MINUTE)
    assert stands(officer, quiz).again_from is None
    assert begin(officer, quiz).number == 2


@pytest.mark.parametrize("given", ["IĞDIR 7", "ığdır7", "  igdir 7 "])
def test_the_supervisors_code_opens_the_quiz_however_it_is_typed(given):
    quiz = published_quiz(access_code="Iğdır 7")
    start_attempt(officer=UserFactory(), quiz_key=quiz.translation_key, context_key=CONTEXT, language="tr", code=given)


@pytest.mark.parametrize(("given", "refusal"), [("", CodeNeeded), ("  ", CodeNeeded), ("Iğdır 8", WrongCode)])
def test_without_the_code_nothing_begins(given, refusal):
    quiz = published_quiz(access_code="Iğdır 7")
    officer = UserFactory()
    with pytest.raises(refusal):
        start_attempt(officer=officer, quiz_key=quiz.translation_key, context_key=CONTEXT, language="tr", code=given)
    assert not Attempt.objects.of(officer).exists()


def test_an_answer_after_the_time_is_refused_and_one_given_before_may_arrive_within_the_grace():
    officer, quiz = UserFactory(), published_quiz(time_limit=30, grace=10)
    attempt = ago(begin(officer, quiz), started_at=35 * MINUTE)
    with pytest.raises(TimeUp):
        save(attempt, 1, 1)
    assert save(attempt, 1, 1, clock=1, device="abcdefgh", client_key="k1", given_in_time=True).late
    attempt = ago(attempt, started_at=41 * MINUTE)
    with pytest.raises(TimeUp):
        save(attempt, 1, 2, clock=2, device="abcdefgh", client_key="k2", given_in_time=True)


@pytest.mark.parametrize("years", [-10, 10])
def test_the_clock_of_the_application_gives_no_time(years):
    officer, quiz = UserFactory(), published_quiz(time_limit=30, grace=0)
    over, running = begin(officer, quiz), begin(UserFactory(), quiz)
    over = ago(over, started_at=31 * MINUTE)
    with time_machine.travel(timezone.now() + timedelta(days=365 * years)):
        with pytest.raises(TimeUp):
            save(over, 1, 1)
        assert save(running, 1, 1)


def test_overdue_attempts_are_submitted_with_what_arrived_and_not_before_the_grace_is_over():
    officer, quiz = UserFactory(), published_quiz(questions=3, draw=3, time_limit=30, grace=10)
    attempt = begin(officer, quiz)
    save(attempt, 1, *right_places(attempt.items.select_related("question_version").get(position=1)))
    attempt = ago(attempt, started_at=39 * MINUTE)
    assert close_overdue() == 0
    attempt = ago(attempt, started_at=41 * MINUTE)
    assert close_overdue() == 1
    assert close_overdue() == 0
    attempt.refresh_from_db()
    assert attempt.ended_by == Attempt.End.TIME
    assert result_view(attempt, "tr").points == 1


def test_opening_an_overdue_attempt_submits_it(client):
    officer, quiz = UserFactory(), published_quiz(time_limit=30, grace=0)
    attempt = ago(begin(officer, quiz), started_at=31 * MINUTE)
    client.force_login(officer)
    response = client.get(f"/en/assessments/{attempt.public_id}/", follow=True)
    assert response.redirect_chain[-1][0].endswith("/result/")
    assert "The time was up" in response.content.decode()


# --- which attempt counts ---


@pytest.mark.parametrize(
    ("counting", "percent", "passed"), [("best", 100, True), ("last", 0, False), ("mean", Decimal("50"), False)]
)
def test_best_last_or_mean_counts(counting, percent, passed):
    officer, quiz = UserFactory(), published_quiz(questions=2, draw=2, counting=counting)
    finish(officer, quiz)
    finish(officer, quiz, wrong=2)
    stand = stands(officer, quiz)
    assert stand.percent == percent
    assert stand.passed is passed


def test_practice_never_passes():
    officer, quiz = UserFactory(), published_quiz(mode="practice")
    finish(officer, quiz)
    assert stands(officer, quiz).percent == 100
    assert not stands(officer, quiz).passed


@pytest.mark.parametrize("counting", ["best", "last", "mean"])
def test_what_was_done_as_practice_never_counts_not_even_when_the_quiz_is_no_practice_any_more(counting):
    officer, quiz = UserFactory(), published_quiz(mode="practice", counting=counting, questions=2, draw=2, attempts=0)
    finish(officer, quiz)
    become(quiz, "standard")
    assert not stands(officer, quiz).passed
    assert stands(officer, quiz).percent is None
    assert [(each.percent, each.passed, each.practice) for each in stands(officer, quiz).tries] == [(100, False, True)]
    finish(officer, quiz, wrong=1)
    assert stands(officer, quiz).percent == 50
    assert not stands(officer, quiz).passed
    finish(officer, quiz)
    assert stands(officer, quiz).passed is (counting != "mean")


def test_practice_uses_up_no_attempts_of_the_quiz_it_becomes():
    officer, quiz = UserFactory(), published_quiz(mode="practice", attempts=1)
    submit(attempt=begin(officer, quiz))
    assert stands(officer, quiz).left == 0
    become(quiz, "standard")
    assert stands(officer, quiz).left == 1
    submit(attempt=begin(officer, quiz))
    assert stands(officer, quiz).left == 0
    with pytest.raises(NoAttemptsLeft):
        begin(officer, quiz)


def test_what_was_passed_stays_passed_when_the_quiz_becomes_practice():
    officer, quiz = UserFactory(), published_quiz(questions=2, draw=2)
    finish(officer, quiz)
    become(quiz, "practice")
    finish(officer, quiz, wrong=2)
    assert stands(officer, quiz).passed
    assert stands(officer, quiz).percent == 100


def test_the_result_of_practice_is_no_pass_and_the_page_says_that_practice_is_finished(client):
    officer, quiz = UserFactory(), published_quiz(mode="practice", questions=3, draw=3)
    attempt = finish(officer, quiz, wrong=1)
    submit(attempt=finish(officer, quiz))
    assert list(AttemptResult.objects.values_list("passed", flat=True)) == [False, False]
    assert recompute().differences == []
    client.force_login(officer)
    page = client.get(f"/en/assessments/{attempt.public_id}/result/").content.decode()
    assert "<h1>Practice finished: 2 of 3</h1>" in page
    assert "does not count" in page
    assert not any(word in page for word in ("You passed", "You did not pass", "not passed", "Pass mark"))


# --- practice and examination ---


def become(quiz, mode, **fields):
    """The trainer changes the mode while attempts run."""
    for name, value in {"mode": mode, **fields}.items():
        setattr(quiz, name, value)
    publish(quiz)


@pytest.mark.parametrize("mode", ["standard", "exam"])
def test_a_switch_to_practice_in_mid_attempt_tells_no_answers(client, mode):
    closes_at = timezone.now() + timedelta(hours=1)
    officer, quiz = UserFactory(), published_quiz(mode=mode, closes_at=closes_at, questions=2, draw=2)
    attempt = begin(officer, quiz)
    save(attempt, 1, 1)
    become(quiz, "practice")
    assert item_feedback(attempt, 1, "tr") is None
    client.force_login(officer)
    page = f"/en/assessments/{attempt.public_id}/1/"
    assert "Gerekçe" not in client.get(page).content.decode()
    shown = client.post(page, {"choice": 2, "button": "next"}, follow=True).content.decode()
    assert "Gerekçe" not in shown
    assert "Question 2" in shown
    assert save(attempt, 1, 3)  # not final
    attempt.refresh_from_db()
    submit(attempt=attempt)
    assert bool(result_view(attempt, "tr").items) is (mode == "standard")


def test_a_switch_away_from_practice_leaves_the_first_answers_final(client):
    officer, quiz = UserFactory(), published_quiz(mode="practice", questions=2, draw=2)
    attempt = begin(officer, quiz)
    save(attempt, 1, 1)
    become(quiz, "standard")
    with pytest.raises(AnswerFinal):
        save(attempt, 1, 2)
    client.force_login(officer)
    assert "Gerekçe" in client.get(f"/en/assessments/{attempt.public_id}/1/").content.decode()


@pytest.mark.parametrize("own", ["standard", "practice"])
def test_a_quiz_that_became_an_examination_holds_the_feedback_of_earlier_attempts_back(own):
    officer, quiz = UserFactory(), published_quiz(mode=own)
    attempt = finish(officer, quiz)
    become(quiz, "exam", closes_at=timezone.now() + timedelta(hours=1))
    assert result_view(attempt, "tr").items == ()
    become(quiz, "exam", closes_at=timezone.now() - MINUTE)
    assert len(result_view(attempt, "tr").items) == 3


def test_an_examination_whose_rules_were_eased_still_waits_for_the_closing_it_was_made_under():
    officer, quiz = UserFactory(), exam()
    attempt = finish(officer, quiz)
    become(quiz, "standard", closes_at=None)
    assert result_view(attempt, "tr").items == ()


def test_in_practice_the_first_answer_stands_and_is_judged_at_once(client):
    officer, quiz = UserFactory(), published_quiz(mode="practice", questions=2, draw=2, shuffle=False)
    attempt = begin(officer, quiz)
    client.force_login(officer)
    page = f"/en/assessments/{attempt.public_id}/1/"
    assert "Gerekçe" not in client.get(page).content.decode()
    shown = client.post(page, {"choice": 2, "button": "next"}, follow=True).content.decode()
    assert "Gerekçe" in shown
    assert 'name="choice"' not in shown
    with pytest.raises(AnswerFinal):
        save(attempt, 1, 1)
    assert item_feedback(attempt, 2, "tr") is None
    assert "Gerekçe" not in client.get(f"/en/assessments/{attempt.public_id}/2/").content.decode()


def exam(**fields):
    return published_quiz(mode="exam", closes_at=timezone.now() + timedelta(hours=1), **fields)


def test_an_examination_tells_the_score_at_once_and_what_was_right_when_it_closes():
    officer, quiz = UserFactory(), exam()
    attempt = finish(officer, quiz)
    before = result_view(attempt, "tr")
    assert before.passed
    assert before.items == ()
    assert before.feedback_at is not None
    quiz.closes_at = timezone.now() - MINUTE
    publish(quiz)
    assert len(result_view(attempt, "tr").items) == 3


def test_an_extension_for_one_holds_the_feedback_back_for_that_one():
    officer, other, quiz = UserFactory(), UserFactory(), exam()
    attempts = [finish(officer, quiz), finish(other, quiz)]
    override(quiz, officer=officer, closes_at=timezone.now() + timedelta(days=2))
    quiz.closes_at = timezone.now() - MINUTE
    publish(quiz)
    assert result_view(attempts[0], "tr").items == ()
    assert len(result_view(attempts[1], "tr").items) == 3


# --- overrides ---


def test_the_record_of_an_override_names_people_and_units_by_what_everybody_may_know():
    officer, unit, quiz = UserFactory(), UnitFactory(), published_quiz()
    override(quiz, officer=officer, extra_attempts=1)
    given = override(quiz, unit=unit, extra_attempts=1)
    withdraw_override(override=given, by=UserFactory(), reason="Yanlış birim")
    events = AuditEvent.objects.filter(action__startswith="override.").order_by("pk")
    whom = [event.data["whom"] for event in events]
    assert whom == [f"officer:{officer.public_id}", f"unit:{unit.code}", f"unit:{unit.code}"]


def override(quiz, **fields):
    fields.setdefault("by", UserFactory())
    return grant_override(quiz_key=quiz.translation_key, reason="Sağlık raporu", **fields)


def test_extra_time_for_one_person():
    officer, other, quiz = UserFactory(), UserFactory(), published_quiz(time_limit=30, grace=0)
    attempts = [ago(begin(each, quiz), started_at=40 * MINUTE) for each in (officer, other)]
    override(quiz, officer=officer, extra_time=50)
    assert save(attempts[0], 1, 1)
    with pytest.raises(TimeUp):
        save(attempts[1], 1, 1)
    assert stands(officer, quiz).terms.minutes == 45


def test_a_units_override_reaches_the_units_below_and_the_persons_own_goes_first():
    institution = InstitutionFactory()
    province = UnitFactory(institution=institution)
    station = UnitFactory(institution=institution, parent=province)
    inside, outside = officer_in(station), officer_in(UnitFactory(institution=institution))
    quiz = published_quiz(time_limit=60)
    override(quiz, unit=province, extra_time=25)
    assert stands(inside, quiz).terms.minutes == 75
    assert stands(outside, quiz).terms.minutes == 60
    override(quiz, unit=station, extra_time=50)
    assert stands(inside, quiz).terms.minutes == 90
    override(quiz, officer=inside, extra_time=100)
    assert stands(inside, quiz).terms.minutes == 120


def test_the_newest_counts_and_a_withdrawn_one_no_longer():
    officer, quiz = UserFactory(), published_quiz(attempts=1)
    finish(officer, quiz)
    override(quiz, officer=officer, extra_attempts=2)
    newest = override(quiz, officer=officer, extra_attempts=1)
    assert stands(officer, quiz).left == 1
    withdraw_override(override=newest, by=UserFactory(), reason="Yanlış kişi")
    assert stands(officer, quiz).left == 0
    with pytest.raises(NoAttemptsLeft):
        begin(officer, quiz)
    assert QuizOverride.objects.of(officer).count() == 3


def test_a_closed_quiz_may_be_opened_for_one():
    officer, quiz = UserFactory(), published_quiz(closes_at=timezone.now() - MINUTE)
    with pytest.raises(QuizClosed):
        begin(officer, quiz)
    override(quiz, officer=officer, closes_at=timezone.now() + timedelta(hours=1))
    assert begin(officer, quiz)


@pytest.mark.parametrize("fields", [{}, {"extra_time": 25, "reason": " "}])
def test_an_override_needs_a_reason_and_a_change(fields):
    quiz = published_quiz()
    with pytest.raises(domain.OverrideRefused):
        grant_override(
            **{"quiz_key": quiz.translation_key, "officer": UserFactory(), "by": UserFactory(), "reason": "x", **fields}
        )


# --- drawn ahead ---


def test_a_prepared_start_asks_what_was_drawn_and_uses_it_up(django_assert_num_queries):
    officer = UserFactory()
    quiz = published_quiz(questions=5, draw=3, prepare=True, opens_at=timezone.now() + timedelta(hours=1))
    (version,) = domain.quizzes_to_prepare()
    assert domain.prepare_draw(officer=officer, version=version, context_key=CONTEXT)
    assert not domain.prepare_draw(officer=officer, version=version, context_key=CONTEXT)
    prepared = PreparedDraw.objects.of(officer).get()
    override(quiz, officer=officer, opens_at=timezone.now() - MINUTE)
    attempt = begin(officer, quiz)
    items = AttemptItem.objects.filter(attempt=attempt).order_by("position")
    assert [[item.question_version_id, item.option_order, item.label] for item in items] == prepared.items
    assert not PreparedDraw.objects.of(officer).exists()


def test_draws_for_rules_that_no_longer_hold_are_not_used():
    officer = UserFactory()
    quiz = published_quiz(questions=5, draw=3, prepare=True, opens_at=timezone.now() + timedelta(hours=1))
    domain.prepare_draw(officer=officer, version=QuizVersion.objects.get(), context_key=CONTEXT)
    quiz.opens_at, quiz.pass_mark = timezone.now() - MINUTE, 50
    publish(quiz)
    assert begin(officer, quiz).quiz_version.rules["pass_mark"] == 50
    assert domain.forget_old_draws(quiz_key=quiz.translation_key) == 1


def test_a_withdrawn_quiz_is_not_prepared():
    quiz = published_quiz(questions=5, draw=3, prepare=True, opens_at=timezone.now() + timedelta(hours=1))
    assert len(domain.quizzes_to_prepare()) == 1
    quiz.unpublish()
    assert domain.quizzes_to_prepare() == []


# --- whose it is, in the browser ---


def test_a_wrong_code_is_told_in_words_and_counted(site):
    from courses.queries import outline_by_code
    from enrolments.domain import enrol

    outline = outline_by_code("m1")
    officer = UserFactory()
    enrol(officer=officer, course_key=outline.course_key, by=officer)
    from assessments.models import Quiz

    quiz = Quiz.objects.get(translation_key=outline.outline["quiz"], locale__language_code="tr")
    quiz.access_code = "Kapı 5"
    publish(quiz)
    browser = Client()
    browser.force_login(officer)
    with translation.override("en"):
        address = reverse("learn:quiz", args=["m1"])
    for _try in range(5):
        page = browser.post(address, {"code": "nothing"}, follow=True).content.decode()
        assert "not the supervisor" in page
    assert "Too many codes" in browser.post(address, {"code": "Kapı 5"}, follow=True).content.decode()
    assert "Kapı 5" not in page
    assert not Attempt.objects.of(officer).exists()
