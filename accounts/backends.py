"""Who is signed in: loaded on every request, so in one statement that is written once a process."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from accounts.models import Institution, User
from common.compiled import Compiled

PERSON = tuple(field.attname for field in User._meta.concrete_fields)
FORCE = tuple(field.attname for field in Institution._meta.concrete_fields)


@Compiled
def _person(pk: Any) -> QuerySet[Any, Any]:
    force = (f"institution__{name}" for name in FORCE)
    return User.objects.filter(pk=pk).values_list(*PERSON, *force)


class SignedIn(AuthenticationBackend):
    """allauth's, with the person and the institution read together."""

    def get_user(self, user_id: Any) -> User | None:
        row = _person.first(pk=user_id)
        if row is None:
            return None
        user = User.from_db("default", PERSON, row[: len(PERSON)])
        if user.institution_id is not None:
            user.institution = Institution.from_db("default", FORCE, row[len(PERSON) :])
        return user if self.user_can_authenticate(user) else None
