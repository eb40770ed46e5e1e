"""No byte of the key reaches the learner before the attempt is marked."""

import re

import pytest
from django.test import Client

from assessments.domain import submit
from tests.factories import UserFactory
from tests.factories.assessments import begin, published_question, published_quiz, right_places, wrong_places

pytestmark = pytest.mark.django_db
CANARY = "kanarya"
KINDS = ["single", "multiple", "true_false"]


def canary_options(code, right):
    return [
        {
            "type": "option",
            "id": f"{CANARY}-id-{code}-{place}",
            "value": {
                "text": f"Şık {place}",
                "correct": place in right,
                "feedback": f"{CANARY}-feedback-{code}-{place}",
            },
        }
        for place in (1, 2, 3)
    ]


@pytest.fixture
def quiz():
    quiz = published_quiz(questions=0, draw=10, attempts=0, shuffle=False)
    for kind in KINDS:
        right = (1, 2) if kind == "multiple" else (2,)
        published_question(
            code=kind.replace("_", "-"),
            kind=kind,
            stem=f"Soru {kind}",
            parts=[] if kind == "true_false" else canary_options(kind, right),
            rationale=f"{CANARY}-why-{kind}",
        )
    return quiz


def learner(quiz):
    officer = UserFactory()
    client = Client()
    client.force_login(officer)
    return client, begin(officer, quiz)


def crawl(client, attempt, language):
    """Every address of the attempt, and its headers, as bytes."""
    root = f"/{language}/assessments/{attempt.public_id}/"
    answers = [client.get(root), client.get(f"{root}result/", follow=True)]
    answers += [client.get(f"{root}{position}/") for position in range(5)]
    answers.append(client.post(f"{root}save/", {"position": 9, "choice": 1}))
    answers.append(client.get(f"{root}paper/"))
    return b"".join(str(answer.headers).encode() + answer.content for answer in answers)


def answer(client, attempt, *, rightly):
    """Answer everything through the JSON door; return the receipts."""
    receipts = b""
    for item in attempt.items.select_related("question_version").order_by("position"):
        places = right_places(item) if rightly else wrong_places(item)
        message = {"position": item.position, "choice": places}
        sent = client.post(f"/en/assessments/{attempt.public_id}/save/", message)
        receipts += str(sent.headers).encode() + sent.content
    return receipts


@pytest.mark.parametrize("language", ["tr", "en", "ar"])
@pytest.mark.parametrize("rightly", [True, False])
def test_no_canary_before_marking_and_all_of_them_after(quiz, language, rightly):
    client, attempt = learner(quiz)
    seen = (
        crawl(client, attempt, language) + answer(client, attempt, rightly=rightly) + crawl(client, attempt, language)
    )
    assert CANARY.encode() not in seen
    submit(attempt=attempt)
    result = client.get(f"/{language}/assessments/{attempt.public_id}/result/").content.decode()
    assert result.count(f"{CANARY}-why-") == len(KINDS)
    assert f"{CANARY}-id" not in result


def anonymous(html, attempt):
    """The page without what differs between any two visits: token, nonce, ids, time, the mark of the choice itself."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)
    html = re.sub(r'nonce="[^"]*"', "", html)
    html = re.sub(r'data-(person|now)="[^"]*"', "", html)
    return html.replace(attempt.public_id, "ID").replace(attempt.officer.email, "E").replace(" checked", "")


def test_right_and_wrong_answers_make_the_same_page_apart_from_the_choice(quiz):
    pages = []
    for rightly in (True, False):
        client, attempt = learner(quiz)
        receipts = answer(client, attempt, rightly=rightly)
        addresses = ["", "1/", "2/", "3/"]
        html = [client.get(f"/en/assessments/{attempt.public_id}/{address}").content.decode() for address in addresses]
        pages.append([anonymous(text, attempt) for text in html])
        assert b"points" not in receipts
    assert pages[0] == pages[1]


def test_receipts_of_right_and_wrong_answers_have_the_same_length(quiz):
    sizes = set()
    for rightly in (True, False):
        client, attempt = learner(quiz)
        item = attempt.items.select_related("question_version").get(position=1)
        places = right_places(item) if rightly else wrong_places(item)
        sent = client.post(f"/en/assessments/{attempt.public_id}/save/", {"position": 1, "choice": places[:1]})
        receipt = sent.json()
        receipt["at"] = ""
        sizes.add(str(receipt))
    assert len(sizes) == 1
