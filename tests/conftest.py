"""A migrated database for each worker, copied from a template; SQLite or PostgreSQL by DATABASE_URL; caches emptied
between tests.
"""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import TransactionTestCase

from tests.support.databases import Databases

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright's loop runs in the thread that also reads the database

DATABASE_FIXTURES = {"db", "transactional_db", "site"}
ONCE = (  # pages, files and editor screens whose statements other tests run on both databases
    "assessments/formats/test_import_screens",
    "assessments/formats/test_importing",
    "content",
    "courses/test_access",
    "courses/test_card",
    "courses/test_editor",
    "courses/test_exporting",
    "courses/test_loading_kinds",
    "courses/test_preview",
    "courses/test_recordings",
    "courses/test_serving",
    "courses/test_translation",
    "courses/test_workflow",
    "security",
    "web/test_awareness",
    "web/test_cards",
    "web/test_crawl",
    "web/test_errors",
    "web/test_pages",
    "web/test_preferences",
)
made: list[Databases] = []
wanted = "bare"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What does not depend on the database is run with one of the two only (`make test-postgres` leaves out `once`)."""
    for item in items:
        asks = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        if not asks or item.nodeid.startswith(tuple(f"tests/{path}" for path in ONCE)):
            item.add_marker(pytest.mark.once)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests that ask for the fixture `site` run in a database that has it; the others in an empty one."""
    global wanted  # noqa: PLW0603 -- the first test's wish is read when the session's databases are made
    wanted = "site" if "site" in getattr(item, "fixturenames", ()) else "bare"
    if made:
        from pytest_django.plugin import blocking_manager_key

        with item.config.stash[blocking_manager_key].unblock():
            made[0].keep_using(wanted)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: object
) -> Iterator[None]:
    """After a transactional test the database is copied afresh instead of flushed: Wagtail's root page survives, and
    it is faster.
    """
    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        databases = Databases(worker)
        made.append(databases)
        databases.keep_using(wanted)
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: databases.again())
        yield
        databases.drop()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call() -> None:
    """Once more when everything is set up: a page of the test before may still have been asking the live server, and
    what it put into the cache is of another database, where the same keys are other rows.
    """
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def site(db: None) -> None:
    """The sample course of tests/sample, published in Turkish and English."""


@pytest.fixture(autouse=True)
def empty_caches() -> Iterator[None]:
    yield
    for cache in caches.all():
        cache.clear()
