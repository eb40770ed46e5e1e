"""Completed enrolments and the certificates issued for them through the product's own verb."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone

from accounts.models import User
from certificates import domain
from certificates.models import Certificate
from courses.models import OutlineVersion
from enrolments.models import Enrolment

TITLES = {
    "tr": "İnsan ticareti mağdurunu etkili biçimde tespit etme",
    "en": "Effective victim identification",
    "ar": "التعرّف الفعّال على ضحايا الاتجار بالبشر",
}

OUTLINE = {"code": "c1", "hours": 8, "validity_months": 24, "quiz": None, "titles": TITLES, "lessons": []}


class OutlineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutlineVersion

    course_key = factory.LazyFunction(uuid4)
    number = 3
    outline = OUTLINE
    digest = "0" * 64


def enrolment_of(officer: User, *, completed: bool = True, at: datetime | None = None, **outline: Any) -> Enrolment:
    """An enrolment on a course of its own, completed now (or at a moment, or not at all)."""
    version = OutlineFactory(outline=OUTLINE | outline)
    return Enrolment.objects.create(
        officer=officer,
        course_key=version.course_key,
        course_code=version.outline["code"],
        outline=version,
        completed_at=(at or timezone.now()) if completed else None,
    )


def certificate_of(officer: User, *, at: datetime | None = None, **outline: Any) -> Certificate:
    return domain.issue(enrolment_public_id=enrolment_of(officer, at=at, **outline).public_id)


def filed_certificate_of(officer: User, **outline: Any) -> Certificate:
    """With its PDF in the private storage."""
    certificate = certificate_of(officer, **outline)
    domain.make_file(certificate_public_id=certificate.public_id)
    return certificate
