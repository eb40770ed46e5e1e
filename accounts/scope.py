"""Access is one function: which people a person may see."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Membership, Role, User

OVERSEEING_ROLES = (Role.COORDINATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class PersonScope:
    """The person themself and everyone in the subtrees of the units they oversee today."""

    person_pk: int | None
    unit_paths: tuple[str, ...] = ()

    @property
    def oversees(self) -> bool:
        return bool(self.unit_paths)

    def condition(self, *, person: str) -> Q:
        """The filter over a model whose person hangs at this lookup: oneself, and whoever has a membership below
        today.
        """
        allowed = Q(**{person: self.person_pk}) if self.person_pk else Q(pk__in=[])
        if self.unit_paths:
            allowed |= Q(**{f"{person}__in": self._overseen()})
        return allowed

    def _overseen(self) -> QuerySet:
        below = Q()
        for path in self.unit_paths:
            below |= Q(unit__path__startswith=path)
        memberships = Membership.objects.unscoped("the scope itself").active_on(timezone.localdate())
        return memberships.filter(below).values("user")


def scope(user: "User") -> PersonScope:
    """What `user` may see of others. Nobody signed in sees nobody; a deactivated person sees nobody.

    One query; every list, count, export and detail page of people starts from it.
    """
    if not user.is_authenticated or not user.is_active:
        return PersonScope(person_pk=None)
    paths = (
        Membership.objects.of(user)
        .active_on(timezone.localdate())
        .filter(role__in=OVERSEEING_ROLES)
        .values_list("unit__path", flat=True)
    )
    return PersonScope(person_pk=user.pk, unit_paths=tuple(sorted(set(paths))))
