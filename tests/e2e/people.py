"""The cast of the browser journeys: made through the product's verbs, signed in through its form."""

from typing import NamedTuple

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from accounts.domain import appoint, open_institution, open_unit
from accounts.models import Agency, Role, Unit, User

PASSWORD = "uzun-ve-sakin-bir-parola"


class Cast(NamedTuple):
    officer: User
    trainer: User
    reviewer: User
    translator: User
    coordinator: User


def make_cast() -> Cast:
    """One police province with a bus terminal station, and one person for each role."""
    institution = open_institution(
        code="egm", name="Emniyet Genel Müdürlüğü", name_en="Turkish National Police", agency=Agency.POLICE
    )
    root = Unit.objects.get(code="egm")
    kind = Unit.Kind.PROVINCE
    province = open_unit(
        code="EGM-34", institution=institution, parent=root, kind=kind, name="İstanbul", name_en="Istanbul"
    )
    station = open_unit(
        code="EGM-34-OTOGAR",
        institution=institution,
        parent=province,
        kind=Unit.Kind.UNIT,
        name="Otogar",
        name_en="Bus terminal",
    )
    people = (
        ("Işıl", "Çağlayan", station, Role.OFFICER),
        ("Elif", "Aydın", root, Role.TRAINER),
        ("Mert", "Uğurlu", root, Role.REVIEWER),
        ("Ceren", "İnce", root, Role.TRANSLATOR),
        ("Hülya", "Ertuğ", province, Role.COORDINATOR),
    )
    return Cast(*(_person(*person, number=f"00{place}") for place, person in enumerate(people, start=1)))


def _person(first_name: str, last_name: str, unit: Unit, role: str, *, number: str) -> User:
    user = User.objects.create_user(
        email=f"{role}@tani.example", password=PASSWORD, first_name=first_name, last_name=last_name, rank="Komiser",
        institution=unit.institution, service_number=number,
    )  # fmt: skip
    appoint(user=user, unit=unit, role=role, by=None)
    return user


def sign_in(page: Page, user: User, *, path: str = "/tr/accounts/login/") -> None:
    """Through the form, with the e-mail address."""
    page.goto(path)
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "login" not in url)


def recognise(page: Page, user: User | None, *, at: str) -> Page:
    """The page of somebody who signed in before, by the session alone; of a stranger for None. `at`: the server."""
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    if user is not None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": at}])
    return page
