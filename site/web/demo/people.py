"""Demo accounts and their colleagues."""

from dataclasses import dataclass
from datetime import date

from accounts.domain import appoint
from accounts.models import Institution, Role, Unit, User


@dataclass(frozen=True)
class Account:
    """One demo account; `email` is None for colleagues nobody signs in as."""

    email: str | None
    first_name: str
    last_name: str
    rank: str
    institution: str
    service_number: str
    unit: str
    roles: tuple[str, ...]


ACCOUNTS = (
    Account(
        "officer@tani.example",
        "Işıl",
        "Çağlayan",
        "Komiser Yardımcısı",
        "egm",
        "104233",
        "EGM-34-OTOGAR",
        (Role.OFFICER,),
    ),
    Account(
        "officer2@tani.example",
        "Gökhan",
        "Şimşek",
        "Jandarma Astsubay Çavuş",
        "jgk",
        "070112",
        "JGK-01-KARATAS",
        (Role.OFFICER,),
    ),
    Account(
        "officer3@tani.example",
        "Derya",
        "Özgür",
        "Sahil Güvenlik Üsteğmen",
        "sg",
        "003318",
        "SG-EGE-BOT-1",
        (Role.OFFICER,),
    ),
    Account("trainer@tani.example", "Elif", "Aydın", "Başkomiser", "egm", "098001", "egm", (Role.TRAINER,)),
    Account("reviewer@tani.example", "Mert", "Uğurlu", "Emniyet Amiri", "egm", "087540", "egm", (Role.REVIEWER,)),
    Account("translator@tani.example", "Ceren", "İnce", "", "gib", "000871", "gib", (Role.TRANSLATOR,)),
    Account(
        "coordinator@tani.example", "Hülya", "Ertuğ", "Emniyet Müdürü", "egm", "076015", "EGM-34", (Role.COORDINATOR,)
    ),
    Account("admin@tani.example", "Sistem", "Yöneticisi", "", "gib", "000001", "gib", (Role.ADMINISTRATOR,)),
)
COLLEAGUES = tuple(
    Account(None, first, last, rank, "egm", number, unit, (Role.OFFICER,))
    for first, last, rank, number, unit in (
        ("Iraz", "Dağdelen", "Polis Memuru", "104301", "EGM-34-OTOGAR"),
        ("Çetin", "Ünal", "Polis Memuru", "104302", "EGM-34-OTOGAR"),
        ("Şule", "Yıldırım", "Polis Memuru", "104303", "EGM-34-OTOGAR"),
        ("Ömer Faruk", "Karaoğlanoğlu", "Başpolis Memuru", "104304", "EGM-34-OTOGAR"),
        ("İpek", "Zorlu", "Komiser", "104305", "EGM-34-GOC"),
        ("Ali", "Işık", "Polis Memuru", "104306", "EGM-34-GOC"),
        ("Nazlı", "Güneş", "Polis Memuru", "104307", "EGM-34-GOC"),
        ("Uğur", "Cömert", "Başkomiser", "104308", "EGM-34-HAVA"),
        ("Ayça", "Ispartalı", "Polis Memuru", "104309", "EGM-34-HAVA"),
        ("Gülizar", "Bağcı", "Polis Memuru", "104310", "EGM-34-HAVA"),
    )
)


def build(password: str) -> dict[str, User]:
    """Create accounts and colleagues once; set the accounts' password to `password`. Returns people by service key
    `egm-104233`.
    """
    people = {}
    for account in (*ACCOUNTS, *COLLEAGUES):
        user = _person(account)
        if account.email and not (user.has_usable_password() and user.check_password(password)):
            user.set_password(password)
            user.save(update_fields=["password"])
        people[user.username] = user
    return people


def _person(account: Account) -> User:
    institution = Institution.objects.get(code=account.institution)
    user = User.objects.filter(institution=institution, service_number=account.service_number).first()
    if user is None:
        user = User.objects.create_user(
            email=account.email, first_name=account.first_name, last_name=account.last_name, rank=account.rank,
            institution=institution, service_number=account.service_number, is_demo=True,
        )  # fmt: skip
        if Role.ADMINISTRATOR in account.roles:
            user.is_staff = user.is_superuser = True
            user.save(update_fields=["is_staff", "is_superuser"])
    for role in account.roles:
        unit = Unit.objects.get(code=account.unit)
        appoint(user=user, unit=unit, role=role, by=None, starts_on=date(2026, 1, 5))
    return user
