"""What may happen to a certificate: issued once, filed, revoked. Every verb may run twice without harm."""

from certificates.domain.filing import FileDamaged, FileNotReady, make_file, read_file, remake_file
from certificates.domain.issuing import NotCompleted, issue, promise, promise_file, reconcile
from certificates.domain.rendering import RenderingFailed, render
from certificates.domain.revocation import ReasonMissing, revoke
from certificates.queries import status_of

__all__ = [
    "FileDamaged",
    "FileNotReady",
    "NotCompleted",
    "ReasonMissing",
    "RenderingFailed",
    "issue",
    "make_file",
    "promise",
    "promise_file",
    "read_file",
    "reconcile",
    "remake_file",
    "render",
    "revoke",
    "status_of",
]
