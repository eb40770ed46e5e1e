"""What this process changed is read anew at once."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.models import Unit
from coordination.queries import reference
from courses.models import OutlineVersion


@receiver(post_save, sender=OutlineVersion)
def forget_courses(sender: Any, **kwargs: Any) -> None:
    reference.forget_courses()


@receiver(post_save, sender=Unit)
def forget_unit(sender: Any, instance: Unit, **kwargs: Any) -> None:
    reference.forget_unit(instance)
