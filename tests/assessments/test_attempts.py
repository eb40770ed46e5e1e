"""Beginning and answering an attempt: what is drawn, what is refused, what is kept."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from assessments.domain import (
    AlreadySubmitted,
    EmptyBank,
    NoAttemptsLeft,
    NotDrawn,
    QuizClosed,
    QuizNotOpenYet,
    QuizNotPublished,
    start_attempt,
    submit,
)
from assessments.models import Attempt, Response
from assessments.queries import attempt_overview, item_view, quiz_info, standing
from tests.factories import InstitutionFactory, UserFactory
from tests.factories.assessments import (
    CONTEXT,
    BankFactory,
    QuizFactory,
    answer_all,
    begin,
    options,
    publish,
    published_question,
    published_quiz,
    right_places,
    save,
    translate,
    wrong_places,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def shown_texts(attempt, position=1, language="tr"):
    return [option["text"] for option in item_view(attempt, position, language).ask["options"]]


def chosen(attempt, position=1, language="tr"):
    """Places of the options that are chosen on the page."""
    options = item_view(attempt, position, language).ask["options"]
    return [option["place"] for option in options if option["chosen"]]


def drawn_codes(attempt):
    """Which questions were drawn, by the code in their stem."""
    return [item.stem.removeprefix("Soru ").removesuffix("?") for item in attempt_overview(attempt, "tr").items]


def responses(attempt):
    return list(Response.objects.filter(item__attempt=attempt).order_by("item__position", "clock"))


# --- what is drawn ---


def test_as_many_as_the_quiz_says_each_once():
    attempt = begin(UserFactory(), published_quiz(questions=8, draw=5))
    assert len(set(drawn_codes(attempt))) == len(drawn_codes(attempt)) == 5
    assert [item.position for item in attempt.items.order_by("position")] == [1, 2, 3, 4, 5]


def test_all_there_are_when_the_bank_is_smaller():
    assert len(drawn_codes(begin(UserFactory(), published_quiz(questions=2, draw=10)))) == 2


def test_only_published_pool_questions_of_the_bank_for_the_officers_agency():
    quiz = published_quiz(questions=0, draw=50)
    for code, fields in {
        "all": {"agency": "all"},
        "empty": {"agency": ""},
        "police": {"agency": "police"},
        "boat": {"agency": "coast_guard"},
        "check": {"pool": False},
        "elsewhere": {"bank": BankFactory(slug="other")},
    }.items():
        published_question(code=code, **fields)
    published_question(code="gone").unpublish()
    police, coast_guard = UserFactory(), UserFactory(institution=InstitutionFactory(code="sg", agency="coast_guard"))
    assert set(drawn_codes(begin(police, quiz))) == {"all", "empty", "police"}
    assert set(drawn_codes(begin(coast_guard, quiz))) == {"all", "empty", "boat"}


def test_the_newest_version_is_drawn_and_stays_when_the_question_changes():
    quiz = published_quiz(questions=0)
    question = published_question(stem="Eski?")
    question.stem = "Yeni?"
    publish(question)
    attempt = begin(UserFactory(), quiz)
    question.stem = "Daha yeni?"
    publish(question)
    assert item_view(attempt, 1, "tr").stem == "Yeni?"


def test_questions_and_options_are_shuffled_for_each_attempt():
    quiz = published_quiz(questions=6, draw=6, attempts=0)
    question_orders, option_orders = set(), set()
    for _officer in range(8):
        attempt = begin(UserFactory(), quiz)
        question_orders.add(tuple(drawn_codes(attempt)))
        option_orders |= {tuple(option.split("-")[-1] for option in item.option_order) for item in attempt.items.all()}
    assert len(question_orders) > 1
    assert len(option_orders) > 1


def test_without_shuffling_the_authors_order_is_kept():
    attempt = begin(UserFactory(), published_quiz(questions=4, draw=4, shuffle=False))
    assert drawn_codes(attempt) == sorted(drawn_codes(attempt))
    assert shown_texts(attempt) == ["Doğru", "Yanlış", "Belki"]


def test_true_false_is_never_shuffled():
    quiz = published_quiz(questions=0, draw=12)
    for _number in range(12):
        published_question(kind="true_false", parts=[])
    orders = {tuple(item.option_order) for item in begin(UserFactory(), quiz).items.all()}
    assert orders == {("true", "false")}


# --- what is refused ---


def test_a_quiz_never_published_or_withdrawn():
    officer, draft = UserFactory(), QuizFactory()
    with pytest.raises(QuizNotPublished):
        begin(officer, draft)
    quiz = published_quiz()
    quiz.unpublish()
    with pytest.raises(QuizNotPublished):
        begin(officer, quiz)


def test_an_empty_bank():
    with pytest.raises(EmptyBank):
        begin(UserFactory(), published_quiz(questions=0))
    assert not Attempt.objects.unscoped("test").exists()


def test_before_it_opens_and_after_it_closes():
    officer, now = UserFactory(), timezone.now()
    with pytest.raises(QuizNotOpenYet):
        begin(officer, published_quiz(opens_at=now + MINUTE))
    with pytest.raises(QuizClosed):
        begin(officer, published_quiz(closes_at=now))
    assert begin(officer, published_quiz(opens_at=now, closes_at=now + MINUTE))


def test_no_more_attempts_than_allowed_in_one_context():
    officer, quiz = UserFactory(), published_quiz(attempts=2)
    for _number in range(2):
        submit(attempt=begin(officer, quiz))
    with pytest.raises(NoAttemptsLeft):
        begin(officer, quiz)
    assert begin(officer, quiz, context_key="enrolment:other").number == 1
    assert begin(UserFactory(), quiz).number == 1


def test_no_limit_is_no_limit():
    officer, quiz = UserFactory(), published_quiz(attempts=0)
    for number in range(1, 6):
        attempt = begin(officer, quiz)
        assert attempt.number == number
        submit(attempt=attempt)


def test_a_passed_quiz_may_be_taken_again_while_attempts_remain():
    officer, quiz = UserFactory(), published_quiz()
    first = begin(officer, quiz)
    answer_all(first)
    assert submit(attempt=first).passed
    assert begin(officer, quiz).number == 2


def test_refusals_speak_the_language_of_the_reader():
    closed = timezone.now() - MINUTE
    quiz = published_quiz(closes_at=closed)
    with translation.override("en"), pytest.raises(QuizClosed) as refusal:
        begin(UserFactory(), quiz)
    with translation.override("en"):
        assert "closed on" in str(refusal.value)
        assert str(timezone.localtime(closed).year) in str(refusal.value)


# --- one open attempt ---


def test_a_second_tab_gets_the_open_attempt():
    officer, quiz = UserFactory(), published_quiz()
    assert begin(officer, quiz) == begin(officer, quiz, language="en")


def test_the_open_attempt_outlives_closing_and_withdrawal():
    officer, quiz = UserFactory(), published_quiz()
    attempt = begin(officer, quiz)
    quiz.unpublish()
    assert begin(officer, quiz) == attempt


# --- answers ---


@pytest.fixture
def attempt():
    return begin(UserFactory(), published_quiz(questions=3, draw=3))


def test_every_change_is_a_row_and_the_last_one_counts(attempt):
    for place in (1, 2, 3):
        save(attempt, 1, place)
    assert [r.clock for r in responses(attempt)] == [1, 2, 3]
    assert chosen(attempt) == [3]


def test_the_same_answer_again_writes_nothing(attempt):
    assert save(attempt, 1, 1) == save(attempt, 1, 1)
    assert len(responses(attempt)) == 1


def test_the_same_message_again_is_the_same_row_even_when_the_answer_moved_on(attempt):
    first = save(attempt, 1, 1, client_key="a")
    save(attempt, 1, 2, client_key="b")
    assert save(attempt, 1, 1, client_key="a") == first
    assert chosen(attempt) == [2]


def test_a_message_sent_again_after_submitting_still_gets_its_receipt(attempt):
    first = save(attempt, 1, 1, client_key="a")
    submit(attempt=attempt)
    assert save(attempt, 1, 1, client_key="a") == first


@pytest.mark.parametrize(("position", "places"), [(0, [1]), (4, [1]), (1, [0]), (1, [4]), (1, [-1]), (1, [1, 2])])
def test_what_was_not_drawn_or_not_offered_is_refused(attempt, position, places):
    with pytest.raises(NotDrawn):
        save(attempt, position, *places)
    assert responses(attempt) == []


def test_a_submitted_attempt_takes_no_answer(attempt):
    submit(attempt=attempt)
    with pytest.raises(AlreadySubmitted):
        save(attempt, 1, 1)


def close(quiz, *, minutes_ago):
    """The quiz now closes at a moment in the past."""
    quiz.closes_at = timezone.now() - minutes_ago * MINUTE
    return publish(quiz)


def test_a_closed_quiz_takes_no_answer_and_keeps_what_it_has():
    quiz = published_quiz(closes_at=timezone.now() + MINUTE)
    attempt = begin(UserFactory(), quiz)
    save(attempt, 1, 1)
    close(quiz, minutes_ago=0)
    with pytest.raises(QuizClosed):
        save(attempt, 1, 2)
    assert chosen(attempt) == [1]
    assert submit(attempt=attempt)


def test_extending_the_quiz_helps_those_who_have_begun():
    quiz = published_quiz(closes_at=timezone.now() + MINUTE)
    attempt = begin(UserFactory(), quiz)
    close(quiz, minutes_ago=0)
    with pytest.raises(QuizClosed):
        save(attempt, 1, 1)
    close(quiz, minutes_ago=-60)
    assert save(attempt, 1, 1).clock == 1


def test_multiple_choice_keeps_a_set_and_may_be_taken_back():
    quiz = published_quiz(questions=0)
    published_question(kind="multiple", parts=options("A", "B", "C", right=(1, 2)))
    attempt = begin(UserFactory(), quiz)
    first = save(attempt, 1, 1, 2)
    assert save(attempt, 1, 2, 1) == first
    assert item_view(attempt, 1, "tr").ask["input_type"] == "checkbox"
    save(attempt, 1)
    assert chosen(attempt) == []
    assert attempt_overview(attempt, "tr").unanswered == 1


# --- language ---


def test_changing_the_language_keeps_question_order_and_answers():
    quiz = published_quiz(questions=0, draw=5)
    for number in range(5):
        question = published_question(stem=f"Soru {number}", parts=options("1", "2", "3", ids=f"o{number}"))
        translate(question, stem=f"Question {number}", parts=options("one", "two", "three", ids=f"o{number}"))
    attempt = begin(UserFactory(), quiz)
    numbers = {"1": "one", "2": "two", "3": "three"}
    for position in range(1, 6):
        save(attempt, position, 2, language="tr" if position % 2 else "en")
        turkish, english = item_view(attempt, position, "tr"), item_view(attempt, position, "en")
        assert english.stem == turkish.stem.replace("Soru", "Question")
        assert [numbers[text] for text in shown_texts(attempt, position)] == shown_texts(attempt, position, "en")
        assert chosen(attempt, position, "tr") == chosen(attempt, position, "en") == [2]
        assert not english.fell_back
    assert {r.language for r in responses(attempt)} == {"tr", "en"}


def test_a_missing_translation_falls_back_to_the_source_and_says_so(attempt):
    shown = item_view(attempt, 1, "ar")
    assert (shown.language, shown.fell_back) == ("tr", True)
    assert shown.stem == item_view(attempt, 1, "tr").stem


def test_true_false_is_labelled_in_the_language_of_its_statement():
    quiz = published_quiz(questions=0)
    translate(published_question(kind="true_false", parts=[]), stem="Statement")
    attempt = begin(UserFactory(), quiz)
    assert shown_texts(attempt, 1, "en") == ["True", "False"]


# --- standing ---


def test_standing_counts_attempts_and_remembers_the_best():
    officer, quiz = UserFactory(), published_quiz(questions=3, draw=3, pass_mark=60)

    def now():
        return standing(officer=officer, quiz_key=quiz.translation_key, context_key=CONTEXT)

    assert (now().allowed, now().used, now().left, now().best_percent, now().passed) == (3, 0, 3, None, False)
    first = begin(officer, quiz)
    assert (now().open_attempt.public_id, now().used, now().left) == (first.public_id, 1, 2)
    answer_all(first, wrong=2)
    submit(attempt=first)
    assert (now().open_attempt, now().best_percent, now().passed) == (None, Decimal("33.33"), False)
    second = begin(officer, quiz)
    answer_all(second, wrong=1)
    submit(attempt=second)
    assert (now().best_percent, now().passed, now().left) == (Decimal("66.66"), True, 1)


def test_quiz_info_is_told_in_the_language_asked_for():
    quiz = published_quiz(questions=0, draw=7)
    translate(quiz, title="Final quiz", intro="Seven questions.")
    assert quiz_info(quiz.translation_key, "en").title == "Final quiz"
    assert quiz_info(quiz.translation_key, "ar").title == "Bitirme sınavı"
    assert quiz_info(quiz.translation_key, "en").questions == 7
    assert quiz_info(QuizFactory().translation_key, "tr") is None


def test_places_answer_what_this_attempt_showed(attempt):
    item = attempt.items.select_related("question_version").get(position=2)
    (right,), (wrong,) = right_places(item), wrong_places(item)
    assert save(attempt, 2, right).answer["chosen"] == item.question_version.key["right"]
    assert save(attempt, 2, wrong).answer["chosen"] != item.question_version.key["right"]


def test_the_quiz_key_may_come_as_text():
    quiz = published_quiz()
    assert (
        start_attempt(
            officer=UserFactory(), quiz_key=str(quiz.translation_key), context_key=CONTEXT, language="tr"
        ).quiz_key
        == quiz.translation_key
    )
