"""The pieces of Python that the guides give to operators do what they say."""

import re
from pathlib import Path

import pytest
from django.utils import timezone

from accounts.models import Membership, Role, Unit, User
from certificates.models import Certificate, Status
from certificates.queries import status_of
from common.models import OutboxMessage
from tests.factories.certificates import certificate_of
from tests.factories.people import UnitFactory, UserFactory, officer_in

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"


def pieces(name: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (HOW_TO / name).read_text(), re.DOTALL)


@pytest.fixture
def administrator(db) -> User:
    force = UnitFactory(code="egm")
    for code in ("EGM-06", "EGM-34"):
        UnitFactory(code=code, parent=force)
    return UserFactory(email="admin@tani.example")


@pytest.fixture(params=["operator.tr.md", "operator.en.md"])
def guide(request) -> list[str]:
    return pieces(request.param)


def test_accounts_are_opened_moved_appointed_and_closed(guide, administrator) -> None:
    exec(guide[0], {})  # noqa: S102
    officer = User.people.unscoped("test").get(username="egm-104999")
    memberships = Membership.objects.of(officer)
    assert not officer.has_usable_password()
    assert not officer.is_active
    assert memberships.active().get().unit.code == "EGM-06"
    assert not memberships.active().filter(role=Role.COORDINATOR).exists()
    assert memberships.get(unit__code="EGM-34").ends_on == timezone.localdate()


def test_parked_work_is_listed_and_set_free(guide, db, capsys) -> None:
    message = OutboxMessage.objects.create(
        topic="certificates.file", key="x", attempts=5, parked_at=timezone.now(), last_error="OSError"
    )
    exec("\n".join(guide[1:3]), {})  # noqa: S102
    assert "certificates.file x 5 OSError parked" in capsys.readouterr().out
    message.refresh_from_db()
    assert (message.parked_at, message.attempts) == (None, 0)


def test_a_certificate_is_revoked(guide, administrator) -> None:
    issued = certificate_of(officer_in(Unit.objects.get(code="EGM-34")))
    exec(guide[3].replace("TANI-2026-000017", issued.number), {})  # noqa: S102
    certificate = Certificate.objects.unscoped("test").get(pk=issued.pk)
    assert status_of(certificate, timezone.localdate()) == Status.REVOKED


def test_first_people_can_be_run_twice(db) -> None:
    UserFactory(email="admin@tani.example", institution=None, service_number="")
    example = (HOW_TO / "units" / "first-people.py").read_text()
    for _time in range(2):
        exec(example, {})  # noqa: S102
    held = Membership.objects.unscoped("test").values_list("role", "unit__code")
    assert sorted(held) == [("administrator", "egm"), ("coordinator", "EGM-34")]
    assert Unit.objects.count() == 82
