"""What a person knows: themes with a level, languages, regions and countries with years and track."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from roster.models.person import Person
from roster.models.place import Country, Region
from roster.models.theme import Theme


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Expertise(models.Model):
    class Level(models.IntegerChoices):
        AWARE = 1, _("aware")
        WORKING = 2, _("working")
        PRACTITIONER = 3, _("practitioner")
        SENIOR = 4, _("senior")
        LEAD = 5, _("lead")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="expertise")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="expertise")
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True, help_text=_("Empty: not known."))
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    endorsed_by = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-level", "theme"]
        verbose_name_plural = "expertise"
        constraints = [
            models.UniqueConstraint(fields=["person", "theme"], name="one_level_a_theme"),
            models.CheckConstraint(condition=models.Q(level__gte=1) & models.Q(level__lte=5), name="level_from_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.theme}, {self.level}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class LanguageSkill(models.Model):
    """A language by its ISO 639 code, at a level of the Common European Framework."""

    class Level(models.TextChoices):
        A1 = "A1", "A1"
        A2 = "A2", "A2"
        B1 = "B1", "B1"
        B2 = "B2", "B2"
        C1 = "C1", "C1"
        C2 = "C2", "C2"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(max_length=3)
    level = models.CharField(max_length=2, choices=Level, blank=True, help_text=_("Empty: not known."))

    class Meta:
        ordering = ["-level", "language"]
        constraints = [models.UniqueConstraint(fields=["person", "language"], name="one_level_a_language")]

    def __str__(self) -> str:
        return f"{self.language} {self.level}".strip()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class RegionExperience(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="regions")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    track = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(3)], help_text=_("1, 2 or 3.")
    )

    class Meta:
        ordering = ["-years"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(region__isnull=True) ^ models.Q(country__isnull=True), name="region_or_country"
            )
        ]

    def __str__(self) -> str:
        return str(self.region or self.country)
