"""What background work does with a promise; each may run twice."""

from certificates import domain
from common.outbox import handler


@handler("certificates.issue")
def issue(*, enrolment: str) -> None:
    domain.issue(enrolment_public_id=enrolment)


@handler("certificates.file")
def make_file(*, certificate: str) -> None:
    domain.make_file(certificate_public_id=certificate)
