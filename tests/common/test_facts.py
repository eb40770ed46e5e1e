"""Append-only rows stay what they are, whichever way somebody tries to change them."""

import pytest
from django.db import DatabaseError, connection, transaction

from common import audit
from common.db import AppendOnlyError, maintenance
from common.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> AuditEvent:
    return audit.record(actor=None, action="test", target="nothing")


def test_the_model_refuses_change_and_deletion(event):
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        event.delete()
    with pytest.raises(AppendOnlyError):
        AuditEvent.objects.update(action="forged")
    with pytest.raises(AppendOnlyError):
        AuditEvent.objects.all().delete()


@pytest.mark.parametrize(
    "statement", ["UPDATE common_auditevent SET action = 'forged'", "DELETE FROM common_auditevent"]
)
def test_the_database_refuses_it_too(event, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.get().action == "test"


def test_maintenance_may_delete_and_closes_behind_itself(event):
    with maintenance(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM common_auditevent")
    assert AuditEvent.objects.count() == 0
    audit.record(actor=None, action="test", target="nothing")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM common_auditevent")
