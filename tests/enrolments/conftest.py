import pytest

from courses.models import OutlineVersion
from tests.factories import UnitFactory, officer_in


@pytest.fixture
def outline(site) -> OutlineVersion:
    return OutlineVersion.objects.get(outline__code="m1")


@pytest.fixture
def unit(db):
    return UnitFactory(code="EGM-34-OTOGAR", parent=UnitFactory(code="EGM-34"))


@pytest.fixture
def officer(unit):
    return officer_in(unit, first_name="Işıl", last_name="Çağlayan")
