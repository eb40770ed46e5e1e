"""Which questions are drawn: as many as can be, none twice, by chance; and what a trainer is told about it."""

from itertools import combinations

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail.users.models import UserProfile

from accounts.models import Agency, Role
from assessments.domain.drawing import fill
from assessments.models import Question, QuestionCategory, Quiz
from tests.factories import UserFactory
from tests.factories.assessments import (
    BankFactory,
    QuizFactory,
    begin,
    drawn,
    locale,
    options,
    published_question,
    published_quiz,
)
from tests.factories.editors import editor

# --- sharing questions out among rows; no database ---

ROWS = st.lists(st.tuples(st.integers(0, 5), st.sets(st.integers(0, 9))), max_size=5)


def most(rows):
    """Hall's theorem with its deficiency: what some rows can draw at all, and what the others want."""
    sets = [chosen for size in range(len(rows) + 1) for chosen in combinations(range(len(rows)), size)]
    return min(
        sum(wanted for place, (wanted, _fits) in enumerate(rows) if place not in chosen)
        + len(set().union(*(rows[place][1] for place in chosen)))
        for chosen in sets
    )


@given(ROWS)
def test_as_many_are_shared_out_as_can_be_and_none_twice(rows):
    filled = fill(rows)
    given_out = [question for part in filled for question in part]
    assert len(given_out) == len(set(given_out)) == most(rows)
    for part, (wanted, fits) in zip(filled, rows, strict=True):
        assert len(part) <= wanted
        assert set(part) <= fits


@given(ROWS)
def test_where_not_all_can_be_filled_the_earlier_rows_are(rows):
    filled = fill(rows)
    for number in range(len(rows)):
        assert sum(len(part) for part in filled[:number]) == most(rows[:number])


def test_every_question_has_its_chance_even_where_rows_overlap():
    draws = [fill([(2, range(4)), (2, range(2, 6))]) for _round in range(300)]
    assert {question for first, _second in draws for question in first} == set(range(4))
    assert {question for _first, second in draws for question in second} == set(range(2, 6))
    assert len({tuple(map(tuple, each)) for each in draws}) > 10


def test_a_large_blueprint_over_a_large_bank_is_shared_out_quickly():
    rows = [(40, range(number * 10, 1000 + number * 10)) for number in range(25)]
    assert sum(len(part) for part in fill(rows)) == 1000


# --- from the bank ---


def blueprint(bank, *rows, name="s"):
    blank = {"competency": "", "difficulty": "", "tag": ""}
    items = [{"type": "item", "id": f"{name}{n}", "value": {**blank, **row}} for n, row in enumerate(rows)]
    return {"type": "blueprint", "id": name, "value": {"bank": bank.pk, "rows": items}}


def codes(attempt):
    """The codes of what was drawn, in the order asked."""
    keys = attempt.items.order_by("position").values_list("question_version__question_key", flat=True)
    named = dict(Question.objects.values_list("translation_key", "code"))
    return [named[key] for key in keys]


def fixed(*questions):
    items = [{"type": "item", "id": f"f{n}", "value": question.pk} for n, question in enumerate(questions)]
    return {"type": "fixed", "id": "fixed", "value": {"questions": items}}


@pytest.mark.django_db
def test_a_blueprint_draws_each_cell_and_no_question_twice():
    bank = BankFactory()
    for number in range(4):
        published_question(bank=bank, code=f"k1-{number}", competency="K1", difficulty="easy", tags="Sınır, deniz")
        published_question(bank=bank, code=f"k2-{number}", competency="K2", difficulty="hard", tags="kara")
    section = blueprint(
        bank,
        {"competency": "K1", "tag": "SINIR", "count": 2},
        {"difficulty": "hard", "count": 3},
        {"competency": "K1", "count": 9},
    )
    found = codes(begin(UserFactory(), published_quiz(questions=0, bank=bank, sections=[section])))
    assert len(found) == len(set(found)) == 2 + 3 + 2  # the last row gets the two K1 that are left


@pytest.mark.django_db
@pytest.mark.parametrize("apart", [False, True])
def test_overlapping_rows_are_all_filled_when_they_can_be_in_one_section_or_two(apart):
    bank = BankFactory()
    for number in range(2):
        published_question(bank=bank, code=f"easy-{number}", competency="K1", difficulty="easy")
        published_question(bank=bank, code=f"hard-{number}", competency="K1", difficulty="hard")
    wide, narrow = {"competency": "K1", "count": 2}, {"difficulty": "easy", "count": 2}
    sections = [blueprint(bank, wide, name="a"), blueprint(bank, narrow, name="b")]
    if not apart:
        sections = [blueprint(bank, wide, narrow)]
    quiz = published_quiz(questions=0, bank=bank, attempts=0, sections=sections)
    assert {begin(UserFactory(), quiz).items.count() for _round in range(12)} == {4}


@pytest.mark.django_db
def test_fixed_questions_are_never_drawn_by_a_section_before_them():
    bank = BankFactory()
    questions = [published_question(bank=bank, code=f"q{number}") for number in range(4)]
    sections = [*drawn(bank, 2), fixed(questions[3], questions[0], questions[3])]
    quiz = published_quiz(questions=0, bank=bank, shuffle=False, sections=sections)
    for _round in range(6):
        assert codes(begin(UserFactory(), quiz)) == ["q1", "q2", "q3", "q0"]


@pytest.mark.django_db
def test_a_category_holds_what_is_in_the_categories_inside_it():
    bank = BankFactory()
    outer, sibling = (QuestionCategory.objects.create(bank=bank, title=title) for title in ("Belirti", "Yasa"))
    inner = QuestionCategory.objects.create(bank=bank, title="Kişi", parent=outer)
    innermost = QuestionCategory.objects.create(bank=bank, title="Beden", parent=inner)
    for code, category in {"a": outer, "b": inner, "c": innermost, "d": sibling, "e": None}.items():
        published_question(bank=bank, code=code, category=category)
    for category, expected in ((outer, ["a", "b", "c"]), (inner, ["b", "c"]), (sibling, ["d"])):
        quiz = published_quiz(questions=0, bank=bank, shuffle=False, sections=drawn(bank, 9, category=category.pk))
        assert codes(begin(UserFactory(), quiz)) == expected


@pytest.mark.django_db
def test_each_officer_gets_the_questions_of_the_own_agency_and_those_of_all():
    bank = BankFactory()
    for agency in ("", "all", *Agency.values):
        published_question(bank=bank, code=agency or "none", agency=agency)
    quiz = published_quiz(questions=0, bank=bank, shuffle=False, sections=drawn(bank, 9))
    officer = UserFactory()
    assert codes(begin(officer, quiz)) == sorted({"all", "none", officer.agency or "none"})


# --- what the trainer is told ---


@pytest.fixture
def administrator(site):
    user = editor(Role.ADMINISTRATOR)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    client = Client()
    client.force_login(user)
    return client


def write(client, *sections, **changes):
    """A quiz through the trainer's form."""
    form = {
        "title": "Sınav",
        "code": "sinav",
        "intro": "",
        "sections": streamfield(list(sections)),
        "shuffle": "on",
        "mode": "standard",
        "pass_mark": 80,
        "counting": "best",
        "attempts": 3,
        "wait_minutes": 0,
        "time_limit": "",
        "grace": 10,
        "opens_at": "",
        "closes_at": "",
        "access_code": "",
        **changes,
    }
    return client.post(reverse("wagtailsnippets_assessments_quiz:add"), nested_form_data(form), follow=True)


def drawn_form(bank, count):
    return "drawn", {"bank": bank.pk, "count": count, "category": "", "tag": ""}


def rows_form(bank, *rows):
    blank = {"competency": "", "difficulty": "", "tag": ""}
    cells = {
        "rows-count": str(len(rows)),
        **{
            f"rows-{place}-{name}": value
            for place, row in enumerate(rows)
            for name, value in {"deleted": "", "order": str(place), "type": "item", "id": ""}.items()
        },
    }
    for place, row in enumerate(rows):
        cells |= {f"rows-{place}-value-{name}": value for name, value in {**blank, **row}.items()}
    return "blueprint", {"bank": bank.pk, **cells}


def told(response):
    return [str(message) for message in response.context["messages"]]


PUBLISH = {"action-publish": "1"}


def test_a_quiz_with_a_section_that_can_ask_nothing_is_not_published(administrator):
    empty, full = BankFactory(slug="empty"), BankFactory(slug="full")
    published_question(bank=full)
    response = write(administrator, drawn_form(full, 1), drawn_form(empty, 3), **PUBLISH)
    assert response.context["form"].errors["sections"] == [
        "Section 2: none of its questions is published, so it could ask nothing."
    ]
    assert not Quiz.objects.filter(code="sinav").exists()


def test_a_draft_may_be_saved_before_its_bank_is_filled(administrator):
    write(administrator, drawn_form(BankFactory(slug="empty"), 3))
    assert not Quiz.objects.get(code="sinav").live


def test_the_trainer_is_told_which_row_cannot_be_filled_and_for_whom_there_are_fewest(administrator):
    bank = BankFactory(slug="bank")
    for agency in ("", "all", Agency.POLICE, Agency.POLICE):
        published_question(bank=bank, agency=agency, competency="K1", difficulty="easy")
    response = write(
        administrator,
        drawn_form(bank, 1),
        rows_form(bank, {"competency": "K1", "difficulty": "easy", "count": 3}, {"tag": "kıyı", "count": 1}),
        **PUBLISH,
    )
    assert Quiz.objects.get(code="sinav").live
    warnings = [message for message in told(response) if message.startswith("Section")]
    assert warnings == [
        "Section 2, row 1 (K1, easy): questions wanted: 3, available: 2 (fewest for: gendarmerie)",
        "Section 2, row 2 (tag: kıyı): questions wanted: 1, available: 0",
    ]


def test_the_trainer_is_told_when_rows_ask_for_the_same_questions(administrator):
    bank = BankFactory(slug="bank")
    for _number in range(3):
        published_question(bank=bank)
    response = write(administrator, drawn_form(bank, 2), drawn_form(bank, 2), **PUBLISH)
    assert any(message.endswith("questions wanted: 4, available: 3") for message in told(response))


def test_a_quiz_whose_banks_suffice_is_published_without_a_word(administrator):
    bank = BankFactory(slug="bank")
    published_question(bank=bank)
    response = write(administrator, drawn_form(bank, 1), **PUBLISH)
    assert [message for message in told(response) if "questions wanted" in message] == []


# --- the preview ---


def preview(**fields):
    quiz = QuizFactory(locale=locale("en"), **fields)
    return quiz.make_preview_request().render().content.decode()


@pytest.mark.django_db
def test_the_preview_tells_rules_sections_and_one_draw_but_no_code_and_no_key():
    bank = BankFactory(title="Belirtiler")
    for number in range(3):
        published_question(bank=bank, code=f"q{number}", competency="K1", parts=options("Evet", "Hayır"))
    pinned = published_question(bank=bank, code="pinned", pool=False)
    sections = [fixed(pinned), *drawn(bank, 5), blueprint(bank, {"competency": "K1", "count": 1})]
    rules = {"mode": "exam", "counting": "mean", "attempts": 2, "wait_minutes": 60, "time_limit": 1, "grace": 5}
    html = preview(bank=bank, sections=sections, access_code="Kapı 5", **rules)
    for words in (
        "examination: when the quiz closes",
        "the mean of all attempts",
        "60 minutes",
        "1 minute<",
        "5 minutes",
        "asked for before an attempt begins",
        "Fixed questions",
        "Drawn questions: <bdi>Belirtiler",
        "Blueprint: <bdi>Belirtiler",
        "questions wanted: 5, available: 3",
        "too few",
        "Soru pinned?",
        "Soru q1?",
    ):
        assert words in html, words
    for secret in ("Kapı 5", "Evet", "Gerekçe", "Geri bildirim"):
        assert secret not in html


@pytest.mark.django_db
def test_an_unfinished_draft_can_be_previewed():
    section = {"type": "drawn", "id": "s", "value": {"bank": None, "count": None, "category": None, "tag": ""}}
    assert "Nothing can be drawn." in preview(sections=[section])
    assert "no questions yet" in preview(sections=[])
