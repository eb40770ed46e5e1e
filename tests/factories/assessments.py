"""Banks, questions, quizzes and attempts, published and answered through the verbs of the product."""

from typing import Any

import factory
from wagtail.models import Locale

from accounts.models import User
from assessments import kinds
from assessments.domain import Change, save_response, start_attempt
from assessments.models import Attempt, AttemptItem, Question, QuestionBank, QuestionKind, Quiz

CONTEXT = "enrolment:somewhere"


class BankFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QuestionBank
        django_get_or_create = ("slug",)

    slug = "c1"
    title = "C1"


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def options(*texts: str, right: tuple[int, ...] = (1,), ids: str = "opt") -> list[dict[str, Any]]:
    """Raw StreamField options; the places in `right` are the correct ones."""
    return [
        {
            "type": "option",
            "id": f"{ids}-{place}",
            "value": {"text": text, "correct": place in right, "feedback": f"Geri bildirim {text}"},
        }
        for place, text in enumerate(texts, start=1)
    ]


class QuestionFactory(factory.django.DjangoModelFactory):
    """A draft in the source language; `publish(question)` freezes it."""

    class Meta:
        model = Question

    bank = factory.SubFactory(BankFactory)
    locale = factory.LazyFunction(lambda: locale("tr"))
    code = factory.Sequence(lambda n: f"q-{n:04d}")
    kind = QuestionKind.SINGLE
    stem = factory.LazyAttribute(lambda o: f"Soru {o.code}?")
    parts = factory.LazyAttribute(lambda o: options("Doğru", "Yanlış", "Belki", ids=o.code))
    rationale = factory.LazyAttribute(lambda o: f"Gerekçe {o.code}")
    live = False


class QuizFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Quiz

    class Params:
        bank = factory.SubFactory(BankFactory)
        draw = 3

    locale = factory.LazyFunction(lambda: locale("tr"))
    code = factory.Sequence(lambda n: f"quiz-{n}")
    title = "Bitirme sınavı"
    intro = "On soru."
    sections = factory.LazyAttribute(lambda o: drawn(o.bank, o.draw))
    pass_mark = 80
    attempts = 3
    shuffle = True
    live = False


def publish(item: Any) -> Any:
    """As the editor's publish button does."""
    item.save_revision().publish()
    item.refresh_from_db()
    return item


def translate(item: Any, language: str = "en", **words: Any) -> Any:
    """A published translation with these words."""
    copy = item.copy_for_translation(locale(language))
    for name, value in words.items():
        setattr(copy, name, value)
    copy.save()
    return publish(copy)


def published_question(**fields: Any) -> Question:
    return publish(QuestionFactory(**fields))


def drawn(bank: QuestionBank, count: int, **filters: Any) -> list[dict[str, Any]]:
    """Raw StreamField sections: so many questions drawn from a bank."""
    value = {"bank": bank.pk, "count": count, "category": None, "tag": "", **filters}
    return [{"type": "drawn", "value": value, "id": "section-1"}]


def published_quiz(*, questions: int = 3, **fields: Any) -> Quiz:
    """A published quiz over a bank with this many published single choice questions."""
    fields.setdefault("bank", BankFactory())
    quiz = publish(QuizFactory(**fields))
    for _number in range(questions):
        published_question(bank=fields["bank"])
    return quiz


def begin(officer: User, quiz: Quiz, *, context_key: str = CONTEXT, language: str = "tr") -> Attempt:
    return start_attempt(officer=officer, quiz_key=quiz.translation_key, context_key=context_key, language=language)


def choice(*places: int) -> dict[str, list[str]]:
    """What the form of a choice question sends."""
    return {"choice": [str(place) for place in places]}


def save(attempt: Attempt, position: int, *places: int, language: str = "tr", **change: Any) -> Any:
    """Answer a choice question by places."""
    sent = Change(position=position, fields=choice(*places), **change)
    return save_response(attempt=attempt, change=sent, language=language)


def right_places(item: AttemptItem) -> list[int]:
    key = item.question_version.key["right"]
    return [place for place, option in enumerate(item.option_order, start=1) if option in key]


def wrong_places(item: AttemptItem) -> list[int]:
    """One wrong option."""
    right = right_places(item)
    return [next(place for place in range(1, len(item.option_order) + 1) if place not in right)]


def solution(item: AttemptItem) -> dict[str, list[str]]:
    """Form fields that win all points of an item of any kind."""
    version = item.question_version
    return kinds.get(version.kind).solution(kinds.Question(version.structure, version.key), item.option_order)


def answer_all(attempt: Attempt, *, wrong: int = 0) -> None:
    """Answer every question, the first `wrong` of them wrongly."""
    for item in attempt.items.select_related("question_version").order_by("position"):
        places = wrong_places(item) if item.position <= wrong else right_places(item)
        save(attempt, item.position, *places)
