"""The officer's own documents, and the door through which a PDF leaves the house."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.policies import signed_in
from accounts.scope import scope
from certificates import domain
from certificates.models import Certificate, Status
from certificates.queries import awaited_by, documents_of
from common import audit

PRIVATE = "private, no-store"
RETRY_AFTER = "30"  # seconds


@require_safe
@signed_in
def documents(request: HttpRequest) -> HttpResponse:
    """My documents: every certificate of the person who asks, and those still being prepared."""
    context = {"documents": documents_of(_me(request)), "awaited": awaited_by(_me(request), get_language())}
    return render(request, "certificates/documents.html", context)


@require_safe
@signed_in
def download(request: HttpRequest, public_id: str) -> HttpResponse:
    """The PDF, for its owner and for those who oversee the owner's unit; a revoked one is not handed out again."""
    certificate = Certificate.objects.within(scope(_me(request))).filter(public_id=public_id).first()
    if certificate is None:
        raise Http404
    if domain.status_of(certificate, timezone.localdate()) == Status.REVOKED:
        return _instead(request, certificate, "certificates/revoked.html", 410)
    try:
        content = domain.read_file(certificate=certificate)
    except domain.FileNotReady:
        return _instead(request, certificate, "certificates/not_ready.html", 503)
    except domain.FileDamaged:
        domain.remake_file(certificate=certificate)
        return _instead(request, certificate, "certificates/not_ready.html", 503)
    _note_reader(request, certificate)
    return _pdf(certificate, content)


def _me(request: HttpRequest) -> User:
    """`signed_in` lets nobody anonymous in."""
    return cast("User", request.user)


def _note_reader(request: HttpRequest, certificate: Certificate) -> None:
    """Before someone else's document is shown, who looked is written down."""
    if certificate.officer_id != _me(request).pk:
        target = f"certificate:{certificate.public_id}"
        audit.record(actor=_me(request), action="certificate.read", target=target, number=certificate.number)


def _pdf(certificate: Certificate, content: bytes) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{certificate.number}.pdf"',
            "Cache-Control": PRIVATE,
        },
    )


def _instead(request: HttpRequest, certificate: Certificate, template: str, status: int) -> HttpResponse:
    response = render(request, template, {"certificate": certificate}, status=status)
    response.headers["Cache-Control"] = PRIVATE
    if status == 503:
        response.headers["Retry-After"] = RETRY_AFTER
    return response
