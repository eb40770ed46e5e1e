from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Institution
from common.db import turkish
from common.ids import new_public_id
from common.scoping import ScopedQuerySet
from common.text import fold, fold_identifier, initials, tr_upper


class UserManager(BaseUserManager["User"]):
    """For Django, allauth and Wagtail themselves. Our own screens use `User.people`, which must be scoped."""

    def create_user(
        self, username: str | None = None, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        user = self.model(email=fold_identifier(email) if email else None, **fields)
        user.username = fold_identifier(username) if username else user.identifier()
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, username: str | None = None, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        return self.create_user(username, email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in: with an e-mail address, or with institution and service number (many share a station
    mailbox).

    `username` is derived (`egm-104233`, the e-mail, or the public id) and never shown. One family name, one given-
    name field, no
    middle-name split. No T.C. identity number is stored: institution and service number identify already.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    username = models.CharField(max_length=150, unique=True, blank=True)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True, default=None)
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("institution")
    )
    service_number = models.CharField(
        _("service number"), max_length=32, blank=True, help_text=_("Text: leading zeros count.")
    )
    rank = models.CharField(_("rank or title"), max_length=80, blank=True)
    first_name = models.CharField(_("first name"), max_length=120)
    last_name = models.CharField(_("family name"), max_length=120)
    folded_name = models.CharField(
        max_length=250, editable=False, db_index=True, help_text="What name search looks at."
    )
    language = models.CharField(_("language"), max_length=8, default="tr")
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email", "first_name", "last_name"]

    scope_person = "pk"

    objects = UserManager()
    people = models.Manager.from_queryset(ScopedQuerySet)()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(turkish("last_name"), turkish("first_name"), "id", name="person_by_turkish_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "service_number"],
                condition=~models.Q(service_number=""),
                name="service_number_unique_in_institution",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_name = fold(f"{self.first_name} {self.last_name}")
        if not self.username:
            self.username = self.identifier()
        super().save(*args, **kwargs)

    def identifier(self) -> str:
        """The derived username: institution and service number, else the e-mail, else the public id."""
        if self.institution and self.service_number:
            return fold_identifier(f"{self.institution.code}-{self.service_number}")
        return self.email or self.public_id

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name

    @property
    def formal_name(self) -> str:
        """As official lists print it: rank, given name, family name in capitals."""
        return " ".join(filter(None, [self.rank, self.first_name, tr_upper(self.last_name)]))

    @property
    def initials(self) -> str:
        return initials(self.first_name, self.last_name)

    @property
    def agency(self) -> str:
        return self.institution.agency if self.institution else "other"
