"""The PDF on disk. Half a file cannot be handed out: the row comes after it, its hash is asked before each use."""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from certificates.domain.rendering import render
from certificates.models import Certificate, CertificateEvent, CertificateFile
from common import audit, outbox
from common.models import OutboxMessage

logger = logging.getLogger(__name__)


class FileNotReady(Exception):
    """The PDF is still being prepared."""


class FileDamaged(Exception):
    """The PDF on disk is gone or is not the one that was made."""


def make_file(*, certificate_public_id: str) -> CertificateFile:
    """Render and store the PDF, or give back the one there is when it is still whole.

    A worker that dies after the write leaves a file nobody points at; the next one finds it under its hash and uses it.
    """
    certificates = Certificate.objects.unscoped("background work files for everyone")
    certificate = certificates.get(public_id=certificate_public_id)
    current = _current(certificate)
    if current and _stored(current.path, current.sha256) is not None:
        return current
    content = render(certificate)
    digest = hashlib.sha256(content).hexdigest()
    path = f"certificates/{digest[:2]}/{digest}.pdf"
    _store(path, content, digest)
    if current and current.sha256 == digest:  # drawn again to the byte
        return current
    try:
        return _note(certificate, current.number + 1 if current else 1, path, digest, len(content))
    except IntegrityError:  # another worker was first
        return certificate.files.latest("number")


def read_file(*, certificate: Certificate) -> bytes:
    """The PDF, checked against its hash. Raises FileNotReady or FileDamaged."""
    current = _current(certificate)
    if current is None:
        raise FileNotReady(certificate.number)
    content = _stored(current.path, current.sha256)
    if content is None:
        logger.error("certificate file %s is missing or damaged", current.path)
        raise FileDamaged(certificate.number)
    return content


def remake_file(*, certificate: Certificate) -> None:
    """Promise a damaged file's replacement to background work, under a key of its own: each damage is mended once."""
    damages = OutboxMessage.objects.filter(topic="certificates.file", key__startswith=f"{certificate.public_id}:")
    if not damages.filter(done_at=None, parked_at=None).exists():
        key = f"{certificate.public_id}:{damages.count() + 1}"
        outbox.put(topic="certificates.file", key=key, certificate=certificate.public_id)


def _current(certificate: Certificate) -> CertificateFile | None:
    return certificate.files.order_by("number").last()


def _stored(path: str, digest: str) -> bytes | None:
    """The content at a path when it is whole, else None."""
    storage = storages["private"]
    if not storage.exists(path):
        return None
    with storage.open(path) as file:
        content = file.read()
    return content if hashlib.sha256(content).hexdigest() == digest else None


def _store(path: str, content: bytes, digest: str) -> None:
    storage = storages["private"]
    if _stored(path, digest) is not None:
        return
    storage.delete(path)  # half a file of a worker that died
    saved = storage.save(path, ContentFile(content))
    if saved != path:  # another worker wrote the same bytes in between, and the storage gave ours a second name
        storage.delete(saved)


@transaction.atomic
def _note(certificate: Certificate, number: int, path: str, digest: str, size: int) -> CertificateFile:
    file = CertificateFile.objects.create(certificate=certificate, number=number, path=path, sha256=digest, size=size)
    CertificateEvent.objects.get_or_create(certificate=certificate, kind=CertificateEvent.Kind.FILED)
    target = f"certificate:{certificate.public_id}"
    audit.record(actor=None, action="certificate.file", target=target, number=number, sha256=digest)
    return file
