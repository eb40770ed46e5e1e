"""What nobody may know before the release is in no byte a learner gets, wherever the learner looks."""

import html
import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django.utils.translation import override

from assessments import kinds
from assessments.domain import submit
from assessments.models import Question, QuestionWording, Quiz, QuizOverride
from courses.queries import outline_by_code
from enrolments.domain import enrol
from enrolments.queries import context_key
from tests.factories import UserFactory
from tests.factories.assessments import BankFactory, QuestionFactory, drawn, publish, translate
from tests.factories.assessments import QuizFactory as DraftQuizFactory
from tests.factories.kinds import EXAMPLES, HIDDEN, NUMBER, example, part
from web.views.errors import server_error

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
LANGUAGES = ("tr", "en", "ar")
DIGITS = "73409137"
CODE = f"{HIDDEN}-giris"
SECRET = (HIDDEN, DIGITS)
OPEN_TO_LEARNERS = ("learn", "assessments", "web", "certificates", "coordination", "account", "verify")
LISTED = {"type": "item"}


def scene(name: str, text: str, *decisions: dict[str, Any]) -> dict[str, Any]:
    items = [{**LISTED, "id": f"{HIDDEN}-{name}-{n}", "value": each} for n, each in enumerate(decisions)]
    return part(
        f"{HIDDEN}-{name}", "scene", name=f"{HIDDEN}-{name}", text=text, question="Ne yaparsınız?", decisions=items
    )


def decision(worth: str, to: str) -> dict[str, Any]:
    indicator = {**LISTED, "id": f"{HIDDEN}-{worth}-{to}", "value": f"{HIDDEN}-gosterge"}
    return {
        "text": f"Karar {len(worth)}",
        "to": f"{HIDDEN}-{to}",
        "worth": worth,
        "consequence": f"{HIDDEN}-sonra",
        "indicators": [indicator],
        "why": f"{HIDDEN}-cunku",
    }


def drill() -> list[dict[str, Any]]:
    return [
        scene("ilk", "Bir minibüs durur.", decision("best", "son"), decision("harmful", "kotu")),
        scene("son", f"{HIDDEN}-sahne", decision("best", "iyi"), decision("harmful", "kotu")),
        *(
            part(f"{HIDDEN}-{name}", "ending", name=f"{HIDDEN}-{name}", text=f"{HIDDEN}-bitti")
            for name in ("iyi", "kotu")
        ),
    ]


def hidden(kind: str) -> dict[str, Any]:
    """The example of a kind with a canary in everything that is no question."""
    if kind == "drill":
        return {"kind": kind, "code": kind, "stem": "Soru drill", "parts": drill(), "rationale": f"{HIDDEN}-neden"}
    fields = example(kind)
    parts = [{**each, "id": f"{HIDDEN}-{each['id']}"} for each in fields["parts"]]
    for each in parts:
        value = each["value"]
        if each["type"] == "gap":
            value["accepted"] = [{**LISTED, "id": f"{HIDDEN}-kabul", "value": f"{HIDDEN}-kabul"}]
        if each["type"] == "accepted":
            value["text"] = f"{HIDDEN}-kabul"
        if each["type"] == "number":
            value |= {**NUMBER, "value": DIGITS}
    return fields | {"parts": parts}


def quiz(**fields: Any) -> Quiz:
    """One question of every registered kind, published in two languages: Arabic readers get one of them."""
    bank = BankFactory(slug="kanarya")
    assert set(kinds.names()) <= {*EXAMPLES, "drill"}, "a new kind needs a canary here"
    for kind in kinds.names():
        asked = publish(QuestionFactory(bank=bank, **hidden(kind)))
        translate(asked, "en", stem=f"Question {kind}")
    made = DraftQuizFactory(sections=drawn(bank, 20), shuffle=False, attempts=0, access_code=CODE, **fields)
    return publish(made)


class Learner:
    def __init__(self, quiz: Quiz) -> None:
        from assessments.domain import start_attempt

        self.officer, self.quiz = UserFactory(), quiz
        outline = outline_by_code("m1")
        assert outline is not None
        self.enrolment = enrol(officer=self.officer, course_key=outline.course_key, by=self.officer)
        self.attempt = start_attempt(
            officer=self.officer, quiz_key=quiz.translation_key, context_key=context_key(self.enrolment),
            language="tr", code=CODE,
        )  # fmt: skip
        self.lesson = outline.outline["lessons"][0]["code"]
        self.client = Client(raise_request_exception=False)
        self.client.force_login(self.officer)

    def items(self) -> list[Any]:
        return list(self.attempt.items.select_related("question_version").order_by("position"))

    def root(self, language: str) -> str:
        return f"/{language}/assessments/{self.attempt.public_id}/"

    def get(self, path: str) -> bytes:
        """The bytes of an answer with its headers, and of every page it leads to."""
        said = b""
        for _step in range(5):
            answer = self.client.get(path)
            assert answer.status_code < 500, path
            said += str(answer.headers).encode() + (b"".join(answer) if answer.streaming else answer.content)
            path = answer.headers.get("Location", "")
            if not path.startswith("/"):
                break
        return said

    def post(self, path: str, data: Any, **how: Any) -> bytes:
        answer = self.client.post(path, data, **how)
        assert answer.status_code < 500, path
        return str(answer.headers).encode() + answer.content


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry


def addresses(learner: Learner, language: str) -> set[str]:
    """Every named address of the product with what the learner has, and some that are nobody's."""
    known = {
        "public_id": learner.attempt.public_id, "course": "m1", "lesson": learner.lesson, "position": 1, "code": "X",
        "path": "x.png", "slug": "x",
    }  # fmt: skip
    found = set()
    with override(language):
        for route, entry in routes(get_resolver()):
            if "admin/" in route or "logout" in route or not entry.name:
                continue
            arguments = {name: known.get(name, "1") for name in entry.pattern.converters}
            path = entry.pattern
            whole = route
            for name, value in arguments.items():
                for converter in ("slug", "str", "int", "path", "uuid"):
                    whole = whole.replace(f"<{converter}:{name}>", str(value))
            if "<" not in whole and "^" not in whole and "(" not in whole and path is not None:
                found.add("/" + whole.replace("[^/]+", language))
    pages = {
        f"/{language}/",
        f"/{language}/courses/",
        f"/{language}/courses/m1/",
        f"/{language}/courses/m1/{learner.lesson}/",
    }
    own = {f"{learner.root(language)}{position}/" for position in range(len(learner.items()) + 2)}
    return found | pages | own | {f"/{language}/nothing-here/", f"/{language}/search/?query={HIDDEN[:4]}"}


def previews() -> set[str]:
    question, quiz = Question.objects.first(), Quiz.objects.last()
    rooms = [("question", question.pk), ("quiz", quiz.pk)]
    return set(chain.from_iterable(
        (f"/admin/snippets/assessments/{name}/", f"/admin/snippets/assessments/{name}/edit/{pk}/",
         f"/admin/snippets/assessments/{name}/preview/{pk}/", f"/admin/snippets/assessments/{name}/history/{pk}/",
         f"/admin/snippets/assessments/{name}/usage/{pk}/")
        for name, pk in rooms
    ))  # fmt: skip


def crawl(learner: Learner, language: str) -> dict[str, bytes]:
    """Everything there is to see; the addresses of an attempt and of a lesson must be among it."""
    seen = {path: learner.get(path) for path in addresses(learner, language) | previews()}
    seen["500"] = server_error(RequestFactory().get("/")).content
    seen["400"] = learner.post(f"{learner.root(language)}sync/", b"{", content_type="application/json")
    return seen


def answer_all(learner: Learner, language: str, *, rightly: bool) -> dict[str, bytes]:
    """Through every door: form, small door, synchronisation; the receipts."""
    seen = {}
    for item in learner.items():
        version = item.question_version
        question = kinds.Question(version.structure, version.key)
        fields = kinds.get(version.kind).solution(question, item.option_order)
        fields = {name: value if rightly else ["1"] for name, value in fields.items()}
        if version.kind == "drill" or DIGITS in str(fields) or HIDDEN in str(fields):
            fields = {"text": ["x"], "number": ["5"], "gap-1": ["y"]}
        if version.kind == "drill":
            continue
        root, change = learner.root(language), {"key": f"key{item.position:05d}", "position": item.position, "clock": 9}
        seen[f"form {version.kind}"] = learner.post(f"{root}{item.position}/", fields)
        seen[f"save {version.kind}"] = learner.post(f"{root}save/", {**fields, "position": item.position})
        body = json.dumps({"device": "devicedevice", "changes": [{**change, "fields": fields}]})
        seen[f"sync {version.kind}"] = learner.post(f"{root}sync/", body, content_type="application/json")
    return seen


def tell_tales(seen: dict[str, bytes], secrets: tuple[str, ...] = SECRET) -> list[str]:
    sought = [form.encode() for each in secrets for form in {each, html.escape(each), json.dumps(each)[1:-1]}]
    return [f"{where}: {word!r}" for where, content in seen.items() for word in sought if word in content]


def of_the_lesson() -> tuple[str, ...]:
    """Rationales and feedback of the sample course, whose checks stand in its lessons."""
    words = QuestionWording.objects.exclude(rationale__contains=HIDDEN).values_list("rationale", "feedback")
    return tuple({text for rationale, feedback in words for text in (rationale, *feedback.values()) if len(text) > 12})


@pytest.mark.parametrize("rightly", [True, False])
def test_nothing_is_told_before_submission_and_all_of_it_after(rightly):
    learner = Learner(quiz())
    lesson = of_the_lesson()
    assert lesson
    for language in LANGUAGES if rightly else ("en",):
        assert tell_tales(answer_all(learner, language, rightly=rightly)) == []
        assert tell_tales(crawl(learner, language), SECRET + lesson) == []
    submit(attempt=learner.attempt)
    for language in LANGUAGES:
        result = learner.get(f"{learner.root(language)}result/").decode()
        assert result.count(f"{HIDDEN}-neden") == len(kinds.names())
        for told in ("kabul", "cunku", "gosterge", "sahne", ": önce güvenli"):
            assert f"{HIDDEN}{'' if told[0] == ':' else '-'}{told}" in result
        assert CODE not in result
        assert f"{HIDDEN}-yol" not in result  # guidance is for those who mark


def test_an_examination_tells_nothing_until_it_closes():
    now = timezone.now()
    exam = quiz(mode=Quiz.Mode.EXAM, closes_at=now + timedelta(hours=1))
    learner = Learner(exam)
    answer_all(learner, "tr", rightly=False)
    submit(attempt=learner.attempt)
    assert tell_tales(crawl(learner, "tr")) == []
    QuizOverride.objects.create(
        quiz_key=exam.translation_key, officer=learner.officer, closes_at=now - timedelta(minutes=1), reason="bitti",
        by=UserFactory(),
    )  # fmt: skip
    assert f"{HIDDEN}-neden" in learner.get(f"{learner.root('tr')}result/").decode()


def test_practice_tells_of_the_answered_question_only():
    learner = Learner(quiz(mode=Quiz.Mode.PRACTICE))
    for item in learner.items():
        assert tell_tales({"open": learner.get(f"{learner.root('tr')}{item.position}/")}) == []
    item = next(item for item in learner.items() if item.question_version.kind == "single")
    learner.post(f"{learner.root('tr')}{item.position}/", {"choice": "1"})
    assert f"{HIDDEN}-neden" in learner.get(f"{learner.root('tr')}{item.position}/").decode()
    others = {str(other.position): learner.get(f"{learner.root('tr')}{other.position}/")
              for other in learner.items() if other != item}  # fmt: skip
    assert tell_tales(others) == []
