"""The audit trail: one verb, called by the verbs that act."""

from typing import Any

from common.models import AuditEvent


def record(*, actor: Any, action: str, target: str, **data: Any) -> AuditEvent:
    """Write one event; `actor` is a User or None for the system. Call it inside the transaction of the act, so that
    neither exists without the other.
    """
    return AuditEvent.objects.create(actor=actor, action=action, target=target, data=data)
