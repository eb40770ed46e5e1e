from datetime import date

import factory

from accounts.domain import appoint
from accounts.models import Agency, Institution, Role, Unit, User


class InstitutionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Institution
        django_get_or_create = ("code",)

    code = "egm"
    name = "Emniyet Genel Müdürlüğü"
    name_en = "Turkish National Police"
    agency = Agency.POLICE


class UnitFactory(factory.django.DjangoModelFactory):
    """A unit; `parent` puts it into a tree and its path follows."""

    class Meta:
        model = Unit

    institution = factory.SubFactory(InstitutionFactory)
    parent = None
    code = factory.Sequence(lambda n: f"UNIT-{n}")
    name = factory.LazyAttribute(lambda o: f"{o.code} Birimi")
    name_en = factory.LazyAttribute(lambda o: f"{o.code} unit")
    kind = Unit.Kind.UNIT
    path = factory.LazyAttribute(lambda o: f"{o.parent.path if o.parent else ''}{o.code}/")


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    institution = factory.SubFactory(InstitutionFactory)
    service_number = factory.Sequence(lambda n: f"{n:06d}")
    email = factory.Sequence(lambda n: f"kisi{n}@tani.example")
    rank = "Komiser Yardımcısı"
    first_name = "Ayşe"
    last_name = "Işık"
    password = factory.django.Password("uzun-bir-deneme-sozu")


def officer_in(unit: Unit, **fields: object) -> User:
    """An officer posted to this unit since 1 January 2025."""
    user = UserFactory(institution=unit.institution, **fields)
    appoint(user=user, unit=unit, role=Role.OFFICER, by=None, starts_on=date(2025, 1, 1))
    return user


def coordinator_of(unit: Unit, **fields: object) -> User:
    """Someone who coordinates this unit and everything below it."""
    user = UserFactory(institution=unit.institution, **fields)
    appoint(user=user, unit=unit, role=Role.COORDINATOR, by=None, starts_on=date(2025, 1, 1))
    return user
