"""Example for a new installation: institutions, units and the first posts, through the product's own verbs.

Edit a copy, then:  sudo tani shell --no-imports < first-people.py
Codes are stable: they are part of every path in the tree of units. Running it again changes names only.
"""

from accounts.domain import appoint, open_institution, open_unit
from accounts.models import Agency, Role, Unit, User
from accounts.provinces import numbered

police = open_institution(
    code="egm", name="Emniyet Genel Müdürlüğü", name_en="Turkish National Police", agency=Agency.POLICE
)
force = Unit.objects.get(code="egm")

for number, province in numbered():
    open_unit(
        code=f"EGM-{number}",
        institution=police,
        parent=force,
        kind=Unit.Kind.PROVINCE,
        name=f"{province} İl Emniyet Müdürlüğü",
        name_en=f"{province} Provincial Police Directorate",
    )

# The account made with `tani createsuperuser` oversees the whole force.
administrator = User.objects.get(email="admin@tani.example")
appoint(user=administrator, unit=force, role=Role.ADMINISTRATOR, by=None)

# A coordinator of one province, who signs in with institution and service number (or e-mail).
coordinator, made = User.objects.get_or_create(
    institution=police,
    service_number="100001",
    defaults={"first_name": "Ad", "last_name": "Soyad", "rank": "Komiser", "email": "coordinator@tani.example"},
)
if made:
    coordinator.set_unusable_password()  # sets a password through "forgotten password"
    coordinator.save()
appoint(user=coordinator, unit=Unit.objects.get(code="EGM-34"), role=Role.COORDINATOR, by=administrator)
