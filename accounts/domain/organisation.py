"""Verbs on institutions, units and memberships."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.domain.roles import sync_groups
from accounts.models import Institution, Membership, Role, Unit, User
from common import audit


def open_institution(*, code: str, name: str, name_en: str, agency: str) -> Institution:
    """Create or rename an institution together with the root unit of its tree."""
    institution, _ = Institution.objects.update_or_create(
        code=code, defaults={"name": name, "name_en": name_en, "agency": agency}
    )
    open_unit(code=code, institution=institution, parent=None, kind=Unit.Kind.FORCE, name=name, name_en=name_en)
    return institution


def open_unit(
    *,
    code: str,
    institution: Institution,
    parent: Unit | None,
    kind: str,
    name: str,
    name_en: str,
    opened_on: date | None = None,
) -> Unit:
    """Create a unit below `parent`; the same code again only renames it."""
    path = f"{parent.path if parent else ''}{code}/"
    unit, _ = Unit.objects.update_or_create(
        code=code,
        defaults={"name": name, "name_en": name_en},
        create_defaults={
            "institution": institution,
            "parent": parent,
            "kind": kind,
            "name": name,
            "name_en": name_en,
            "path": path,
            **({"opened_on": opened_on} if opened_on else {}),
        },
    )
    return unit


@transaction.atomic
def appoint(*, user: User, unit: Unit, role: str, by: User | None, starts_on: date | None = None) -> Membership:
    """Give a person a role in a unit from a day on. A new posting of an officer ends the old one; an office already
    held stays.
    """
    starts_on = starts_on or timezone.localdate()
    user = User.objects.select_for_update().get(pk=user.pk)
    open_ones = Membership.objects.of(user).filter(role=role, ends_on=None)
    held = open_ones.filter(unit=unit).first()
    if held:
        return held
    if role == Role.OFFICER:
        open_ones.update(ends_on=starts_on)
    membership = Membership.objects.create(user=user, unit=unit, role=role, starts_on=starts_on)
    audit.record(actor=by, action="membership.begin", target=f"user:{user.public_id}", role=role, unit=unit.code)
    sync_groups(user)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: User | None, ends_on: date | None = None) -> None:
    """Close a membership on a day; its rights end with it, its history stays."""
    membership.ends_on = ends_on or timezone.localdate()
    membership.save(update_fields=["ends_on"])
    audit.record(
        actor=by,
        action="membership.end",
        target=f"user:{membership.user.public_id}",
        role=membership.role,
        unit=membership.unit.code,
    )
    sync_groups(membership.user)
