"""What people write is shown as they wrote it and does nothing: on the site, on the desk, in the admin, in files.

Read by a parser that is not the product's. `make prove` does the same with every payload, and in Chromium.
"""

from collections.abc import Iterable

import pytest
from django.test import Client

from accounts.models import User
from tests.security import visits
from tests.security.payloads import payloads, some
from tests.security.places import models_with_text, text_fields
from tests.security.reading import Words, one_line, vocabulary, wrong
from tests.security.visits import Visit
from tests.security.world import build

pytestmark = pytest.mark.django_db
HARMLESS = ["Işıl Çağlayan", "Belge başkasında", "Otogarda bir kadın"]


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


def known_words(places: Iterable[Visit]) -> Words:
    """The vocabulary of the same pages where every text is harmless."""
    visitors = Visitors()
    return {word for visit in places for word in vocabulary(visitors.get(visit).content)}


def achieved(places: Iterable[Visit], known: Words) -> list[str]:
    visitors, found = Visitors(), []
    for visit in places:
        answer = visitors.get(visit)
        if what := wrong(answer, known, strict=visit.strict):
            found.append(f"{visit.path}: {one_line(what)}")
    return found


def test_debug(site):
    import time
    from django.db import transaction

    t = time.time()
    with transaction.atomic():
        world = build(HARMLESS)
        print("built", time.time() - t)
        everywhere = [*visits.site(world), *visits.desk(world), *visits.admin(world), *visits.echoes(world, "abc")]
        v = Visitors()
        known = set()
        for visit in everywhere:
            t = time.time()
            a = v.get(visit)
            known |= vocabulary(a.content)
            if a.status_code != 200:
                print(a.status_code, visit.path, a.content[:0])
            if time.time() - t > 2:
                print("slow", visit.path, time.time() - t)
        print(
            len(everywhere),
            sorted(x for x in known if x[1].startswith("on") or x[0] in ("iframe", "object", "style", "base")),
        )
        transaction.set_rollback(True)
    t = time.time()
    world = build([p.text for p in some()])
    print("built", time.time() - t)
    everywhere = [*visits.site(world), *visits.desk(world), *visits.admin(world)]
    for line in achieved(everywhere, known):
        print(line)
    print(time.time() - t)
