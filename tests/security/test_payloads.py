"""What people write is shown as they wrote it and does nothing: on the site, on the desk, in the admin, in files.

Read by a parser that shares no code with the product. `make prove` does the same with every payload and in Chromium.
"""

from collections.abc import Iterable
from itertools import islice

import pytest
from django.test import Client

from accounts.models import User
from tests.security import files, visits
from tests.security.payloads import payloads, some
from tests.security.places import models_with_text, text_fields
from tests.security.reading import Words, one_line, wrong
from tests.security.visits import Visit
from tests.security.world import build

pytestmark = pytest.mark.django_db


class Visitors:
    """Everybody's browser."""

    def __init__(self) -> None:
        self.clients: dict[int | None, Client] = {}

    def get(self, visit: Visit):
        return self.of(visit.who).get(visit.path, follow=True)

    def of(self, who: User | None) -> Client:
        key = who.pk if who else None
        if key not in self.clients:
            self.clients[key] = Client(headers={"accept-language": "tr"}, raise_request_exception=False)
            if who:
                self.clients[key].force_login(who)
        return self.clients[key]


def achieved(places: Iterable[Visit], known: Words | None = None) -> list[str]:
    """What payloads brought about, a line for each page where they did."""
    visitors = Visitors()
    answers = ((visit, wrong(visitors.get(visit), known, strict=visit.strict)) for visit in places)
    return [f"{visit.path}: {one_line(what)}" for visit, what in answers if what]


def test_texts_do_nothing_wherever_they_are_shown(site):
    """One payload of each family in every text field and block there is; a third of the screens of the admin."""
    world = build([payload.text for payload in some(1)])
    assert achieved([*visits.site(world), *visits.desk(world), *list(visits.admin(world))[::3]]) == []
    assert [wrong for name, data in files.of(world) for wrong in files.problems(name, data)] == []


def test_what_is_asked_for_is_said_back_as_text(site, db):
    world = build(["Işıl", "Ayşe Nur"])
    assert [line for text in some(1) for line in achieved(visits.echoes(world, text.text))] == []


@pytest.mark.once
def test_there_are_five_hundred_payloads_of_every_family():
    assert len({payload.text for payload in payloads()}) >= 500
    assert len({payload.family for payload in payloads()}) >= 15
    assert all(len(list(islice((p for p in payloads() if p.family == each.family), 5))) == 5 for each in some(1))


@pytest.mark.once
def test_places_are_found_in_the_models():
    """Not a list to keep: a sample of what introspection must see."""
    found = {f"{model.__name__}.{field.name}" for model in models_with_text() for field in text_fields(model)}
    assert found >= {
        "LessonPage.body",
        "Question.parts",
        "User.last_name",
        "Unit.name",
        "FieldCard.sections",
        "LegalSource.summary",
    }
    assert not any(name.endswith((".path", ".password", ".slug")) for name in found)
