"""What the quiz costs the database, as literal numbers at several sizes. Transaction control is not counted."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.domain import start_attempt, submit
from assessments.queries import attempt_overview, item_view, quiz_info, result_view, standing
from tests.factories import UserFactory
from tests.factories.assessments import CONTEXT, answer_all, begin, published_quiz, save

pytestmark = pytest.mark.django_db
CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


@contextmanager
def statements(expected: int) -> Iterator[None]:
    with CaptureQueriesContext(connection) as captured:
        yield
    run = [query["sql"] for query in captured if not query["sql"].startswith(CONTROL)]
    assert len(run) == expected, "\n".join(sql[:300] for sql in run)


@pytest.mark.parametrize("count", [1, 3, 10])
def test_the_whole_flow(count):
    """Cold cache: start 6 + submit 6 + result 4 = 16, and 3 for each saved answer; the must is 20 and 5."""
    officer, quiz = UserFactory(), published_quiz(questions=count, draw=count)
    caches["process"].clear()
    with statements(6):
        attempt = start_attempt(officer=officer, quiz_key=quiz.translation_key, context_key=CONTEXT, language="tr")
    for position in range(1, count + 1):
        with statements(3):  # the lock, the read under it, the row; a request has locked already
            save(attempt, position, 1)
    with statements(6):  # the rules of the quiz are in the cache afterwards
        submit(attempt=attempt)
    with statements(4):
        result_view(attempt, "tr")
    with statements(2):  # the words are in the cache now
        result_view(attempt, "tr")


@pytest.mark.parametrize("count", [1, 3])
def test_pages_before_submitting(count):
    officer, quiz = UserFactory(), published_quiz(questions=count, draw=count)
    attempt = begin(officer, quiz)
    caches["process"].clear()
    with statements(2):
        attempt_overview(attempt, "tr")
    with statements(1):
        attempt_overview(attempt, "tr")
    with statements(1):
        item_view(attempt, 1, "tr")


@pytest.mark.parametrize("count", [1, 3])
def test_standing_and_info(count):
    officer, quiz = UserFactory(), published_quiz(attempts=0)
    for _number in range(count):
        attempt = begin(officer, quiz)
        answer_all(attempt)
        submit(attempt=attempt)
    with statements(1):
        standing(officer=officer, quiz_key=quiz.translation_key, context_key=CONTEXT)
    with statements(1):
        quiz_info(quiz.translation_key, "tr")


@pytest.mark.parametrize("count", [2, 5])
def test_requests(count):
    """Session and person cost two of each; a saved answer costs five with them."""
    officer, quiz = UserFactory(), published_quiz(questions=count, draw=count)
    attempt = begin(officer, quiz, context_key="nobody:knows")
    browser = Client()
    browser.force_login(officer)
    root = f"/tr/assessments/{attempt.public_id}/"
    for address in ("", "1/"):
        browser.get(root + address)
    with statements(4):
        assert browser.get(f"{root}1/").status_code == 200
    with statements(5):
        assert browser.post(f"{root}1/", {"choice": 1}).status_code == 302
    with statements(5):
        assert browser.post(f"{root}save/", {"position": 2, "choice": 1}).status_code == 200
    with statements(4):
        assert browser.get(root).status_code == 200
    with statements(8):  # the rules of the quiz among them, once a process
        assert browser.post(f"{root}submit/").status_code == 302
    browser.get(f"{root}result/")
    with statements(6):
        assert browser.get(f"{root}result/").status_code == 200
