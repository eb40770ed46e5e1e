"""Publishing freezes a field card: printed sheets and pages kept offline name the version they show."""

import hashlib
import json

from django.db import transaction

from courses.models import FieldCard, FieldCardVersion


@transaction.atomic
def freeze_card(*, card: FieldCard) -> FieldCardVersion | None:
    """Write what a published card says, if that differs from its newest version; the version in force.

    Versions are numbered by course and language. None, and nothing written, when the card is not live.
    """
    locked = FieldCard.objects.select_for_update(of=("self",)).select_related("locale").filter(pk=card.pk).first()
    if locked is None or not locked.live:
        return None
    series = {"course_code": locked.course_code, "language": locked.locale.language_code}
    newest = FieldCardVersion.objects.filter(**series).order_by("-number").first()
    content = locked.content
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    if newest and newest.digest == digest:
        return newest
    return FieldCardVersion.objects.create(
        **series, number=newest.number + 1 if newest else 1, content=content, digest=digest
    )
