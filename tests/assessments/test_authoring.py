"""Questions in Wagtail's admin: found, shown with their use, checked, copied, changed many at once."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import Role
from assessments import kinds
from assessments.domain import submit
from assessments.models import Question, QuestionBank, QuestionCategory
from assessments.queries.missing import missing
from assessments.queries.usage import usage_of
from tests.factories import UserFactory
from tests.factories.assessments import (
    BankFactory,
    QuestionFactory,
    QuizFactory,
    begin,
    options,
    publish,
    published_question,
    published_quiz,
    translate,
)
from tests.factories.courses import prepare_site
from tests.factories.editors import editor

pytestmark = pytest.mark.django_db
LIST = reverse("wagtailsnippets_assessments_question:list")
GOOD = {"rationale": "Çünkü.", "parts": options("Doğru", "Yanlış")}


@pytest.fixture
def prepared():
    prepare_site()


def signed_in(role):
    client = Client()
    client.force_login(editor(role))
    return client


@pytest.fixture
def trainer(prepared):
    return signed_in(Role.TRAINER)


@pytest.fixture
def reviewer(prepared):
    return signed_in(Role.REVIEWER)


def edit(question):
    return reverse("wagtailsnippets_assessments_question:edit", args=[question.pk])


def codes(client, **query):
    html = client.get(LIST, query).content.decode()
    return set(re.findall(r"\b(?:one|two|three)\b", html.split("<tbody>")[1])) if "<tbody>" in html else set()


@pytest.fixture
def three():
    bank = BankFactory()
    outer = QuestionCategory.objects.create(bank=bank, title="İşaretler")
    inner = QuestionCategory.objects.create(bank=bank, title="Belge", parent=outer)
    QuestionFactory(code="one", category=outer, tags="yol, sınır", difficulty="easy", competency="A1", agency="police")
    publish(QuestionFactory(code="two", category=inner, tags="yol denetimi", kind="true_false", parts=[], lesson="l2"))
    QuestionFactory(code="three", bank=BankFactory(slug="c2"), tags="")
    return {"outer": outer.pk, "inner": inner.pk, "bank": bank.pk}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"one", "two", "three"}),
        ({"bank": "bank"}, {"one", "two"}),
        ({"category": "outer"}, {"one", "two"}),
        ({"category": "inner"}, {"two"}),
        ({"kind": "true_false"}, {"two"}),
        ({"tag": "yol"}, {"one"}),
        ({"difficulty": "easy"}, {"one"}),
        ({"competency": "A1"}, {"one"}),
        ({"lesson": "l2"}, {"two"}),
        ({"agency": "police"}, {"one"}),
        ({"state": "live"}, {"two"}),
        ({"state": "draft"}, {"one", "three"}),
        ({"state": "changed"}, set()),
        ({"state": "review"}, set()),
    ],
)
def test_filters(trainer, three, query, found):
    assert codes(trainer, **{name: three.get(value, value) for name, value in query.items()}) == found


def used(question, attempts):
    quiz = published_quiz(questions=0, draw=1, bank=question.bank, attempts=0)
    for _each in range(attempts):
        submit(attempt=begin(UserFactory(), quiz))


def test_usage_counts_quizzes_by_name_or_by_draw_and_attempts():
    question = published_question(**GOOD)
    used(question, 2)
    section = {"type": "fixed", "id": "s", "value": {"questions": [{"type": "item", "id": "q", "value": question.pk}]}}
    publish(QuizFactory(sections=[section]))
    usage = usage_of([question])[question.pk]
    assert (len(usage.quizzes), usage.attempts, len(usage.lessons)) == (2, 2, 0)


def test_lessons_that_ask_a_question_are_counted_and_linked(trainer, site):
    asked = [each for each in Question.objects.filter(locale__language_code="tr") if usage_of([each])[each.pk].lessons]
    assert asked
    html = trainer.get(edit(asked[0])).content.decode()
    assert "/admin/pages/" in html.split("question-kinds")[0]


@pytest.mark.parametrize("count", [1, 3])
def test_usage_costs_two_queries(count, django_assert_num_queries):
    questions = [published_question(**GOOD) for _each in range(count)]
    used(questions[0], 1)
    usage_of(questions)
    with django_assert_num_queries(2):
        usage_of(questions)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(trainer, count, django_assert_num_queries):
    for _each in range(count):
        used(published_question(**GOOD), 1)
    trainer.get(LIST)
    with django_assert_num_queries(20):
        html = trainer.get(LIST).content.decode()
    assert html.count("data-bulk-action-checkbox") >= count


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        (GOOD, 0),
        (GOOD | {"rationale": ""}, 1),
        (GOOD | {"parts": options("Doğru")}, 1),
        (GOOD | {"parts": options("Doğru " * 20, "Yanlış", "Belki")}, 1),
        (GOOD | {"parts": options("Doğru " * 20, "Yanlış " * 20)}, 0),
    ],
)
def test_what_is_missing_is_said(fields, sentences):
    assert len(missing(QuestionFactory(**fields))) == sentences


def test_missing_feedback_and_translations_are_named(prepared):
    parts = options("Doğru", "Yanlış", "Belki")
    parts[2]["value"]["feedback"] = ""
    question = published_question(rationale="Çünkü.", parts=parts)
    said = " ".join(missing(question))
    assert "Belki" in said
    assert "Yanlış" not in said
    assert len(missing(question)) == 2
    translate(question)
    assert len(missing(question)) == 2  # Arabic is still absent


def test_a_translation_with_other_parts_is_told_so(prepared):
    question = published_question(**GOOD)
    english = translate(question, parts=options("Right", "Wrong", "Maybe"))
    assert missing(english)
    assert not missing(translate(published_question(**GOOD)))


def test_the_form_knows_which_blocks_and_fields_belong_to_a_kind(trainer):
    question = published_question(**GOOD, tags="yol, sınır")
    html = trainer.get(edit(question)).content.decode()
    data = json.loads(re.search(r'id="question-kinds" type="application/json">(.+?)</script>', html)[1])
    assert set(data["kinds"]) == set(kinds.names())
    assert data["kinds"]["single"] == {"blocks": ["option"], "fields": ["points"]}
    assert data["kinds"]["true_false"]["fields"] == ["points", "answer_is_true"]
    assert data["tags"][str(question.bank_id)] == ["sınır", "yol"]
    assert "assessments/admin/authoring.js" in html


def test_a_copy_gets_a_free_code_and_a_life_of_its_own(trainer):
    question = published_question(**GOOD, code="c1-q01")
    QuestionFactory(code="c1-q01-2", bank=question.bank)
    address = reverse("wagtailsnippets_assessments_question:copy", args=[question.pk])
    html = trainer.get(address).content.decode()
    assert 'value="c1-q01-3"' in html
    sent = nested_form_data(
        {
            "bank": question.bank_id, "code": "c1-q01-3", "kind": "single", "stem": question.stem, "points": 1,
            "scheme": "all", "rationale": "Çünkü.", "difficulty": "medium", "category": "", "tags": " yol ,, yol",
            "parts": streamfield([("option", {"text": "A", "correct": "on", "feedback": ""})]),
            "competency": "", "bloom": "", "agency": "", "lesson": "",
        }
    )  # fmt: skip
    answer = trainer.post(reverse("wagtailsnippets_assessments_question:add"), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    copy = Question.objects.get(code="c1-q01-3")
    assert copy.translation_key != question.translation_key
    assert not copy.live
    assert copy.tags == "yol"


def act(client, name, questions, **fields):
    address = reverse("wagtail_bulk_action", args=["assessments", "question", name])
    query = "&".join(f"id={question.pk}" for question in questions)
    assert client.get(f"{address}?{query}").status_code == 200
    return client.post(f"{address}?{query}", fields)


def test_questions_are_moved_and_tagged_together_as_drafts_by_who_may_not_publish(trainer, reviewer):
    bank = BankFactory()
    category = QuestionCategory.objects.create(bank=bank, title="Belge")
    live, draft = published_question(**GOOD, bank=bank), QuestionFactory(bank=bank, **GOOD)
    other = QuestionFactory(bank=QuestionBank.objects.create(slug="c9", title="C9"), **GOOD)
    act(trainer, "category", [live, draft, other], category=category.pk)
    act(trainer, "tag", [live, draft], tag="yol")
    for question in (live, draft):
        question.refresh_from_db()
        newest = question.get_latest_revision_as_object()
        assert (newest.category, newest.tags) == (category, "yol")
    assert live.category is None  # officers get what was reviewed
    assert other.get_latest_revision_as_object().category is None

    fresh = published_question(**GOOD, bank=bank)
    act(reviewer, "category", [fresh], category=category.pk)
    fresh.refresh_from_db()
    assert fresh.category == category


def test_publishing_together_leaves_alone_what_cannot_be_asked(reviewer, trainer):
    fine, broken = QuestionFactory(**GOOD), QuestionFactory(parts=options("Tek"), rationale="Çünkü.")
    act(reviewer, "publish", [fine, broken])
    fine.refresh_from_db()
    broken.refresh_from_db()
    assert (fine.live, broken.live) == (True, False)
    late = QuestionFactory(**GOOD)
    act(trainer, "publish", [late])
    late.refresh_from_db()
    assert not late.live


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR])
def test_others_do_not_get_in(prepared, role):
    question = published_question(**GOOD)
    client = signed_in(role)
    copying = reverse("wagtailsnippets_assessments_question:copy", args=[question.pk])
    acting = reverse("wagtail_bulk_action", args=["assessments", "question", "tag"]) + f"?id={question.pk}"
    for address in (LIST, edit(question), copying, acting):
        assert client.get(address).status_code in (302, 403)
