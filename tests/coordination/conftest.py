"""A small country: a force with two provinces, one of them with two units; and a course."""

from types import SimpleNamespace

import pytest

from tests.factories import UnitFactory, coordinator_of, officer_in
from tests.factories.enrolments import OutlineFactory


@pytest.fixture
def country() -> SimpleNamespace:
    force = UnitFactory(code="egm", name="Emniyet Genel Müdürlüğü", name_en="National Police", kind="force")
    istanbul = UnitFactory(code="EGM-34", name="İstanbul", name_en="Istanbul", parent=force, kind="province")
    fatih = UnitFactory(code="EGM-34-01", name="Fatih", name_en="Fatih", parent=istanbul)
    sisli = UnitFactory(code="EGM-34-02", name="Şişli", name_en="Sisli", parent=istanbul)
    ankara = UnitFactory(code="EGM-06", name="Ankara", name_en="Ankara", parent=force, kind="province")
    return SimpleNamespace(
        force=force,
        istanbul=istanbul,
        fatih=fatih,
        sisli=sisli,
        ankara=ankara,
        units=[force, istanbul, fatih, sisli, ankara],
    )


@pytest.fixture
def outline():
    return OutlineFactory(code="c1", title="Etkin mağdur tespiti", title_en="Effective victim identification")


@pytest.fixture
def coordinators(country) -> dict:
    return {name: coordinator_of(getattr(country, name)) for name in ("force", "istanbul", "fatih", "sisli", "ankara")}


@pytest.fixture
def as_coordinator(client, country):
    """Sign in as the coordinator of a unit: `as_coordinator("istanbul")` returns the client."""

    def sign_in(name: str = "istanbul"):
        client.force_login(coordinator_of(getattr(country, name)))
        return client

    return sign_in


@pytest.fixture
def people(country) -> SimpleNamespace:
    """One officer in each unit but the force, and one more who moved from Ankara to Fatih."""
    return SimpleNamespace(
        istanbul=officer_in(country.istanbul, first_name="Ayşe", last_name="Işık"),
        fatih=officer_in(country.fatih, first_name="Mehmet", last_name="Çelik"),
        sisli=officer_in(country.sisli, first_name="Zeynep", last_name="İnce"),
        ankara=officer_in(country.ankara, first_name="Ali", last_name="Şahin"),
    )
