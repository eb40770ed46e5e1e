from django.db import transaction

from accounts.models import User
from certificates.models import Certificate, CertificateEvent
from common import audit


class ReasonMissing(ValueError):
    """A certificate is not revoked without a reason."""


@transaction.atomic
def revoke(*, certificate: Certificate, by: User, reason: str) -> CertificateEvent:
    """Withdraw a certificate from now on; the first revocation stands, with its reason. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    event, created = CertificateEvent.objects.get_or_create(
        certificate=certificate, kind=CertificateEvent.Kind.REVOKED, defaults={"by": by, "reason": reason.strip()[:400]}
    )
    if created:
        target = f"certificate:{certificate.public_id}"
        audit.record(actor=by, action="certificate.revoke", target=target, number=certificate.number)
    return event
