"""A browser keeps nothing that tells what is right: not in its storages, not in its caches."""

import json

import pytest
from django.test import Client

from tests.assessments.test_canary_crawl import SECRET, hidden
from tests.factories import UserFactory
from tests.factories.assessments import begin, published_question, published_quiz

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
STORED = """async () => {
  const found = {local: {...localStorage}, session: {...sessionStorage}, databases: {}, caches: {}};
  found.cookies = document.cookie;
  for (const {name, version} of await indexedDB.databases()) {
    const database = await new Promise((done, fail) => {
      const asked = indexedDB.open(name, version); asked.onsuccess = () => done(asked.result); asked.onerror = fail;
    });
    for (const store of database.objectStoreNames) {
      found.databases[name + "/" + store] = await new Promise((done) => {
        const asked = database.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      });
    }
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.caches[request.url] = await (await cache.match(request)).text();
  }
  found.page = document.documentElement.outerHTML;
  return JSON.stringify(found);
}"""


def test_no_storage_of_the_browser_holds_a_canary(new_page, live_server):
    quiz = published_quiz(questions=0, draw=10, shuffle=False)
    for kind in ("single", "multiple", "short", "gap", "drill"):
        published_question(**hidden(kind))
    attempt = begin(UserFactory(), quiz)
    chosen = attempt.items.get(question_version__kind="single").position
    client = Client()
    client.force_login(attempt.officer)
    page = new_page()
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    kept: list[str] = []
    for position in range(1, 6):
        page.goto(f"/tr/assessments/{attempt.public_id}/{position}/")
        if position == chosen:
            with page.expect_response("**/sync/"):
                page.locator("input[type=radio]").first.check()
        kept.append(page.evaluate(STORED))
    page.goto(f"/tr/assessments/{attempt.public_id}/")
    kept.append(page.evaluate(STORED))
    assert [word for word in SECRET for text in kept if word in text] == []
    assert all(set(json.loads(text)) >= {"local", "session", "databases", "caches"} for text in kept)
