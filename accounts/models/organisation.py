from datetime import date

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Agency(models.TextChoices):
    """Which force's scenario an officer sees; institutions that are no force see any."""

    POLICE = "police", _("police")
    GENDARMERIE = "gendarmerie", _("gendarmerie")
    COAST_GUARD = "coast_guard", _("coast guard")
    OTHER = "other", _("other")


class Institution(models.Model):
    """A force, ministry, authority or organisation. `code` is stable and lower case: `egm`, `jgk`, `sg`."""

    code = models.SlugField(max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    agency = models.CharField(_("agency"), max_length=16, choices=Agency, default=Agency.OTHER)

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")

    def __str__(self) -> str:
        return self.name if get_language() == "tr" else self.name_en


class UnitQuerySet(models.QuerySet["Unit"]):
    def open_on(self, day: date) -> "UnitQuerySet":
        return self.filter(opened_on__lte=day).filter(models.Q(closed_on=None) | models.Q(closed_on__gt=day))

    def below(self, *units: "Unit") -> "UnitQuerySet":
        """These units and everything under them."""
        condition = models.Q(pk__in=[])
        for unit in units:
            condition |= models.Q(path__startswith=unit.path)
        return self.filter(condition)


class Unit(models.Model):
    """A place in the tree force → province or regional command → unit, open from a day to a day.

    `path` is the codes from the root down, each followed by a slash (`egm/EGM-34/EGM-34-01/`): one prefix comparison
    answers
    "is below", on both databases. Codes never change, so neither does the path.
    """

    class Kind(models.TextChoices):
        FORCE = "force", _("force")
        PROVINCE = "province", _("provincial directorate or command")
        REGION = "region", _("regional command")
        UNIT = "unit", _("unit")
        BOAT = "boat", _("boat")

    code = models.CharField(_("code"), max_length=40, unique=True)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="units", verbose_name=_("institution"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    path = models.CharField(max_length=255, unique=True, editable=False)
    opened_on = models.DateField(_("opened on"), default=date(2000, 1, 1))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(closed_on__gt=models.F("opened_on")),
                name="unit_closes_after_opening",
            )
        ]

    def __str__(self) -> str:
        return self.name if get_language() == "tr" else self.name_en
