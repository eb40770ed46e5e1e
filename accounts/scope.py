"""Access is one function: which people a person may see."""

from dataclasses import dataclass

from django.db.models import Q
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

    def condition(self, *, person: str, unit_path: str) -> Q:
        """The filter over a model whose person and unit hang at these lookups."""
        allowed = Q(**{person: self.person_pk}) if self.person_pk else Q(pk__in=[])
        for path in self.unit_paths:
            allowed |= Q(**{f"{unit_path}__startswith": path})
        return allowed


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
