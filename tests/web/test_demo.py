"""What the outside relies on in the demo: accounts, units, and that none of it exists in production."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Institution, Role, Unit, User
from accounts.queries import has_role, posting
from web.demo import organisation, people
from web.demo.people import ACCOUNTS

PASSWORD = "deneme-icin-uzun-bir-soz"


@pytest.fixture
def cast(site) -> dict[str, User]:
    organisation.build()
    return people.build(PASSWORD)


def test_units_carry_the_codes_the_outside_relies_on(cast):
    provinces = [f"{force}-{number:02d}" for force in ("EGM", "JGK") for number in range(1, 82)]
    regions = ["SG-KARADENIZ", "SG-MARMARA", "SG-EGE", "SG-AKDENIZ"]
    assert set(provinces + regions) <= set(Unit.objects.values_list("code", flat=True))
    assert {"egm", "jgk", "sg"} <= set(Institution.objects.values_list("code", flat=True))
    for region in Unit.objects.filter(code__in=regions):
        below = Unit.objects.below(region).exclude(pk=region.pk)
        assert {Unit.Kind.BOAT, Unit.Kind.UNIT} <= set(below.values_list("kind", flat=True))


def test_every_account_signs_in_with_its_role(cast, client):
    for account in ACCOUNTS:
        user = User.objects.get(email=account.email)
        assert user.check_password(PASSWORD)
        assert all(has_role(user, role) for role in account.roles)
    agencies = [User.objects.get(email=f"officer{n}@tani.example").agency for n in ("", "2", "3")]
    assert agencies == ["police", "gendarmerie", "coast_guard"]
    coordinator = User.objects.get(email="coordinator@tani.example")
    assert coordinator.memberships.of(coordinator).get(role=Role.COORDINATOR).unit.code == "EGM-34"


def test_an_officer_may_sign_in_with_institution_and_service_number(cast, client):
    data = {"institution": "egm", "login": "104233", "password": PASSWORD}
    response = client.post("/tr/accounts/login/", data)
    assert response.status_code == 302
    assert posting(cast["egm-104233"]).code == "EGM-34-OTOGAR"


def test_building_the_demo_again_changes_nothing(cast):
    counts = [model.objects.count() for model in (Unit, User)]
    organisation.build()
    people.build(PASSWORD)
    assert [model.objects.count() for model in (Unit, User)] == counts


@pytest.mark.parametrize("command", ["prepare_demo", "demo_accounts"])
def test_demo_accounts_cannot_be_made_outside_the_demo(site, settings, command):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command(command)
    assert not User.objects.filter(is_demo=True).exists()
